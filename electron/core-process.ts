import path from 'node:path'
import { app, type MessagePortMain, type UtilityProcess, utilityProcess } from 'electron'
import type { HostMessage, HostReply } from '#shared/contract/host.ts'

export interface CoreProcess {
  /** Gives the core one end of a channel to the window. */
  connect(port: MessagePortMain): void
  /** Gives it one end of a channel to the hidden window's worker. */
  joinComputeWindow(port: MessagePortMain): void
  tellComputeWindowGone(reason: string): void
  isReady(): boolean
  /** Ends it for good. */
  stop(): void
}

export interface CoreWatcher {
  /** It ended unasked; it is started again after a moment. */
  onExit(exitCode: number): void
  /** It can be joined, for the first time or again. */
  onReady(): void
  /** It wants a hidden window with WebGPU in place of the one before. */
  onOpenComputeWindow(): void
  onCloseComputeWindow(): void
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

  const post = (message: HostMessage, ports: MessagePortMain[] = []) => child?.postMessage(message, ports)

  const hear = (reply: HostReply) => {
    switch (reply.kind) {
      case 'failed':
        return console.error(`The core process could not start: ${reply.reason}`)
      case 'ready':
        isReady = true
        return watcher.onReady()
      case 'openComputeWindow':
        return watcher.onOpenComputeWindow()
      case 'closeComputeWindow':
        return watcher.onCloseComputeWindow()
    }
  }

  const start = () => {
    if (isStopped) return
    const startedAt = Date.now()
    const started = forkCore()
    child = started
    started.on('message', hear)
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
    connect: (port) => post({ kind: 'port' }, [port]),
    joinComputeWindow: (port) => post({ kind: 'computeWindow' }, [port]),
    tellComputeWindowGone: (reason) => post({ kind: 'computeWindowGone', reason }),
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
    version: app.getVersion(),
  } satisfies HostMessage)
  return core
}
