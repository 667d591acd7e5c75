import { describe, expect, it } from 'vitest'
import { checkGraph } from '#shared/graph/check-graph.ts'
import { elementCount } from '#shared/layers/shape.ts'
import { type ChainStep, drawChain } from '#shared/zoo/network.ts'
import { compileToIr } from '../pipeline.ts'
import { layOutParameters, packParameters, sliceShape, unpackParameters } from './parameter-vector.ts'

const sequence: ChainStep = ['Reshape', { targetShape: [42, 4] }]
const layers: [ChainStep[], name: string, inVector: number[]][] = [
  [[['Conv2D', { filters: 5, kernelSize: [3, 2] }]], 'conv2d-1/kernel', [5, 3, 2, 4]],
  [[['Conv2D', { filters: 6, kernelSize: [3, 2], groups: 2 }]], 'conv2d-1/kernel', [6, 3, 2, 2]],
  [
    [['DepthwiseConv2D', { kernelSize: [3, 2], depthMultiplier: 3 }]],
    'depthwiseconv2d-1/depthwise_kernel',
    [4, 3, 3, 2],
  ],
  [[['SeparableConv2D', { filters: 5, depthMultiplier: 2 }]], 'separableconv2d-1/depthwise_kernel', [4, 2, 3, 3]],
  [[['SeparableConv2D', { filters: 5, depthMultiplier: 2 }]], 'separableconv2d-1/pointwise_kernel', [5, 1, 1, 8]],
  [[['Conv2DTranspose', { filters: 5, kernelSize: [3, 2] }]], 'conv2dtranspose-1/kernel', [4, 3, 2, 5]],
  [[sequence, ['Conv1D', { filters: 5, kernelSize: 3 }]], 'conv1d-1/kernel', [5, 1, 3, 4]],
  [[sequence, ['Conv1D', { filters: 6, kernelSize: 3, groups: 2 }]], 'conv1d-1/kernel', [6, 1, 3, 2]],
  [[['Flatten'], ['Dense', { units: 5 }]], 'dense-1/kernel', [168, 5]],
]

describe('the parameter vector', () => {
  it.each(layers)('%j: gives back what it was given, and lays %s out as %j', (steps, name, inVector) => {
    const document = drawChain('one', [7, 6, 4], [...steps, ['Flatten'], ['Activation', { activation: 'softmax' }]])
    const vector = layOutParameters(compileToIr(checkGraph(document)), 'trainable')
    const tensors = new Map(
      vector.slices.map(({ name, shape }, place) => [
        name,
        Float32Array.from({ length: elementCount(shape) }, (_, index) => 1000 * place + index),
      ]),
    )
    const packed = packParameters(vector, tensors)
    expect(new Map(unpackParameters(vector, packed).map(({ name, values }) => [name, values]))).toEqual(tensors)
    const slice = vector.slices.find((other) => other.name === name)
    expect(slice && sliceShape(slice)).toEqual(inVector)
  })

  it('turns axes to the front and leaves the order of the others', () => {
    const slice = { name: 'kernel', offset: 1, length: 6, shape: [1, 3, 2] }
    const tensors = new Map([['kernel', Float32Array.of(11, 12, 21, 22, 31, 32)]])
    const pack = (turned: number) => [
      ...packParameters({ slices: [{ ...slice, turned }], length: 7 }, tensors).subarray(1),
    ]
    expect(pack(0)).toEqual([11, 12, 21, 22, 31, 32])
    expect(pack(1)).toEqual([11, 21, 31, 12, 22, 32])
    expect(pack(2)).toEqual([11, 12, 21, 22, 31, 32])
  })
})
