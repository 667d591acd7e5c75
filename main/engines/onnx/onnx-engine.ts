import { availableParallelism, cpus } from 'node:os'
import type { EngineDevice, EngineReport } from '#shared/contract/engines.ts'
import type { Engine, TrainingPlan } from '../engine.ts'
import { findBlockSize } from './block-size.ts'
import { openOnnxSession } from './onnx-session.ts'

/** The embedded engine: a whole training step as one graph on ONNX Runtime. */
export const onnxEngine: Engine = {
  id: 'onnx',

  async probe(): Promise<EngineReport[]> {
    try {
      await import('onnxruntime-node')
      return [{ isUsable: true, isReference: false, device: processor() }]
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      return [
        { isUsable: false, engine: 'onnx', device: 'cpu', reason: { code: 'engine.onnxMissing', values: { reason } } },
      ]
    }
  },

  open: async (plan: TrainingPlan, device: EngineDevice) => openOnnxSession(plan, device, await findBlockSize()),
}

function processor(): EngineDevice {
  const [first] = cpus()
  return { engine: 'onnx', device: 'cpu', name: `${first?.model.trim() || 'CPU'} (${availableParallelism()})` }
}
