import { describe, expect, it } from 'vitest'
import { type Dataset, samplesInMemory } from '../datasets/dataset.ts'
import type { Engine, TrainingPlan } from '../engines/engine.ts'
import { prepareRun } from './prepare-run.ts'
import { createLinearEngine, linearDevice } from './testing/linear-engine.ts'
import { smallDocument } from './testing/run-fixture.ts'

/** 60 pictures of the first class, 30 of the second and 10 of the third, to be trained with. */
function unevenDataset(): Dataset {
  const labels = Uint8Array.from({ length: 100 }, (_, index) => (index < 60 ? 0 : index < 90 ? 1 : 2))
  const samples = samplesInMemory({ count: 100, pixels: new Uint8Array(100 * 28 * 28 * 3), labels })
  const classes = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => ({ en: name, 'zh-CN': name }))
  return { task: 'classification', inputShape: [28, 28, 3], classes, train: samples, test: samples }
}

async function planOf(training: Parameters<typeof smallDocument>[0]): Promise<TrainingPlan> {
  const plans: TrainingPlan[] = []
  const linear = createLinearEngine()
  const engine: Engine = {
    ...linear,
    open(plan, device) {
      plans.push(plan)
      return linear.open(plan, device)
    },
  }
  const run = await prepareRun(smallDocument(training), null, {
    engines: [engine],
    chooseDevice: async () => ({ engine, device: linearDevice }),
    openDataset: async () => unevenDataset(),
    memoryLimitBytes: 2 ** 30,
  })
  await run.dispose()
  const [plan] = plans
  if (!plan) throw new Error('no session was opened')
  return plan
}

describe('what a run tells the engine', () => {
  it('is what the document says of losses, labels and gradients', async () => {
    const settings = { labelSmoothing: 0.1, clipNorm: 2, clipValue: 3 }
    expect(await planOf(settings)).toMatchObject({ loss: 'categoricalCrossentropy', ...settings })
    expect((await planOf({})).weightByClass).toBeUndefined()
  })

  it.each([0, 0.2])(
    'is the weights of the classes that are trained with, at a validation split of %s',
    async (split) => {
      const plan = await planOf({ classWeights: 'balanced', validationSplit: split })
      const expected = [100 / 180, 100 / 90, 100 / 30, 0, 0, 0]
      for (const [label, weight] of expected.entries()) expect(plan.weightByClass?.[label]).toBeCloseTo(weight, 6)
    },
  )
})
