import type { EngineDevice } from '#shared/contract/engines.ts'
import type { LoomDocument } from '#shared/document/schema.ts'
import type { Message } from '#shared/messages/message.ts'
import { deviceKey } from '../engines/choose.ts'
import { isDeviceFailure } from '../engines/device-failure.ts'
import type { PrepareLimits } from './prepare-run.ts'

interface Broken {
  document: LoomDocument
  device: EngineDevice
  limits: PrepareLimits
}

export interface WayOn {
  document: LoomDocument
  limits: PrepareLimits
  /** What people are told, once it is known what the run goes on with. */
  explain(chosen: EngineDevice, epoch: number): Message
}

/**
 * How a run goes on after its device failed: with half the batch where memory was short, else on the next device. Null where
 * it was something else that failed.
 */
export function recover(error: unknown, { document, device, limits }: Broken): WayOn | null {
  if (!isDeviceFailure(error)) return null
  const { training } = document
  if (error.code === 'engine.outOfMemory' && training.batchSize > 1) {
    const batchSize = Math.floor(training.batchSize / 2)
    const values = { device: device.name, before: training.batchSize, batchSize }
    return {
      document: { ...document, training: { ...training, batchSize } },
      limits: { ...limits, stayOn: device, hasSmallBatches: true },
      explain: (_chosen, epoch) => ({ code: 'run.smallerBatch', values: { ...values, epoch } }),
    }
  }
  const { stayOn: _failed, ...others } = limits
  return {
    document,
    // The device that failed may have been the only one of the engine asked for.
    limits: { ...others, isAnyEngine: true, excluded: new Set([...(limits.excluded ?? []), deviceKey(device)]) },
    explain: (chosen, epoch) => ({
      code: 'run.movedDevice',
      values: { device: device.name, chosen: chosen.name, epoch, reason: String(error.values.reason) },
    }),
  }
}
