import { type CoreCalls, type CoreEvents, type CoreReply, type CoreRequest, coreCalls } from '#shared/contract/core.ts'
import type { Answer, Client } from '#shared/contract/define.ts'
import { type Ask, buildClient } from './build-client.ts'
import { createEventHub } from './event-hub.ts'

const hub = createEventHub<CoreEvents>()

/** Listens to what the core tells; the answer stops listening. Listeners outlive a restart of the core. */
export const onCoreEvent = hub.on

/** Tells a core event to the window; for the port and for fakes. */
export const emitCoreEvent = hub.emit

type Waiting = { name: string; input: unknown; resolve: (answer: Answer<unknown>) => void }

let link: Ask | null = null
let queued: Waiting[] = []

/** The core process. Calls made before its port has come wait for it; a core that dies fails those under way. */
export const core: Client<CoreCalls> = buildClient(coreCalls, (name, input) => {
  if (link) return link(name, input)
  return new Promise((resolve) => queued.push({ name, input, resolve }))
})

/** Sends calls through `ask` from now on; null when the core is gone and a new one is awaited. */
export function attachCore(ask: Ask | null): void {
  link = ask
  if (!ask) return
  const ready = queued
  queued = []
  for (const { name, input, resolve } of ready) void ask(name, input).then(resolve)
}

let loseCore: (() => void) | null = null

/** Speaks to a core at the other end of `port`, in place of any earlier one. */
export function attachCorePort(port: MessagePort): void {
  detachCore()
  const waiting = new Map<number, (answer: Answer<unknown>) => void>()
  let nextId = 1
  loseCore = () => {
    port.close()
    for (const resolve of waiting.values()) resolve(coreGone)
    waiting.clear()
  }
  port.onmessage = ({ data }: MessageEvent<CoreReply>) => {
    if (data.kind === 'event') return hub.emit(data.name, data.payload as never)
    waiting.get(data.id)?.(data.answer)
    waiting.delete(data.id)
  }
  port.start()
  attachCore((name, input) => {
    const request: CoreRequest = { id: nextId, name, input }
    nextId += 1
    return new Promise((resolve) => {
      waiting.set(request.id, resolve)
      port.postMessage(request)
    })
  })
}

/** The core process has ended: calls under way fail, later ones wait for the next core. */
export function detachCore(): void {
  loseCore?.()
  loseCore = null
  attachCore(null)
}

const coreGone: Answer<unknown> = {
  ok: false,
  error: { code: 'common.unexpected', values: { reason: 'the training process has ended' } },
}
