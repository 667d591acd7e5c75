/** The newest value of a stream, outside React's state: whoever draws it asks for it on its own animation frame. */
export interface LatestSource<T> {
  get(): T | null
  /** Tells of each change; the answer stops telling. */
  subscribe(listener: () => void): () => void
}

export interface Latest<T> extends LatestSource<T> {
  set(value: T | null): void
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

/** The newest of `first` while it has any, else that of `second`. */
export function orElse<T>(first: LatestSource<T>, second: LatestSource<T>): LatestSource<T> {
  return {
    get: () => first.get() ?? second.get(),
    subscribe(listener) {
      const stops = [first.subscribe(listener), second.subscribe(listener)]
      return () => {
        for (const stop of stops) stop()
      }
    },
  }
}
