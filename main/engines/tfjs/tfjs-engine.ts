import { cpus } from 'node:os'
import type { EngineDevice, EngineReport } from '#shared/contract/engines.ts'
import { LoomError, toMessage } from '#shared/messages/loom-error.ts'
import type { Message } from '#shared/messages/message.ts'
import type { Engine, TrainingPlan } from '../engine.ts'
import { loadNativeLibrary, type NativeResult, nativeBackend } from './native-library.ts'
import { openTfjsSession } from './tfjs-session.ts'
import { ComputeWindow, type OpenComputeWindow } from './window/compute-window.ts'

const backends: Readonly<Record<string, string>> = {
  cpu: 'cpu',
  'node-cpu': nativeBackend,
  'node-gpu': nativeBackend,
}

/**
 * TensorFlow.js: the reference in plain JavaScript, libtensorflow where the user has installed it, and WebGPU in a hidden
 * window where there is a shell that opens one.
 */
export function createTfjsEngine(openWindow: OpenComputeWindow | null): Engine {
  const window = openWindow && new ComputeWindow(openWindow)
  let card: Promise<EngineReport> | null = null
  return {
    id: 'tfjs',

    async probe(): Promise<EngineReport[]> {
      if (window) card ??= probeWindow(window)
      return [...(await probeNative()), ...(card ? [await card] : []), reference]
    },

    async open(plan: TrainingPlan, device: EngineDevice) {
      if (device.device === 'webgpu' && window) return window.openSession(plan, device)
      const backend = backends[device.device]
      if (backend === undefined) {
        throw new LoomError('engine.unknownDevice', { engine: 'tfjs', device: device.device })
      }
      if (backend === nativeBackend) await loadAgain(device)
      return openTfjsSession(plan, device, backend)
    },
  }
}

const reference: EngineReport = {
  isUsable: true,
  isReference: true,
  device: { engine: 'tfjs', device: 'cpu', name: 'JavaScript' },
}

async function probeNative(): Promise<EngineReport[]> {
  const gpu = await loadNativeLibrary('node-gpu')
  return [reportGpu(gpu), await probeProcessor(gpu)]
}

async function probeWindow(window: ComputeWindow): Promise<EngineReport> {
  try {
    const { name, isEmulated } = await window.look()
    const device: EngineDevice = { engine: 'tfjs', device: 'webgpu', name: `${name} (TensorFlow.js, WebGPU)` }
    return { isUsable: true, isReference: false, ...(isEmulated ? { isEmulated } : {}), device }
  } catch (error) {
    return unusable('webgpu', toMessage(error))
  }
}

function reportGpu(result: NativeResult): EngineReport {
  if ('reason' in result) return unusable('node-gpu', result.reason)
  const { packageName, folder, isOnGpu } = result.library
  if (!isOnGpu) return unusable('node-gpu', { code: 'engine.tfjsNoGpu', values: { package: packageName, folder } })
  return { isUsable: true, isReference: false, device: { engine: 'tfjs', device: 'node-gpu', name: 'NVIDIA CUDA' } }
}

/** The GPU package without a card is a good package for the processor. */
async function probeProcessor(gpu: NativeResult): Promise<EngineReport> {
  const result = 'library' in gpu && !gpu.library.isOnGpu ? gpu : await loadNativeLibrary('node-cpu')
  if ('reason' in result) return unusable('node-cpu', result.reason)
  const name = `TensorFlow, ${cpus()[0]?.model.trim() || 'CPU'}`
  return { isUsable: true, isReference: false, device: { engine: 'tfjs', device: 'node-cpu', name } }
}

function unusable(device: string, reason: Message): EngineReport {
  return { isUsable: false, engine: 'tfjs', device, reason }
}

/** For who opens a session without having probed in this process. */
async function loadAgain(device: EngineDevice): Promise<void> {
  const report = (await probeNative()).find((found) =>
    found.isUsable ? found.device.device === device.device : found.device === device.device,
  )
  if (report && !report.isUsable) throw new LoomError(report.reason.code, report.reason.values)
}
