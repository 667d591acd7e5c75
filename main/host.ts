import path from 'node:path'
import type { CoreEvents, CoreReply } from '#shared/contract/core.ts'
import type { Emit } from '#shared/contract/define.ts'
import { type HostMessage, type HostReply, hostMessageSchema } from '#shared/contract/host.ts'
import { computeWindowsOf } from './compute-windows.ts'
import { type CoreParts, type CoreService, coreParts, createCoreService } from './core-service.ts'
import { enginesWith } from './engines/registry.ts'
import { type MessageChannelEnd, serveCalls } from './stream/core-port.ts'

/** The part of Electron's `process.parentPort` that is used here. */
export interface ParentPort {
  on(event: 'message', listener: (event: { data: unknown; ports: MessageChannelEnd[] }) => void): unknown
  postMessage(message: HostReply): void
}

/** Binds the shell's messages to a core: one start, then one port for each window that comes. */
export function startHost(parent: ParentPort, parts: CoreParts): void {
  let service: CoreService | null = null
  let window: MessageChannelEnd | null = null
  const early: MessageChannelEnd[] = []

  const emit: Emit<CoreEvents> = (name, payload) => {
    window?.postMessage({ kind: 'event', name, payload } satisfies CoreReply)
  }

  function connect(port: MessageChannelEnd): void {
    if (!service) {
      early.push(port)
      return
    }
    window?.close()
    window = port
    serveCalls(port, service)
  }

  function start({ userData, digitsDirectory, version }: Extract<HostMessage, { kind: 'start' }>): void {
    service ??= createCoreService({
      parts,
      digitsDirectory,
      runsDirectory: path.join(userData, 'runs'),
      weightsDirectory: path.join(userData, 'weights'),
      setsDirectory: path.join(userData, 'sets'),
      preparedDirectory: path.join(userData, 'prepared'),
      choicesFile: path.join(userData, 'devices.json'),
      dataDirectory: process.env.LAYERLOOM_DATA || path.join(userData, 'data'),
      recordsFile: path.join(userData, 'records', 'runs.sqlite'),
      queueFile: path.join(userData, 'queue', 'queue.json'),
      programVersion: version,
      emit,
    })
    parent.postMessage({ kind: 'ready' })
    for (const port of early.splice(0)) connect(port)
  }

  parent.on('message', ({ data, ports }) => {
    const message = hostMessageSchema.safeParse(data)
    if (!message.success) return parent.postMessage({ kind: 'failed', reason: message.error.message })
    if (message.data.kind === 'start') start(message.data)
    if (message.data.kind === 'port') for (const port of ports) connect(port)
  })
}

const { parentPort } = process as { parentPort?: ParentPort }
if (parentPort) startHost(parentPort, { ...coreParts, engines: enginesWith(computeWindowsOf(parentPort)) })
