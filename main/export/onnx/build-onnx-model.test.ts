import { InferenceSession, Tensor } from 'onnxruntime-node'
import { describe, expect, it } from 'vitest'
import { parityCases, smallNetworks } from '#main/engines/parity/cases.ts'
import { batchFor, findCandidates, optimizerOf, planCase, withSession } from '#main/engines/parity/harness.ts'
import { engines } from '#main/engines/registry.ts'
import { stirWeights } from '../testing/stir-weights.ts'
import { buildOnnxModel } from './build-onnx-model.ts'
import { channelsFirst } from './check-model.ts'

const { reference } = await findCandidates(engines)

describe('networks as ONNX files', () => {
  it.each([...parityCases, ...smallNetworks].map((each) => [each.name, each] as const))(
    'answer as the reference does: %s',
    async (_name, parityCase) => {
      const plan = planCase(parityCase, optimizerOf({ kind: 'sgd' }))
      const { count, pixels, labels } = batchFor(plan, { count: 3, seed: 5 })
      const { weights, answer } = await withSession(reference, plan, async (session) => {
        await session.writeWeights(stirWeights(await session.readWeights()))
        const source = plan.graph.nodes.find(({ node }) => node.id === plan.graph.ends.outputId)?.sources[0] ?? ''
        const [found] = await session.activations({ count, pixels, labels }, [source])
        return { weights: await session.readWeights(), answer: found }
      })
      const input = plan.graph.nodes.find(({ node }) => node.id === plan.graph.ends.inputId)?.output ?? []
      const [height = 0, width = 0, channels = 0] = input
      const model = await InferenceSession.create(buildOnnxModel(plan.graph, weights))
      const image = channelsFirst(
        Float32Array.from(pixels, (value) => value / 255),
        input,
      )
      const { output } = await model.run({ image: new Tensor('float32', image, [count, channels, height, width]) })
      const [, ...shape] = answer?.shape ?? []
      const expected = channelsFirst(answer?.values ?? new Float32Array(), shape)
      expect(output?.dims).toEqual([count, ...(shape.length === 3 ? [shape[2], shape[0], shape[1]] : shape)])
      const values = (output?.data ?? []) as Float32Array
      const largest = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
      const difference = expected.reduce(
        (most, value, at) => Math.max(most, Math.abs(value - (values[at] ?? Number.NaN))),
        0,
      )
      expect(difference).toBeLessThan(1e-5 * Math.max(1, largest))
    },
  )
})
