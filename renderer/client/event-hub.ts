import type { EventPayload, EventTable } from '#shared/contract/define.ts'

/** Hands events to whoever listens; a listener that throws does not keep the others from hearing. */
export interface EventHub<Events extends EventTable> {
  on<Name extends keyof Events & string>(
    name: Name,
    listener: (payload: EventPayload<Events[Name]>) => void,
  ): () => void
  emit<Name extends keyof Events & string>(name: Name, payload: EventPayload<Events[Name]>): void
}

export function createEventHub<Events extends EventTable>(): EventHub<Events> {
  const listeners = new Map<string, Set<(payload: never) => void>>()
  return {
    on(name, listener) {
      const own = listeners.get(name) ?? new Set()
      listeners.set(name, own.add(listener))
      return () => own.delete(listener)
    },
    emit(name, payload) {
      for (const listener of listeners.get(name) ?? []) {
        try {
          listener(payload as never)
        } catch (error) {
          console.error(`A listener of ${name} failed:`, error)
        }
      }
    },
  }
}
