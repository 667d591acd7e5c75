import { ipcRenderer } from 'electron'

// Spelled out as in preload.ts.
const computePort: typeof import('#shared/contract/compute.ts').computePort = 'loom:compute-port'

// All that the hidden window is given: a port to the core process.
ipcRenderer.on(computePort, (event) => window.postMessage(computePort, window.location.origin, event.ports))
