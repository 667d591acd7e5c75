import type { Client, EventPayload } from '#shared/contract/define.ts'
import {
  corePortRequest,
  type ShellBridge,
  type ShellCalls,
  type ShellEvents,
  shellCalls,
} from '#shared/contract/shell.ts'
import { type Ask, buildClient } from './build-client.ts'
import { attachCorePort } from './core-client.ts'
import { createEventHub } from './event-hub.ts'

declare global {
  interface Window {
    /** Put there by the preload script; absent in a plain browser. */
    loom?: ShellBridge
  }
}

const hub = createEventHub<ShellEvents>()

export const onShellEvent = hub.on
/** Tells a shell event to the window; for the bridge and for fakes. */
export const emitShellEvent = hub.emit

let link: Ask = () => Promise.reject(new Error('The shell is not connected.'))
let findPath: (file: unknown) => string = () => ''

export const shell: Client<ShellCalls> = buildClient(shellCalls, (name, input) => link(name, input))

/** The path of a file that was dropped on the window; empty where there is none. */
export function pathOfFile(file: unknown): string {
  return findPath(file)
}

export function attachShell(ask: Ask): void {
  link = ask
}

const eventNames: { [Name in keyof ShellEvents]: true } = {
  menu: true,
  openFile: true,
  localeChanged: true,
  closing: true,
  coreExited: true,
  coreReady: true,
}

/** Joins the window to the preload's bridge and to each core port that it posts. */
export function attachBridge(bridge: ShellBridge): void {
  attachShell((name, input) => bridge.call(name as keyof ShellCalls, input as never))
  findPath = (file) => bridge.pathOfFile(file)
  for (const name of Object.keys(eventNames) as (keyof ShellEvents)[]) forward(bridge, name)
  window.addEventListener('message', (event) => {
    const [port] = event.ports
    if (event.source === window && event.data === corePortRequest && port) attachCorePort(port)
  })
  window.postMessage(corePortRequest, window.location.origin)
}

function forward<Name extends keyof ShellEvents>(bridge: ShellBridge, name: Name): void {
  bridge.on(name, (payload: EventPayload<ShellEvents[Name]>) => hub.emit(name, payload))
}
