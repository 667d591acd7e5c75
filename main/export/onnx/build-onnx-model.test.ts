import { InferenceSession, Tensor } from 'onnxruntime-node'
import { describe, expect, it } from 'vitest'
import type { NamedTensor } from '#main/compile/named-tensor.ts'
import { parityCases, smallNetworks } from '#main/engines/parity/cases.ts'
import { batchFor, findCandidates, optimizerOf, planCase, withSession } from '#main/engines/parity/harness.ts'
import { engines } from '#main/engines/registry.ts'
import { elementCount, type Shape } from '#shared/layers/shape.ts'
import { buildOnnxModel } from './build-onnx-model.ts'

const { reference } = await findCandidates(engines)

/** NHWC → NCHW; rows stay as they are. */
function channelsFirst(values: Float32Array, count: number, shape: Shape): Float32Array {
  if (shape.length !== 3) return values
  const [, , channels = 1] = shape
  const pixels = elementCount(shape) / channels
  const turned = new Float32Array(values.length)
  for (let at = 0; at < values.length; at++) {
    const [picture, pixel, channel] = [
      Math.floor(at / (pixels * channels)),
      Math.floor(at / channels) % pixels,
      at % channels,
    ]
    turned[(picture * channels + channel) * pixels + pixel] = values[at] ?? 0
  }
  return turned.subarray(0, count * elementCount(shape))
}

/** Weights of no special kind: statistics and offsets that are neither 0 nor 1. */
function stir(weights: readonly NamedTensor[]): NamedTensor[] {
  return weights.map(({ name, shape, values }, index) => {
    const isVariance = name.endsWith('variance')
    return {
      name,
      shape,
      values: values.map(
        (value, place) => value + (isVariance ? 0.5 : 0.3) * (isVariance ? 1 : Math.sin(index + place)),
      ),
    }
  })
}

describe('networks as ONNX files', () => {
  it.each([...parityCases, ...smallNetworks].map((each) => [each.name, each] as const))(
    'answer as the reference does: %s',
    async (_name, parityCase) => {
      const plan = planCase(parityCase, optimizerOf({ kind: 'sgd' }))
      const { count, pixels, labels } = batchFor(plan, { count: 3, seed: 5 })
      const { weights, answer } = await withSession(reference, plan, async (session) => {
        await session.writeWeights(stir(await session.readWeights()))
        const source = plan.graph.nodes.find(({ node }) => node.id === plan.graph.ends.outputId)?.sources[0] ?? ''
        const [found] = await session.activations({ count, pixels, labels }, [source])
        return { weights: await session.readWeights(), answer: found }
      })
      const input = plan.graph.nodes.find(({ node }) => node.id === plan.graph.ends.inputId)?.output ?? []
      const [height = 0, width = 0, channels = 0] = input
      const model = await InferenceSession.create(buildOnnxModel(plan.graph, weights))
      const image = channelsFirst(
        Float32Array.from(pixels, (value) => value / 255),
        count,
        input,
      )
      const { output } = await model.run({ image: new Tensor('float32', image, [count, channels, height, width]) })
      const [, ...shape] = answer?.shape ?? []
      const expected = channelsFirst(answer?.values ?? new Float32Array(), count, shape)
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
