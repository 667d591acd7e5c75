import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu'
import { tf } from '#main/compile/tfjs/tensorflow.ts'
import type { Adapter } from '#main/engines/tfjs/window/protocol.ts'
import type { ComputeCard } from '#main/engines/tfjs/window/serve-sessions.ts'
import { LoomError } from '#shared/messages/loom-error.ts'

/** tfjs's WebGPU backend on the fastest adapter; `onLost` is told when the card is gone. */
export function createWebGpuCard(onLost: (reason: string) => void): ComputeCard {
  let looked: Promise<Adapter> | null = null
  let fault: Error | null = null
  return {
    backend: 'webgpu',
    look() {
      looked ??= start({
        onLost,
        onFault: (error) => {
          // The first one causes those behind it.
          fault ??= error
        },
      })
      return looked
    },
    takeFault() {
      const found = fault
      fault = null
      return found
    },
  }
}

interface Watcher {
  onLost(reason: string): void
  onFault(error: Error): void
}

async function start(watcher: Watcher): Promise<Adapter> {
  if (!('gpu' in navigator) || !navigator.gpu) throw new LoomError('engine.noWebGpu')
  const adapter = await navigator.gpu.requestAdapter({ powerPreference: 'high-performance' })
  if (!adapter) throw new LoomError('engine.noAdapter')
  const found = describe(adapter, await informationOf(adapter))
  if (!(await tf.setBackend('webgpu'))) {
    throw new LoomError('engine.windowFailed', { reason: 'TensorFlow.js could not start its WebGPU backend.' })
  }
  watch(deviceOfBackend(), watcher)
  return found
}

function deviceOfBackend(): GPUDevice {
  const backend = tf.backend()
  if (!(backend instanceof WebGPUBackend)) throw new Error('TensorFlow.js has another backend')
  return backend.device
}

/** Errors of the card come beside the calls that cause them. */
function watch(device: GPUDevice, { onLost, onFault }: Watcher): void {
  void device.lost.then(({ message }) => onLost(`${message || 'the device was lost'}.`))
  device.addEventListener('uncapturederror', ({ error }) => {
    onFault(new Error(error instanceof GPUOutOfMemoryError ? `out of memory: ${error.message}` : error.message))
  })
}

/** Chromium before 121 gives it at request only. */
type OldAdapter = GPUAdapter & { requestAdapterInfo?(): Promise<GPUAdapterInfo>; isFallbackAdapter?: boolean }

async function informationOf(adapter: OldAdapter): Promise<Partial<GPUAdapterInfo>> {
  return adapter.info ?? (await adapter.requestAdapterInfo?.()) ?? {}
}

const vendors: Readonly<Record<string, string>> = { nvidia: 'NVIDIA', amd: 'AMD', intel: 'Intel', apple: 'Apple' }

function describe(adapter: OldAdapter, information: Partial<GPUAdapterInfo>): Adapter {
  const { vendor = '', architecture = '', device = '', description = '' } = information
  const isSoftware = /swiftshader|llvmpipe|lavapipe|basic render|warp/i.test(`${architecture} ${device} ${description}`)
  return {
    name: description || [vendors[vendor] ?? vendor, architecture || device].filter(Boolean).join(' ') || 'GPU',
    isEmulated: isSoftware || adapter.isFallbackAdapter === true,
  }
}
