import { describe, expect, it } from 'vitest'
import type { NamedTensor } from '../engine.ts'
import { engines } from '../registry.ts'
import { parityCases } from './cases.ts'
import { batchFor, findCandidates, optimizerOf, planCase, readGradients, withSession } from './harness.ts'

const { reference } = await findCandidates(engines)

/**
 * Along a direction of length 1: small against the weights, large against what float32 makes of a loss near 1. The
 * shorter ones are for networks with a bend (of relu, of a maximum) within reach of the longer ones.
 */
const distances = [0.01, 0.002, 0.0005]

/** A direction that is the same each time: signs from the digits of the golden ratio. */
function drawDirection(length: number): Float32Array {
  const scale = 1 / Math.sqrt(length)
  return Float32Array.from({ length }, (_, index) => (((index + 1) * 0.618_033_988_75) % 1 < 0.5 ? -scale : scale))
}

function move(weights: readonly NamedTensor[], name: string, direction: Float32Array, by: number): NamedTensor[] {
  return weights.map((tensor) =>
    tensor.name === name
      ? { ...tensor, values: tensor.values.map((value, index) => value + by * (direction[index] ?? 0)) }
      : tensor,
  )
}

/** A learning rate of 0 leaves the weights as they are: a step then only tells the loss of training. */
const frozen = optimizerOf({ kind: 'sgd', learningRate: 0 })

describe('the reference', () => {
  it.each(parityCases.map((parityCase) => [parityCase.name, parityCase] as const))(
    'has the gradients of its own loss on %s',
    async (_name, parityCase) => {
      const plan = planCase(parityCase, frozen)
      const batch = batchFor(plan, { count: 4, seed: 3 })
      const gradients = await readGradients(reference, parityCase, batch)
      await withSession(reference, plan, async (session) => {
        const weights = await session.readWeights()
        const lossAt = async (moved: readonly NamedTensor[]) => {
          await session.writeWeights(moved)
          await session.writeOptimizer({ step: 0, slots: [] })
          return (await session.trainStep(batch)).loss
        }
        for (const { name, values } of gradients) {
          const direction = drawDirection(values.length)
          const analytic = values.reduce((sum, value, index) => sum + value * (direction[index] ?? 0), 0)
          const tolerance = 2e-4 + 0.01 * Math.abs(analytic)
          const numeric: number[] = []
          const errorOf = (slope: number) => Math.abs(slope - analytic)
          for (const distance of distances) {
            if (numeric.some((slope) => errorOf(slope) < tolerance)) break
            const ahead = await lossAt(move(weights, name, direction, distance))
            const behind = await lossAt(move(weights, name, direction, -distance))
            numeric.push((ahead - behind) / (2 * distance))
          }
          expect(Math.min(...numeric.map(errorOf)), `${name}: ${numeric} and ${analytic}`).toBeLessThan(tolerance)
        }
      })
    },
  )
})
