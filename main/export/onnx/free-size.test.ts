import { InferenceSession, Tensor } from 'onnxruntime-node'
import { describe, expect, it } from 'vitest'
import { initialWeights } from '#main/compile/tfjs/build-model.ts'
import { findCandidates, withSession } from '#main/engines/parity/harness.ts'
import { engines } from '#main/engines/registry.ts'
import { type CheckedGraph, checkGraph } from '#shared/graph/check-graph.ts'
import { elementCount } from '#shared/layers/shape.ts'
import { type ChainStep, drawChain } from '#shared/zoo/network.ts'
import { findZooNetwork, zoo } from '#shared/zoo/zoo.ts'
import { buildOnnxModel } from './build-onnx-model.ts'
import { channelsFirst } from './check-model.ts'
import { findSizeStep, resizerOf } from './free-size.ts'

type Document = ReturnType<typeof drawChain>

const stepOf = (document: Document) => findSizeStep(checkGraph(document), resizerOf(document))
const end: ChainStep[] = [['GlobalAveragePooling2D'], ['Dense', { units: 2, activation: 'softmax' }]]
const chain = (...steps: ChainStep[]) => drawChain('chain', [16, 16, 3], [...steps, ...end])

function outputOf({ nodes, ends }: CheckedGraph) {
  return nodes.find(({ node }) => node.id === ends.outputId)?.output ?? []
}

describe('the size of pictures', () => {
  it.each([
    ['is free', chain(['Conv2D', { filters: 4 }]), 1],
    ['is free where a rest is left out', chain(['Conv2D', { filters: 4 }], ['MaxPooling2D']), 1],
    ['grows by two where a pixel more would want a frame', chain(['MaxPooling2D', { padding: 'same' }]), 2],
    ['grows by whole strides', chain(['Conv2D', { filters: 4, strides: [4, 4], padding: 'same' }]), 4],
    ['is bound by Dense', drawChain('bound', [16, 16, 3], [['Flatten'], ['Dense', { units: 2 }]]), null],
    [
      'is bound by Reshape',
      chain(['Reshape', { targetShape: [16, 48] }], ['Reshape', { targetShape: [16, 16, 3] }]),
      null,
    ],
  ])('%s', (_what, document, step) => {
    expect(stepOf(document)).toBe(step)
  })

  it.each([
    ['resnet-18', 32],
    ['u-net', 16],
    ['fcn-8s', 32],
    ['vgg-d', null],
    ['study-mnist-cnn', null],
  ])('of %s', (id, step) => {
    expect(stepOf(findZooNetwork(id)?.build() as Document)).toBe(step)
  })

  it('is found for every network of the zoo', () => {
    for (const network of zoo) expect([null, 1, 2, 4, 8, 16, 32]).toContain(stepOf(network.build()))
  })
})

const { reference } = await findCandidates(engines)

const small = zoo.filter(({ scale, build }) => scale === 'small' && stepOf(build()) !== null).map(({ id }) => id)

describe('a file without the size of pictures', () => {
  it('can be had of some networks for classrooms', () => expect(small.length).toBeGreaterThan(2))

  it.each<[string, Document]>([
    ['same padding', chain(['Conv2D', { filters: 4, strides: [2, 2], padding: 'same' }], ['UpSampling2D'])],
    ...small.map((id): [string, Document] => [id, findZooNetwork(id)?.build() as Document]),
  ])('answers larger pictures as the network for them does: %s', async (_name, document) => {
    const graph = checkGraph(document)
    const step = stepOf(document) ?? 0
    expect(step).toBeGreaterThan(0)
    const weights = initialWeights(graph, 3)
    const [height = 0, width = 0, channels = 0] = graph.nodes[0]?.output ?? []
    const [down, across] = [height + step, width + 2 * step]
    const larger = resizerOf(document)(down, across)
    const pixels = Uint8Array.from({ length: down * across * channels }, (_, at) => (at * 37) % 256)
    const plan = { ...document.training, graph: larger, seed: 1, threads: 1 }
    const source = larger.nodes.find(({ node }) => node.id === larger.ends.outputId)?.sources[0] ?? ''
    const answer = await withSession(reference, plan, async (session) => {
      const names = new Set((await session.readWeights()).map(({ name }) => name))
      await session.writeWeights(weights.filter(({ name }) => names.has(name)))
      return (await session.activations({ count: 1, pixels, labels: Uint8Array.of(0) }, [source]))[0]
    })
    const model = await InferenceSession.create(buildOnnxModel(graph, weights, { isFree: true }))
    const image = channelsFirst(
      Float32Array.from(pixels, (value) => value / 255),
      [down, across, channels],
    )
    const { output } = await model.run({ image: new Tensor('float32', image, [1, channels, down, across]) })
    const expected = channelsFirst(answer?.values ?? new Float32Array(), outputOf(larger))
    expect(output?.data.length).toBe(elementCount(outputOf(larger)))
    const values = (output?.data ?? []) as Float32Array
    for (const [at, value] of expected.entries()) expect(values[at]).toBeCloseTo(value, 4)
  })
})
