import { beforeAll, describe, expect, it } from 'vitest'
import { optimizerKinds } from '#shared/document/optimizers.ts'
import { layers } from '#shared/layers/registry.ts'
import type { NamedTensor, TrainingSession } from '../engine.ts'
import { engines } from '../registry.ts'
import { type ParityCase, parityCases, smallNetworks } from './cases.ts'
import {
  batchFor,
  type Candidate,
  findCandidates,
  findDisagreement,
  optimizerOf,
  planCase,
  readGradients,
  withSession,
} from './harness.ts'

const { reference, others } = await findCandidates(engines)
const titleOf = ({ device }: Candidate) => `${device.engine}/${device.device}`

describe('parity cases', () => {
  it('have each kind of layer', () => {
    const drawn = new Set(parityCases.flatMap(({ steps }) => steps.map(([kind]) => kind)))
    for (const { kind, group } of layers) if (group !== 'ends') expect(drawn).toContain(kind)
  })

  it('have names of their own', () => {
    expect(new Set(parityCases.map(({ name }) => name)).size).toBe(parityCases.length)
  })
})

interface Trace {
  numbers: number[]
  tensors: NamedTensor[]
}

/** What can be seen of a session that trains three steps, with batches of two sizes, and looks at one. */
async function traceSession(session: TrainingSession, parityCase: ParityCase): Promise<Trace> {
  const plan = planCase(parityCase, optimizerOf({ kind: 'sgd' }))
  const numbers: number[] = []
  for (const [seed, count] of [4, 4, 3].entries()) {
    const { loss, correct } = await session.trainStep(batchFor(plan, { count, seed }))
    numbers.push(loss, correct)
  }
  const batch = batchFor(plan, { count: 5, seed: 9 })
  const { loss, correct, probabilities } = await session.evaluate(batch)
  numbers.push(loss, correct)
  const ids = plan.graph.nodes.filter(({ layer }) => layer.group !== 'ends').map(({ node }) => node.id)
  const activations = await session.activations(batch, ids)
  return {
    numbers,
    tensors: [
      ...(await session.readWeights()),
      { name: 'probabilities', shape: [probabilities.length], values: probabilities },
      ...activations.map(({ nodeId, shape, values }) => ({ name: `output of ${nodeId}`, shape, values })),
    ],
  }
}

function trace(candidate: Candidate, parityCase: ParityCase): Promise<Trace> {
  const plan = planCase(parityCase, optimizerOf({ kind: 'sgd', learningRate: 0.1 }))
  return withSession(candidate, plan, (session) => traceSession(session, parityCase))
}

function expectClose(actual: readonly number[], expected: readonly number[], tolerance: number): void {
  expect(actual.length).toBe(expected.length)
  for (const [index, value] of expected.entries())
    expect(Math.abs((actual[index] ?? Number.NaN) - value), `number ${index}`).toBeLessThan(tolerance)
}

describe.each(others.map((candidate) => [titleOf(candidate), candidate] as const))(
  '%s and the reference',
  (_title, candidate) => {
    it.each(parityCases.map((parityCase) => [parityCase.name, parityCase] as const))(
      'agree on %s',
      async (_name, parityCase) => {
        const plan = planCase(parityCase, optimizerOf({ kind: 'sgd' }))
        const batch = batchFor(plan, { count: 4, seed: 3 })
        const expected = await readGradients(reference, parityCase, batch)
        expect(expected.length).toBeGreaterThan(0)
        expect(findDisagreement(expected, await readGradients(candidate, parityCase, batch))).toBeNull()

        const traced = await trace(reference, parityCase)
        const other = await trace(candidate, parityCase)
        expectClose(other.numbers, traced.numbers, 1e-4)
        expect(findDisagreement(traced.tensors, other.tensors)).toBeNull()
      },
    )

    it.each(optimizerKinds)('agree on the weights and the memory that %s leaves, and hand them over', async (kind) => {
      const [parityCase] = smallNetworks
      if (!parityCase) throw new Error('no network')
      const plan = planCase(parityCase, optimizerOf({ kind }))
      const batches = [0, 1, 2, 3].map((seed) => batchFor(plan, { count: 4, seed }))
      const train = (session: TrainingSession, from: number, to: number) =>
        batches
          .slice(from, to)
          .reduce<Promise<unknown>>((before, batch) => before.then(() => session.trainStep(batch)), Promise.resolve())
      const handed = await withSession(reference, plan, async (session) => {
        await train(session, 0, 2)
        const half = { weights: await session.readWeights(), optimizer: await session.readOptimizer() }
        await train(session, 2, 4)
        return { half, weights: await session.readWeights(), optimizer: await session.readOptimizer() }
      })
      await withSession(candidate, plan, async (session) => {
        await session.writeWeights(handed.half.weights)
        await session.writeOptimizer(handed.half.optimizer)
        await train(session, 2, 4)
        expect(findDisagreement(handed.weights, await session.readWeights())).toBeNull()
        const { step, slots } = await session.readOptimizer()
        expect(step).toBe(4)
        expect(findDisagreement(handed.optimizer.slots, slots)).toBeNull()
      })
    })
  },
)

describe.each(smallNetworks.map((network) => [network.name, network] as const))(
  '20 steps of Adam on a %s',
  (_name, network) => {
    // With Adam's usual epsilon a gradient of all but 0 moves its weight by the sign that rounding gives it.
    const plan = planCase(network, optimizerOf({ kind: 'adam', learningRate: 0.01, epsilon: 1e-4 }))

    const run = (candidate: Candidate) =>
      withSession(candidate, plan, async (session) => {
        const losses: number[] = []
        for (let step = 0; step < 20; step += 1)
          losses.push((await session.trainStep(batchFor(plan, { count: 8, seed: step % 2 }))).loss)
        return losses
      })

    let expected: number[] = []
    beforeAll(async () => {
      expected = await run(reference)
    })

    it('learns, and runs alike each time', async () => {
      const mean = (losses: number[]) => losses.reduce((sum, loss) => sum + loss, 0) / losses.length
      expect(mean(expected.slice(16))).toBeLessThan(mean(expected.slice(0, 4)) - 0.05)
      expect(await run(reference)).toEqual(expected)
    })

    it.each(others.map((candidate) => [titleOf(candidate), candidate] as const))(
      '%s has the same losses',
      async (_title, candidate) => {
        expectClose(await run(candidate), expected, 1e-3)
      },
    )
  },
)
