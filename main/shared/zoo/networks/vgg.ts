import { addConvolution } from '../blocks/convolution.ts'
import { addVggBlock } from '../blocks/vgg-block.ts'
import { type Drawing, startDrawing } from '../draw.ts'
import { addChain, type ChainStep, defineNetwork, originalTraining, type ZooNetwork } from '../network.ts'

/** Table 1 of the paper: convolutions of each of the five stages. */
interface Configuration {
  id: string
  name: string
  convolutions: readonly number[]
  /** Side of the last kernel in the stages of three convolutions. */
  lastSize?: number
  isNormalized?: boolean
}

const configurations: Configuration[] = [
  { id: 'vgg-a', name: 'VGG-A (11)', convolutions: [1, 1, 2, 2, 2] },
  { id: 'vgg-a-lrn', name: 'VGG-A-LRN', convolutions: [1, 1, 2, 2, 2], isNormalized: true },
  { id: 'vgg-b', name: 'VGG-B (13)', convolutions: [2, 2, 2, 2, 2] },
  { id: 'vgg-c', name: 'VGG-C (16)', convolutions: [2, 2, 3, 3, 3], lastSize: 1 },
  { id: 'vgg-d', name: 'VGG-D (VGG16)', convolutions: [2, 2, 3, 3, 3] },
  { id: 'vgg-e', name: 'VGG-E (VGG19)', convolutions: [2, 2, 4, 4, 4] },
]

const stageFilters = [64, 128, 256, 512, 512] as const

/** The five stages. Answers the id of the last pooling. */
function addStages(
  net: Drawing,
  from: string,
  { convolutions, lastSize, isNormalized }: Configuration,
  share = 1,
): string {
  let last = from
  for (const [stage, count] of convolutions.entries()) {
    const filters = (stageFilters[stage] ?? 0) * share
    const name = `Stage ${stage + 1}`
    if (stage === 0 && isNormalized) {
      const block = net.block(name)
      const convolved = addConvolution(net, last, { filters, size: 3, block })
      last = addChain(net, convolved, [['LocalResponseNormalization'], ['MaxPooling2D']], { block })
    } else {
      const size = lastSize !== undefined && count === 3 ? { lastSize } : {}
      // A quarter of the size, it takes pictures of 28 pixels too, which are halved unevenly.
      const padding = share < 1 ? { padding: 'same' as const } : {}
      last = addVggBlock(net, last, { name, convolutions: count, filters, ...size, ...padding })
    }
  }
  return last
}

function head(units: number, classes: number): ChainStep[] {
  const dense: ChainStep[] = [['Dense', { units, activation: 'relu' }], ['Dropout']]
  return [['Flatten'], ...dense, ...dense, ['Dense', { units: classes, activation: 'softmax' }]]
}

function draw(configuration: Configuration) {
  const net = startDrawing(configuration.name)
  const found = addStages(net, net.add('Input', { shape: [224, 224, 3] }, null), configuration)
  net.add('Output', {}, addChain(net, found, head(4096, 1000)))
  return net.finish(originalTraining)
}

/** A quarter of the filters, for pictures of 32 pixels. */
function drawSmall(configuration: Configuration) {
  const net = startDrawing(`${configuration.name}, 32 pixels`)
  const found = addStages(net, net.add('Input', { shape: [32, 32, 3] }, null), configuration, 1 / 4)
  net.add('Output', {}, addChain(net, found, head(128, 10)))
  return net.finish()
}

export const vggNetworks: ZooNetwork[] = [
  ...configurations.map((each) =>
    defineNetwork({ id: each.id, family: 'vgg', scale: 'original', data: 'imagenet', draw: () => draw(each) }),
  ),
  ...configurations
    .filter(({ id }) => id === 'vgg-a' || id === 'vgg-d')
    .map((each) =>
      defineNetwork({
        id: `${each.id}-32`,
        family: 'vgg',
        scale: 'small',
        data: 'cifar-10',
        draw: () => drawSmall(each),
      }),
    ),
]
