import { describe, expect, it } from 'vitest'
import type { DataChoice } from '#shared/document/schema.ts'
import { checkGraph } from '#shared/graph/check-graph.ts'
import { drawChain } from '#shared/zoo/network.ts'
import { findZooNetwork } from '#shared/zoo/zoo.ts'
import { initialWeights } from '../compile/tfjs/build-model.ts'
import { tf } from '../compile/tfjs/tensorflow.ts'
import { carryWeights } from './carry-weights.ts'
import { largestDifference, noise, rewritten, runNetwork, trained } from './testing/try-network.ts'

const document = findZooNetwork('study-mnist-cnn')?.build() ?? drawChain('none', [1, 1, 1], [])
const before = checkGraph(document)
const weights = trained(before)
const picture = noise([28, 28, 1], 7)
const classes = 10
const pixelData: DataChoice = { source: 'shapes', variant: 'segmentation', train: 10, test: 10, seed: 1 }

/** The network for pixels as it begins: what was learned, and for the rest what it starts with. */
function begin(id: string) {
  const plan = rewritten(id, document)
  const graph = checkGraph({ ...plan.document, data: pixelData })
  const { tensors } = carryWeights(weights, graph, plan.moves)
  const carried = new Set(tensors.map(({ name }) => name))
  const fresh = initialWeights(graph, 1).filter(({ name }) => !carried.has(name))
  const give = (nodeId: string) => runNetwork(graph, [...tensors, ...fresh], nodeId, picture)
  const idOf = (kind: string) => graph.nodes.filter(({ node }) => node.kind === kind).at(-1)?.node.id ?? ''
  // The last of the trunk; those for skips come after it.
  const scores = graph.nodes.find(({ node }) => node.kind === 'Conv2DTranspose')?.sources[0] ?? ''
  return { graph, give, idOf, scores, fresh: fresh.map(({ name }) => name) }
}

describe('a classifier as a network for pixels, before it is trained further', () => {
  it('scores the middle of the last map as the classifier scores the picture', () => {
    const { give, scores } = begin('segmentation0')
    const map = give(scores)
    expect(map).toHaveLength(3 * 3 * classes)
    // The 3 × 3 kernel that was a Dense layer sees the whole map from its middle.
    const middle = map.slice(4 * classes, 5 * classes)
    const probabilities = tf.tidy(() => [...tf.softmax(tf.tensor1d(middle)).dataSync()])
    const expected = runNetwork(before, weights, before.nodes.at(-2)?.node.id ?? '', picture)
    expect(largestDifference(probabilities, expected)).toBeLessThan(1e-6)
    expect(Math.max(...expected)).toBeLessThan(0.95)
  })

  it('enlarges the scores as bilinear interpolation, over the pixels that they come from', () => {
    const { give, scores, idOf, fresh } = begin('segmentation0')
    expect(fresh).toEqual(['conv2dtranspose-1/kernel'])
    const enlarged = give(idOf('Cropping2D'))
    expect(enlarged).toHaveLength(28 * 28 * classes)
    // 28 pixels pooled by 8 leave 3 places over 24 pixels; the last 4 lie beyond them.
    const expected = tf.tidy(() => {
      const map = tf.tensor4d(give(scores), [1, 3, 3, classes])
      return tf.image.resizeBilinear(map, [24, 24], false, true).arraySync()
    })
    for (let row = 4; row < 20; row += 1) {
      for (let column = 4; column < 20; column += 1) {
        const start = (28 * row + column) * classes
        const place = enlarged.slice(start, start + classes)
        expect(largestDifference(place, expected[0]?.[row]?.[column] ?? [])).toBeLessThan(1e-5)
      }
    }
  })

  it('gives probabilities for each pixel with skips as well', () => {
    const { give, idOf, graph } = begin('segmentation2')
    const pixels = give(idOf('Activation'))
    expect(graph.nodes.at(-1)?.output).toEqual([28, 28, classes])
    for (let start = 0; start < pixels.length; start += 97 * classes) {
      const sum = pixels.slice(start, start + classes).reduce((total, value) => total + value, 0)
      expect(sum).toBeCloseTo(1, 5)
    }
  })
})
