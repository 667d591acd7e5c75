import { availableParallelism, cpus } from 'node:os'
import type { EngineDevice, EngineReport } from '#shared/contract/engines.ts'
import type { Engine, TrainingPlan } from '../engine.ts'
import { findBlockSize } from './block-size.ts'
import { findCard } from './card-name.ts'
import { openOnnxSession } from './onnx-session.ts'
import { type CardProvider, explainUnusable } from './probe-provider.ts'

let probed: Promise<EngineReport[]> | null = null

/** The embedded engine: a whole training step as one graph on ONNX Runtime, on the processor or a graphics card. */
export const onnxEngine: Engine = {
  id: 'onnx',

  /** Looks once per process: drivers are slow to ask. */
  probe(): Promise<EngineReport[]> {
    probed ??= probe()
    return probed
  },

  async open(plan: TrainingPlan, device: EngineDevice) {
    // Blocked operations are the processor's own.
    return openOnnxSession(plan, device, device.device === 'cpu' ? await findBlockSize() : 0)
  },
}

/** DirectML is Windows's, and ONNX Runtime has CUDA for these two. */
function cardProviders(): CardProvider[] {
  if (process.platform === 'win32') return ['webgpu', 'dml', ...(process.arch === 'x64' ? ['cuda' as const] : [])]
  return process.platform === 'linux' && process.arch === 'x64' ? ['webgpu', 'cuda'] : ['webgpu']
}

async function probe(): Promise<EngineReport[]> {
  try {
    await import('onnxruntime-node')
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return [
      { isUsable: false, engine: 'onnx', device: 'cpu', reason: { code: 'engine.onnxMissing', values: { reason } } },
    ]
  }
  const cards = await Promise.all(cardProviders().map(probeCard))
  return [{ isUsable: true, isReference: false, device: processor() }, ...cards]
}

async function probeCard(provider: CardProvider): Promise<EngineReport> {
  const reason = await explainUnusable(provider)
  if (reason) return { isUsable: false, engine: 'onnx', device: provider, reason }
  const { name, isEmulated } = await findCard()
  const device: EngineDevice = { engine: 'onnx', device: provider, name: `${name} (${titles[provider]})` }
  return { isUsable: true, isReference: false, ...(isEmulated ? { isEmulated } : {}), device }
}

const titles: Record<CardProvider, string> = { webgpu: 'WebGPU', dml: 'DirectML', cuda: 'CUDA' }

function processor(): EngineDevice {
  const [first] = cpus()
  return { engine: 'onnx', device: 'cpu', name: `${first?.model.trim() || 'CPU'} (${availableParallelism()})` }
}
