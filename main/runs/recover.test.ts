import { describe, expect, it } from 'vitest'
import type { DeviceNews } from '#shared/contract/runs.ts'
import type { TrainingSettings } from '#shared/document/schema.ts'
import { createDatasetOpener } from '../datasets/open-dataset.ts'
import { chooseDevice } from '../engines/choose.ts'
import type { Engine } from '../engines/engine.ts'
import { createRunService } from './run-service.ts'
import { createLinearEngine, linearDevice } from './testing/linear-engine.ts'
import { smallDocument } from './testing/run-fixture.ts'

/** The engine for tests as a graphics card, which throws `error` before step `last` and from then on. */
function failingCard(last: number, error: Error, opened: number[] = []): Engine {
  const device = { engine: 'onnx', device: 'webgpu', name: 'Test card' } as const
  let steps = 0
  return {
    id: 'onnx',
    probe: async () => [{ isUsable: true, isReference: false, device }],
    async open(plan) {
      const session = await createLinearEngine().open(plan, device)
      opened.push(steps)
      return {
        ...session,
        device,
        trainStep(batch) {
          steps += 1
          if (steps >= last && !(error.message.includes('memory') && batch.count <= 16)) return Promise.reject(error)
          return session.trainStep(batch)
        },
      }
    },
  }
}

async function train(engines: Engine[], training: Partial<TrainingSettings> = {}) {
  const news: DeviceNews[] = []
  const service = createRunService({
    resources: {
      engines,
      chooseDevice,
      openDataset: createDatasetOpener({ digitsDirectory: '' }),
      memoryLimitBytes: 2 ** 30,
    },
    checkpoints: null,
    saveModel: async () => ({ files: [], check: null }),
    emit(name, payload) {
      if (name === 'device') news.push(payload as DeviceNews)
    },
  })
  await service.startRun({ document: smallDocument(training), resumeFrom: null })
  await service.ended()
  const snapshot = service.currentRun({})
  await service.dispose()
  if (!snapshot) throw new Error('no run')
  return { news, snapshot }
}

const processor = createLinearEngine()
const lossesOf = ({ snapshot }: Awaited<ReturnType<typeof train>>) => snapshot.epochs.map(({ loss }) => loss)

describe('a device that is lost during training', () => {
  const lost = new Error('[WebGPU] Device lost: the driver was reset')

  it('hands over to the next one, which goes on from the last complete epoch with the same losses', async () => {
    const whole = await train([processor])
    // 10 steps an epoch: the card goes in the middle of the second one.
    const cut = await train([failingCard(14, lost), processor])
    expect(cut.snapshot.state).toMatchObject({ phase: 'finished' })
    expect(lossesOf(cut)).toEqual(lossesOf(whole))
    expect(cut.snapshot.batches.map(({ step }) => step)).toEqual(whole.snapshot.batches.map(({ step }) => step))
    expect(cut.snapshot.device).toEqual(linearDevice)
    const values = { device: 'Test card', chosen: linearDevice.name, epoch: 1, reason: `${lost.message}.` }
    expect(cut.snapshot.notice).toEqual({ code: 'run.movedDevice', values })
    expect(cut.news.map(({ device }) => device.name)).toEqual(['Test card', linearDevice.name])
  })

  it('hands over to another engine than the one that was asked for', async () => {
    const { snapshot } = await train([failingCard(3, lost), processor], { engine: 'onnx' })
    expect(snapshot.state.phase).toBe('finished')
    expect(snapshot.device).toEqual(linearDevice)
  })

  it('ends the run with its own message where there is no other', async () => {
    const { snapshot } = await train([failingCard(14, lost)])
    expect(snapshot.state).toMatchObject({ phase: 'failed', error: { code: 'engine.deviceLost' } })
  })
})

describe('a device without memory for the batch', () => {
  it('goes on with half of it, and says so', async () => {
    const opened: number[] = []
    const card = failingCard(14, new Error('Failed to allocate memory for requested buffer of size 1073741824'), opened)
    const { snapshot } = await train([card, processor])
    expect(snapshot.state).toMatchObject({ phase: 'finished' })
    expect(snapshot.device?.name).toBe('Test card')
    expect(snapshot.document.training.batchSize).toBe(16)
    expect(snapshot.notice).toEqual({
      code: 'run.smallerBatch',
      values: { device: 'Test card', before: 32, batchSize: 16, epoch: 1 },
    })
    // Opened once, and once more after the step that failed.
    expect(opened).toEqual([0, 14])
    // One epoch of 10 steps, two of 19.
    expect(snapshot.batches.at(-1)?.step).toBe(10 + 19 + 19)
    expect(snapshot.epochs.map(({ epoch }) => epoch)).toEqual([1, 2, 3])
  })
})

it('leaves other errors alone', async () => {
  const { snapshot } = await train([failingCard(5, new Error('a fault of the program')), processor])
  expect(snapshot.state).toMatchObject({ phase: 'failed', error: { values: { reason: 'a fault of the program' } } })
})
