import { computePort } from '#shared/contract/compute.ts'

/** The page only starts the worker, and hands it the port that the preload script posts. */
const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })

// The shell tells the core that the window has gone.
worker.addEventListener('error', () => window.close())

window.addEventListener('message', (event) => {
  const [port] = event.ports
  if (event.source === window && event.data === computePort && port) worker.postMessage(null, [port])
})
