import { useEffect, useState } from 'react'
import type { Latest } from '../stores/latest.ts'

/** The newest value of a stream as React state, taken over at most every `everyMs`: for what is read, not watched. */
export function useSampled<T>(source: Latest<T>, everyMs: number): T | null {
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
