import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { CoreEvents } from '#shared/contract/core.ts'
import type { EventPayload } from '#shared/contract/define.ts'
import type { EngineDevice } from '#shared/contract/engines.ts'
import { defaultOptimizer } from '#shared/document/optimizers.ts'
import type { LoomDocument, TrainingSettings } from '#shared/document/schema.ts'
import { drawChain } from '#shared/zoo/network.ts'
import { createDatasetOpener } from '../../datasets/open-dataset.ts'
import type { Engine } from '../../engines/engine.ts'
import { type CheckpointStore, createCheckpointStore } from '../checkpoint-store.ts'
import type { RunObserver } from '../run-observer.ts'
import { createRunService, type RunService, type RunServiceOptions } from '../run-service.ts'
import { createWeightStore, type WeightStore } from '../weight-store.ts'
import { linearDevice } from './linear-engine.ts'

export type Told = {
  [Name in keyof CoreEvents]: { name: Name; payload: EventPayload<CoreEvents[Name]> }
}[keyof CoreEvents]

export interface RunFixture {
  service: RunService
  told: Told[]
  /** The payloads of one kind of event so far. */
  all<Name extends keyof CoreEvents>(name: Name): EventPayload<CoreEvents[Name]>[]
  /** Waits for an event. */
  next<Name extends keyof CoreEvents>(
    name: Name,
    fits?: (payload: EventPayload<CoreEvents[Name]>) => boolean,
  ): Promise<EventPayload<CoreEvents[Name]>>
  directory: string
}

/** A run service on one engine, whose events are kept; checkpoints go to a folder of their own. */
export async function createRunFixture(engine: Engine): Promise<RunFixture> {
  return joinRunFixture(engine, await mkdtemp(path.join(tmpdir(), 'layerloom-runs-')))
}

export interface FixtureParts {
  device?: EngineDevice
  checkpoints?: CheckpointStore
  saveModel?: RunServiceOptions['saveModel']
  weights?: WeightStore
  observers?: readonly RunObserver[]
  saveEveryMs?: number
  /** Hears each event as it comes. */
  onEvent?: (event: Told) => void
}

export function joinRunFixture(engine: Engine, directory: string, parts: FixtureParts = {}): RunFixture {
  const {
    device = linearDevice,
    checkpoints = createCheckpointStore(directory),
    weights = createWeightStore(path.join(directory, 'weights')),
    observers = [],
    saveEveryMs = 20_000,
    onEvent = () => {},
    saveModel = async (_model, _document, target) => ({ files: [path.join(target.path, 'model.json')], check: null }),
  } = parts
  const told: Told[] = []
  const listeners = new Set<(event: Told) => void>()
  const service = createRunService({
    resources: {
      engines: [engine],
      chooseDevice: async () => ({ engine, device }),
      openDataset: createDatasetOpener({ digitsDirectory: '' }),
      memoryLimitBytes: 2 ** 30,
      weights,
    },
    checkpoints,
    observers,
    saveEveryMs,
    saveModel,
    emit(name, payload) {
      const event = { name, payload } as Told
      told.push(event)
      onEvent(event)
      for (const listener of listeners) listener(event)
    },
  })
  const all: RunFixture['all'] = (name) =>
    told.flatMap((event) => (event.name === name ? [event.payload] : [])) as never
  return {
    service,
    told,
    all,
    directory,
    next: (name, fits = () => true) =>
      new Promise((resolve) => {
        const listener = (event: Told) => {
          if (event.name !== name || !fits(event.payload as never)) return
          listeners.delete(listener)
          resolve(event.payload as never)
        }
        listeners.add(listener)
      }),
  }
}

/** A small drawing on generated pictures: 300 to train, 90 to test; batches of 32 make 10 steps an epoch. */
export function smallDocument(training: Partial<TrainingSettings> = {}): LoomDocument {
  const chain = drawChain(
    'small',
    [28, 28, 3],
    [
      ['Conv2D', { filters: 4, strides: [2, 2], activation: 'relu' }],
      ['Flatten'],
      ['Dense', { units: 6, activation: 'softmax' }],
    ],
    { epochs: 3, optimizer: defaultOptimizer('momentum', 0.01), ...training },
  )
  return { ...chain, data: { source: 'shapes', variant: 'colours', train: 300, test: 90, seed: 1 } }
}
