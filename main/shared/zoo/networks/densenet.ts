import { addNormalizedConvolution, normalization, square } from '../blocks/convolution.ts'
import { addDenseBlock, addTransition } from '../blocks/dense-block.ts'
import { type Drawing, startDrawing } from '../draw.ts'
import { addChain, defineNetwork, originalTraining, type ZooNetwork } from '../network.ts'

/** Layers of each dense block: table 1 of the paper. */
const configurations = [
  { layers: 121, blocks: [6, 12, 24, 16] },
  { layers: 169, blocks: [6, 12, 32, 32] },
  { layers: 201, blocks: [6, 12, 48, 32] },
] as const

interface DenseNet {
  blocks: readonly number[]
  growth: number
  /** Of what goes into the first block. */
  channels: number
  classes: number
}

/** Dense blocks with transitions between them, which halve the channels, and the classifier. */
function addBlocks(net: Drawing, from: string, { blocks, growth, channels, classes }: DenseNet): void {
  let last = from
  let count = channels
  for (const [index, layers] of blocks.entries()) {
    last = addDenseBlock(net, last, { name: `Dense block ${index + 1}`, layers, growth })
    count += layers * growth
    if (index === blocks.length - 1) continue
    count = Math.floor(count / 2)
    last = addTransition(net, last, { name: `Transition ${index + 1}`, filters: count })
  }
  const classified = addChain(net, last, [
    ['BatchNormalization', normalization],
    ['Activation'],
    ['GlobalAveragePooling2D'],
    ['Dense', { units: classes, activation: 'softmax' }],
  ])
  net.add('Output', {}, classified)
}

function draw(layers: number, blocks: readonly number[]) {
  const net = startDrawing(`DenseNet-${layers}`)
  const input = net.add('Input', { shape: [224, 224, 3] }, null)
  const stem = net.block('Stem')
  const convolved = addNormalizedConvolution(net, input, { filters: 64, size: 7, stride: 2, block: stem })
  const pooled = net.add('MaxPooling2D', { poolSize: square(3), padding: 'same' }, convolved, { block: stem })
  addBlocks(net, pooled, { blocks, growth: 32, channels: 64, classes: 1000 })
  return net.finish(originalTraining)
}

function drawSmall() {
  const net = startDrawing('DenseNet-22, 32 pixels')
  const input = net.add('Input', { shape: [32, 32, 3] }, null)
  const convolved = net.add('Conv2D', { filters: 24, padding: 'same', useBias: false }, input)
  addBlocks(net, convolved, { blocks: [3, 3, 3], growth: 12, channels: 24, classes: 10 })
  return net.finish()
}

export const densenetNetworks: ZooNetwork[] = [
  ...configurations.map(({ layers, blocks }) =>
    defineNetwork({
      id: `densenet-${layers}`,
      family: 'densenet',
      scale: 'original',
      data: 'imagenet',
      draw: () => draw(layers, blocks),
    }),
  ),
  defineNetwork({
    id: 'densenet-22-32',
    family: 'densenet',
    scale: 'small',
    data: 'cifar-10',
    draw: drawSmall,
  }),
]
