import { useCallback } from 'react'
import type { FigureName } from '#shared/contract/records.ts'
import { useFormats } from '../../charts/use-formats.ts'
import { formatSi } from '../../ui/format.ts'

/** One of the numbers of a run as people read it; a dash where there is none. */
export function useFigureText(): (name: FigureName, value: number | null) => string {
  const { integer, real, percent, bytes, time, seconds } = useFormats()
  return useCallback(
    (name, value) => {
      if (value === null) return '–'
      switch (name) {
        case 'seconds':
          return value < 60 ? seconds(value) : time(value)
        case 'parameters':
        case 'imagesPerSecond':
          return integer(value)
        case 'flops':
          return formatSi(Math.round(value), '')
        case 'memoryBytes':
          return bytes(value)
        case 'loss':
        case 'valLoss':
        case 'testLoss':
          return real(value)
        case 'accuracy':
        case 'valAccuracy':
        case 'testAccuracy':
          return percent(value, 2)
      }
    },
    [integer, real, percent, bytes, time, seconds],
  )
}
