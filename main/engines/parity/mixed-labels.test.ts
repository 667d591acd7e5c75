import { describe, expect, it } from 'vitest'
import { type LossName, lossNames } from '#shared/document/schema.ts'
import type { TrainingPlan } from '../engine.ts'
import { engines } from '../registry.ts'
import { timeDevices } from '../time-devices.ts'
import { batchFor, type Candidate, findCandidates, optimizerOf, planCase, withSession } from './harness.ts'

const { reference, others } = await findCandidates(engines)
const classes = 3
const weightByClass = [0.5, 2.5, 1]
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

/** The loss of one row by what the network gives, p, and what it should give, y, in double precision. */
const byHand: Record<LossName, (p: number[], y: number[]) => number> = {
  categoricalCrossentropy: (p, y) => -sum(p.map((value, place) => (y[place] ?? 0) * Math.log(value))),
  sparseCategoricalCrossentropy: (p, y) => byHand.categoricalCrossentropy(p, y),
  kullbackLeiblerDivergence: (p, y) =>
    sum(y.map((value, place) => (value === 0 ? 0 : value * Math.log(value / (p[place] ?? 1))))),
  binaryCrossentropy: (p, y) =>
    -sum(p.map((value, k) => (y[k] ?? 0) * Math.log(value) + (1 - (y[k] ?? 0)) * Math.log(1 - value))) / classes,
  categoricalHinge(p, y) {
    const rival = Math.max(...p.map((value, place) => (1 - (y[place] ?? 0)) * value))
    return Math.max(0, 1 + rival - sum(p.map((value, place) => (y[place] ?? 0) * value)))
  },
  meanSquaredError: (p, y) => sum(p.map((value, place) => (value - (y[place] ?? 0)) ** 2)) / classes,
  meanAbsoluteError: (p, y) => sum(p.map((value, place) => Math.abs(value - (y[place] ?? 0)))) / classes,
  huber: (p, y) => byHand.meanSquaredError(p, y) / 2,
}

function planOf(loss: LossName, details: Pick<TrainingPlan, 'weightByClass'>): TrainingPlan {
  const activation = loss === 'binaryCrossentropy' ? 'sigmoid' : 'softmax'
  return planCase(
    {
      name: loss,
      shape: [4, 3, 1],
      steps: [['Flatten'], ['Dense', { units: classes, activation }]],
      loss,
      details: { ...details, hasMixedLabels: true },
    },
    optimizerOf({ kind: 'sgd' }),
  )
}

/** Loss and hits of a step, and both by hand, from what the network gave before it. */
async function compare(candidate: Candidate, loss: LossName, details: Pick<TrainingPlan, 'weightByClass'>) {
  const plan = planOf(loss, details)
  const batch = batchFor(plan, { count: 6, seed: 5 })
  return withSession(candidate, plan, async (session) => {
    const { probabilities, ...evaluated } = await session.evaluate(batch)
    const rows = Array.from(batch.labels, (label, row) => {
      const p = [...probabilities.subarray(row * classes, (row + 1) * classes)]
      const share = batch.mixed?.shares[row] ?? Number.NaN
      const other = batch.mixed?.labels[row] ?? -1
      const of = (k: number) => (k === label ? share : 0) + (k === other ? 1 - share : 0)
      const weight = details.weightByClass
        ? share * (weightByClass[label] ?? 0) + (1 - share) * (weightByClass[other] ?? 0)
        : 1
      const plain = byHand[loss](
        p,
        [0, 1, 2].map((k) => (k === label ? 1 : 0)),
      )
      return { mixed: weight * byHand[loss](p, [0, 1, 2].map(of)), plain, isHit: p.indexOf(Math.max(...p)) === label }
    })
    const mean = (pick: (row: (typeof rows)[number]) => number) => sum(rows.map(pick)) / rows.length
    return {
      step: await session.trainStep(batch),
      evaluated,
      hits: rows.filter(({ isHit }) => isHit).length,
      mixed: mean(({ mixed }) => mixed),
      plain: mean(({ plain }) => plain),
    }
  })
}

describe.each([reference, ...others].map((candidate) => [candidate.device.device, candidate] as const))(
  'mixed labels on %s',
  (_device, candidate) => {
    it.each(lossNames)('count by their shares in %s', async (loss) => {
      const { step, mixed, plain, hits, evaluated } = await compare(candidate, loss, {})
      expect(step.loss).toBeCloseTo(mixed, 5)
      expect(Math.abs(mixed - plain)).toBeGreaterThan(1e-3)
      // The first label is what is right; and nothing is mixed where nothing is learnt.
      expect(step).toMatchObject({ correct: hits, counted: 6 })
      expect(evaluated.loss).toBeCloseTo(plain, 5)
    })

    it('can be timed', async () => {
      const [timing] = await timeDevices([candidate], { plan: planOf('huber', {}), batchSize: 8, budgetMs: 1 })
      expect(timing).toMatchObject({ isTimed: true })
    })

    it('weigh the classes of both', async () => {
      const { step, mixed } = await compare(candidate, 'categoricalCrossentropy', { weightByClass })
      expect(step.loss).toBeCloseTo(mixed, 5)
    })
  },
)
