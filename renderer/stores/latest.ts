/** The newest value of a stream, outside React's state: whoever draws it asks for it on its own animation frame. */
export interface Latest<T> {
  get(): T | null
  set(value: T | null): void
  /** Tells of each change; the answer stops telling. */
  subscribe(listener: () => void): () => void
}

export function createLatest<T>(): Latest<T> {
  let newest: T | null = null
  const listeners = new Set<() => void>()
  return {
    get: () => newest,
    set(value) {
      newest = value
      for (const listener of listeners) listener()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
  }
}
