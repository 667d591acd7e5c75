import type { ComputeReply, ComputeRequest } from '#main/engines/tfjs/window/protocol.ts'
import { serveSessions } from '#main/engines/tfjs/window/serve-sessions.ts'
import { createWebGpuCard } from './webgpu-card.ts'

/** The dedicated worker of the hidden window: what comes through its one port is computed on the graphics card. */
self.addEventListener('message', ({ ports: [port] }) => {
  if (!port) return
  const reply = (message: ComputeReply) => port.postMessage(message)
  const answer = serveSessions(createWebGpuCard((reason) => reply({ kind: 'lost', reason })))
  port.onmessage = ({ data }: MessageEvent<ComputeRequest>) => void answer(data).then(reply)
})
