import { contextBridge, ipcRenderer, webUtils } from 'electron'
import type { ShellBridge } from '#shared/contract/shell.ts'
import { callChannel, eventChannel } from './ipc/channels.ts'

// Spelled out, because importing the contract would bring all its schemas in here.
const corePort: typeof import('#shared/contract/shell.ts').corePortRequest = 'loom:core-port'

const listeners = new Map<string, Set<(payload: never) => void>>()

ipcRenderer.on(eventChannel, (_event, name: string, payload: unknown) => {
  for (const listener of listeners.get(name) ?? []) listener(payload as never)
})

// A port cannot cross the bridge, but can be posted to the page; the page asks for one in the same way.
ipcRenderer.on(corePort, (event) => window.postMessage(corePort, window.location.origin, event.ports))
window.addEventListener('message', (event) => {
  if (event.source === window && event.data === corePort && event.ports.length === 0) ipcRenderer.send(corePort)
})

const bridge: ShellBridge = {
  call: (name, input) => ipcRenderer.invoke(callChannel, name, input),
  on: (name, listener) => {
    const own = listeners.get(name) ?? new Set()
    listeners.set(name, own.add(listener))
    return () => void own.delete(listener)
  },
  pathOfFile: (file) => (file instanceof File ? pathOf(file) : ''),
  platform: process.platform,
}

function pathOf(file: File & { path?: string }): string {
  // Older Electron has no webUtils and puts the path on the file itself.
  return webUtils ? webUtils.getPathForFile(file) : (file.path ?? '')
}

contextBridge.exposeInMainWorld('loom', bridge)
