import { useEffect, useState } from 'react'
import type { LatestSource } from '../stores/latest.ts'

/** Often enough to follow with the eye what is read. */
export const readingMs = 150

/** The newest value of a stream as React state, taken over at most every `everyMs`: for what is read, not watched. */
export function useSampled<T>(source: LatestSource<T>, everyMs: number): T | null {
  const [value, setValue] = useState(() => source.get())
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const take = () => {
      timer = undefined
      setValue(source.get())
    }
    take()
    const stop = source.subscribe(() => {
      timer ??= setTimeout(take, everyMs)
    })
    return () => {
      clearTimeout(timer)
      stop()
    }
  }, [source, everyMs])
  return value
}
