import type { EngineDevice } from '#shared/contract/engines.ts'
import { LoomError } from '#shared/messages/loom-error.ts'
import type { TrainingSession } from './engine.ts'

const memoryPatterns =
  /out of memory|not enough memory|\bOOM\b|bad[_ ]?alloc|failed to allocate|allocation failed|OUT_OF_(DEVICE_|HOST_)?MEMORY|ResourceExhausted|Array buffer allocation/i

const lossPatterns =
  /device (was |is |has been )?(lost|removed|destroyed)|DEVICE_(LOST|REMOVED|HUNG|RESET)|CUDA error|CUDA failure|cudaError|CUDNN_STATUS|invalid (device|instance|buffer)|unspecified launch failure/i

/** What an engine's error says of its device; the error itself where it is about something else. */
export function explainDeviceFailure(error: unknown, device: EngineDevice): unknown {
  if (error instanceof LoomError) return error
  const reason = error instanceof Error ? error.message : String(error)
  const [line = ''] = reason.split('\n')
  const sentence = line.length > 200 ? `${line.slice(0, 200)}…` : line.replace(/[.\s]*$/, '.')
  const values = { device: device.name, reason: sentence }
  if (memoryPatterns.test(reason)) return new LoomError('engine.outOfMemory', values, { cause: error })
  if (lossPatterns.test(reason)) return new LoomError('engine.deviceLost', values, { cause: error })
  return error
}

/** Whether training can go on after this error: elsewhere, or with a smaller batch. */
export function isDeviceFailure(error: unknown): error is LoomError {
  return error instanceof LoomError && (error.code === 'engine.outOfMemory' || error.code === 'engine.deviceLost')
}

/** The same session; its errors say when it was the device that failed. */
export function guardSession(session: TrainingSession): TrainingSession {
  const guard = async <Result>(work: Promise<Result>): Promise<Result> => {
    try {
      return await work
    } catch (error) {
      throw explainDeviceFailure(error, session.device)
    }
  }
  return {
    device: session.device,
    trainStep: (batch) => guard(session.trainStep(batch)),
    setLearningRate: (rate) => guard(session.setLearningRate(rate)),
    evaluate: (batch) => guard(session.evaluate(batch)),
    activations: (batch, nodeIds) => guard(session.activations(batch, nodeIds)),
    readWeights: () => guard(session.readWeights()),
    writeWeights: (weights) => guard(session.writeWeights(weights)),
    readOptimizer: () => guard(session.readOptimizer()),
    writeOptimizer: (state) => guard(session.writeOptimizer(state)),
    dispose: () => session.dispose(),
  }
}
