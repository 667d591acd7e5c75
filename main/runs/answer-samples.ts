import type { LoomDocument } from '#shared/document/schema.ts'
import { inputShapeOf } from '#shared/graph/heads.ts'
import { elementCount, type Shape } from '#shared/layers/shape.ts'
import { packImages } from '../datasets/describe-dataset.ts'
import { seededRandom } from '../datasets/random.ts'
import { type WeightedNetwork, withNetwork } from '../engines/with-network.ts'
import type { AnsweredSamples } from '../export/answered-samples.ts'
import type { ScoreResources } from '../inspect/score-map.ts'

const mostPictures = 16

/** Test pictures, and what a trained network makes of them on the engine of its document. @throws LoomError engine.* */
export async function answerSamples(network: WeightedNetwork, resources: ScoreResources): Promise<AnsweredSamples> {
  const { nodes, ends } = network.graph
  const inputShape = inputShapeOf(network.graph)
  // The end computes nothing: what arrives is what leaves.
  const source = nodes.find(({ node }) => node.id === ends.outputId)?.sources[0] ?? ''
  const found = await testPictures(network.document, inputShape, resources.openDataset).catch(() => null)
  const pixels = found ?? noise(mostPictures * elementCount(inputShape), network.document.seed)
  const count = pixels.length / elementCount(inputShape)
  const batch = { count, pixels, labels: new Uint8Array(count) }
  const [answer] = await withNetwork(network, resources, (session) => session.activations(batch, [source]))
  const { values: answers = new Float32Array(), shape = [count] } = answer ?? {}
  return { count, pixels, inputShape, answers, outputShape: shape.slice(1), isOfData: found !== null }
}

/** From the whole of the test pictures; null where there are none of this form. */
async function testPictures(
  { data }: LoomDocument,
  shape: Shape,
  openDataset: ScoreResources['openDataset'],
): Promise<Uint8Array | null> {
  const dataset = await openDataset(data, { trustsLast: true })
  const { count } = dataset.test
  if (count === 0 || dataset.inputShape.join() !== shape.join()) return null
  const taken = Math.min(mostPictures, count)
  const places = Array.from({ length: taken }, (_, index) => Math.floor((index * count) / taken))
  return packImages(dataset, dataset.test, places).pixels
}

function noise(length: number, seed: number): Uint8Array {
  const random = seededRandom(seed)
  return Uint8Array.from({ length }, () => Math.floor(random() * 256))
}
