import { createHash } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { defaultOptimizer } from '#shared/document/optimizers.ts'
import { scheduleSchema } from '#shared/document/schedules.ts'
import type { LoomDocument } from '#shared/document/schema.ts'
import { drawChain } from '#shared/zoo/network.ts'
import type { Engine, NamedTensor } from '../../engines/engine.ts'
import { onnxEngine } from '../../engines/onnx/onnx-engine.ts'
import { createCheckpointStore } from '../checkpoint-store.ts'
import { keptWeights } from '../compose-checkpoint.ts'
import { joinRunFixture } from './run-fixture.ts'

/**
 * A program that is killed: trains in the folder that it is given, or goes on with what it finds there. It prints a line for
 * each step, and at its end hashes of the last weights, of the kept ones and of the optimiser.
 */

/** Dropout, batch statistics, Adam, a rate of its own for each step: all that a checkpoint could forget. */
const chain = drawChain(
  'killed',
  [28, 28, 3],
  [
    ['Conv2D', { filters: 4, strides: [4, 4], activation: 'relu' }],
    ['BatchNormalization'],
    ['Flatten'],
    ['Dropout', { rate: 0.25 }],
    ['Dense', { units: 9, activation: 'softmax' }],
  ],
  {
    epochs: 3,
    batchSize: 16,
    threads: 1,
    optimizer: defaultOptimizer('adam', 0.01),
    schedule: scheduleSchema.parse({ kind: 'oneCycle', maxLearningRate: 0.02 }),
    validationSplit: 0.2,
  },
)
const document: LoomDocument = {
  ...chain,
  data: { source: 'shapes', variant: 'both', train: 500, test: 18, seed: 1 },
}

/** Slow enough to be killed within an epoch. */
const slowEngine: Engine = {
  ...onnxEngine,
  probe: () => onnxEngine.probe(),
  async open(plan, device) {
    const session = await onnxEngine.open(plan, device)
    const trainStep = session.trainStep.bind(session)
    session.trainStep = async (batch) => {
      await setTimeout(4)
      return trainStep(batch)
    }
    return session
  },
}

function hash(tensors: readonly NamedTensor[]): string {
  const sum = createHash('sha256')
  for (const { name, values } of tensors)
    sum.update(name).update(new Uint8Array(values.buffer, values.byteOffset, values.byteLength))
  return sum.digest('hex')
}

async function train(folder: string): Promise<void> {
  const device = { engine: 'onnx' as const, device: 'cpu', name: 'CPU' }
  const checkpoints = createCheckpointStore(folder)
  const { service } = joinRunFixture(slowEngine, folder, {
    device,
    checkpoints,
    saveEveryMs: 25,
    onEvent: ({ name, payload }) => {
      if (name === 'metrics') console.log(`step ${payload.batches.at(-1)?.step ?? 0}`)
    },
  })
  const [cut] = await service.listCheckpoints({})
  const part = cut ? (await checkpoints.load(cut.runId)).header.part : null
  console.log(cut ? `resumed ${part ? 'within' : 'after'} an epoch` : 'started')
  const { runId } = await service.startRun({ document, resumeFrom: cut?.runId ?? null })
  await service.ended()
  const checkpoint = await checkpoints.load(runId)
  const { weights, slots } = checkpoint.tensors
  const rows = service.currentRun({})?.epochs.map(({ seconds: _, ...figures }) => figures)
  console.log(`result ${JSON.stringify([hash(weights), hash(keptWeights(checkpoint)), hash(slots), rows])}`)
  await service.dispose()
}

void train(process.argv[2] ?? '')
