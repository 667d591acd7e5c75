import { hostMessageSchema } from '#shared/contract/host.ts'
import type { OpenComputeWindow } from './engines/tfjs/window/compute-window.ts'
import type { ComputeReply } from './engines/tfjs/window/protocol.ts'
import type { ParentPort } from './host.ts'
import { type MessageChannelEnd, readMessage } from './stream/core-port.ts'

/** Asks the shell for hidden windows: one at a time, a later one takes the place of the one before. */
export function computeWindowsOf(parent: ParentPort): OpenComputeWindow {
  let present: { joined(port: MessageChannelEnd): void; gone(reason: string): void } | null = null

  parent.on('message', ({ data, ports }) => {
    const message = hostMessageSchema.safeParse(data)
    const [port] = ports
    if (message.data?.kind === 'computeWindow' && port) present?.joined(port)
    if (message.data?.kind === 'computeWindowGone') present?.gone(message.data.reason)
  })

  return ({ onReply, onGone }) => {
    const early: unknown[] = []
    let port: MessageChannelEnd | null = null
    present = {
      joined(joined) {
        port = joined
        joined.on('message', (received) => onReply(readMessage(received) as ComputeReply))
        joined.start()
        for (const request of early.splice(0)) joined.postMessage(request)
      },
      gone: onGone,
    }
    parent.postMessage({ kind: 'openComputeWindow' })
    return {
      send(request) {
        if (port) port.postMessage(request)
        else early.push(request)
      },
      close() {
        present = null
        port?.close()
        parent.postMessage({ kind: 'closeComputeWindow' })
      },
    }
  }
}
