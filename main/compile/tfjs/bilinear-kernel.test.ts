import { describe, expect, it } from 'vitest'
import { checkGraph } from '#shared/graph/check-graph.ts'
import { planUpsampling } from '#shared/graph/rewrites/upsample.ts'
import { drawChain } from '#shared/zoo/network.ts'
import { seededRandom } from '../../datasets/random.ts'
import { bilinearKernel } from './bilinear-kernel.ts'
import { buildModel, initialWeights } from './build-model.ts'
import { tf } from './tensorflow.ts'

describe('bilinearKernel', () => {
  it('is Long et al.’s', () => {
    expect([...bilinearKernel([1, 4, 1, 1])]).toEqual([0.25, 0.75, 0.75, 0.25])
    const odd = [...bilinearKernel([3, 3, 2, 2])]
    expect(odd.slice(0, 4)).toEqual([0.25, 0, 0, 0.25])
    expect(odd.slice(16, 20)).toEqual([1, 0, 0, 1])
  })

  it('makes a layer enlarge smoothly: a ramp stays a ramp', () => {
    const graph = checkGraph(
      drawChain(
        'ramp',
        [6, 6, 2],
        [
          [
            'Conv2DTranspose',
            {
              filters: 2,
              kernelSize: [4, 4],
              strides: [2, 2],
              padding: 'same',
              useBias: false,
              kernelInitializer: 'bilinear',
            },
          ],
          ['Flatten'],
          ['Activation', { activation: 'softmax' }],
        ],
      ),
    )
    expect(graph.diagnostics).toEqual([])
    const built = buildModel(graph, { seed: 3 })
    const enlarged = tf.tidy(() => {
      const ramp = tf.tensor(
        Float32Array.from({ length: 72 }, (_, at) => Math.floor(at / 12) + (at % 2) * 10),
        [1, 6, 6, 2],
      )
      const layer = built.layers.get('conv2dtranspose-1')
      const result = layer?.apply(ramp) as tf.Tensor4D | undefined
      return result?.arraySync()
    })
    built.model.dispose()
    // Rows 2r + 1 and 2r + 2 lie a quarter and three quarters of the way from row r to row r + 1.
    for (let row = 1; row < 11; row += 1) {
      expect(enlarged?.[0]?.[row]?.[5]?.[0]).toBeCloseTo((row - 0.5) / 2, 5)
      expect(enlarged?.[0]?.[row]?.[5]?.[1]).toBeCloseTo(10 + (row - 0.5) / 2, 5)
    }
  })

  it.each([2, 3, 4, 5, 8, 16, 32])('enlarges by %i as tfjs resizes, away from the border', (factor) => {
    const [height, width, channels] = [4, 3, 2] as const
    const { kernelSize, strides, padding } = planUpsampling(
      [height, width],
      [height * factor, width * factor],
      [factor, factor],
    )
    const random = seededRandom(factor)
    const [ours, theirs] = tf.tidy(() => {
      const map = tf.tensor4d(Float32Array.from({ length: height * width * channels }, random), [
        1,
        height,
        width,
        channels,
      ])
      const kernel = tf.tensor4d(bilinearKernel([...kernelSize, channels, channels]), [
        ...kernelSize,
        channels,
        channels,
      ])
      const size: [number, number] = [height * factor, width * factor]
      const enlarged = tf.conv2dTranspose(map, kernel, [1, ...size, channels], strides, padding)
      return [enlarged.arraySync(), tf.image.resizeBilinear(map, size, false, true).arraySync()]
    })
    // Half a step from the border tfjs repeats the outermost place, where a kernel meets zeros.
    const border = Math.ceil(factor / 2)
    let compared = 0
    for (let row = border; row < height * factor - border; row += 1) {
      for (let column = border; column < width * factor - border; column += 1) {
        for (let channel = 0; channel < channels; channel += 1) {
          expect(ours[0]?.[row]?.[column]?.[channel]).toBeCloseTo(
            theirs[0]?.[row]?.[column]?.[channel] ?? Number.NaN,
            5,
          )
          compared += 1
        }
      }
    }
    expect(compared).toBeGreaterThanOrEqual((3 * factor - 1) * (2 * factor - 1) * channels)
  })

  it('is what every engine begins with, whatever the seed', () => {
    const graph = checkGraph(
      drawChain(
        'up',
        [4, 4, 3],
        [
          ['Conv2DTranspose', { filters: 3, kernelSize: [4, 4], strides: [2, 2], kernelInitializer: 'bilinear' }],
          ['Flatten'],
          ['Dense', { units: 2, activation: 'softmax' }],
        ],
      ),
    )
    const kernels = [1, 2].map((seed) => initialWeights(graph, seed).map(({ values }) => [...values]))
    expect(kernels[0]?.[0]).toEqual([...bilinearKernel([4, 4, 3, 3])])
    expect(kernels[1]?.[0]).toEqual(kernels[0]?.[0])
    expect(kernels[1]?.[2]).not.toEqual(kernels[0]?.[2])
  })
})
