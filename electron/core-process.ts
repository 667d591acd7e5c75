import path from 'node:path'
import { app, type MessagePortMain, type UtilityProcess, utilityProcess } from 'electron'
import type { HostMessage, HostReply } from '#shared/contract/host.ts'

export interface CoreProcess {
  /** Gives the core one end of a channel to the window. */
  connect(port: MessagePortMain): void
  isReady(): boolean
  /** Ends it for good. */
  stop(): void
}

export interface CoreWatcher {
  /** It ended unasked; it is started again after a moment. */
  onExit(exitCode: number): void
  /** It can be joined, for the first time or again. */
  onReady(): void
}

const firstPauseMs = 250
const longestPauseMs = 10_000
/** A core that ran this long did not die of its start. */
const steadyAfterMs = 10_000

/** Starts the core process from its built file and keeps it running: a crash there never takes the window with it. */
export function startCoreProcess(watcher: CoreWatcher): CoreProcess {
  let child: UtilityProcess | undefined
  let isReady = false
  let isStopped = false
  let pauseMs = firstPauseMs

  const start = () => {
    if (isStopped) return
    const startedAt = Date.now()
    const started = forkCore()
    child = started
    started.on('message', (reply: HostReply) => {
      if (reply.kind === 'failed') return console.error(`The core process could not start: ${reply.reason}`)
      isReady = true
      watcher.onReady()
    })
    started.once('exit', (exitCode) => {
      isReady = false
      if (isStopped) return
      pauseMs = Date.now() - startedAt > steadyAfterMs ? firstPauseMs : Math.min(pauseMs * 2, longestPauseMs)
      watcher.onExit(exitCode)
      setTimeout(start, pauseMs)
    })
  }
  start()

  return {
    connect: (port) => child?.postMessage({ kind: 'port' } satisfies HostMessage, [port]),
    isReady: () => isReady,
    stop: () => {
      isStopped = true
      child?.kill()
    },
  }
}

function forkCore(): UtilityProcess {
  const dist = path.join(app.getAppPath(), 'dist')
  const core = utilityProcess.fork(path.join(dist, 'main/host.cjs'), [], {
    serviceName: 'LayerLoom core',
    stdio: 'inherit',
  })
  core.postMessage({
    kind: 'start',
    userData: app.getPath('userData'),
    digitsDirectory: path.join(dist, 'data/digits'),
  } satisfies HostMessage)
  return core
}
