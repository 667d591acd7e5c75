import { addNormalizedConvolution, square } from '../blocks/convolution.ts'
import { addBasicResidual, addBottleneckResidual } from '../blocks/residual.ts'
import { type Drawing, startDrawing } from '../draw.ts'
import { addChain, type ChainStep, defineNetwork, originalTraining, type ZooNetwork } from '../network.ts'

/** Blocks of each stage: table 1 of the paper. */
interface Configuration {
  layers: number
  blocks: readonly number[]
  isBottleneck: boolean
}

const configurations: Configuration[] = [
  { layers: 18, blocks: [2, 2, 2, 2], isBottleneck: false },
  { layers: 34, blocks: [3, 4, 6, 3], isBottleneck: false },
  { layers: 50, blocks: [3, 4, 6, 3], isBottleneck: true },
  { layers: 101, blocks: [3, 4, 23, 3], isBottleneck: true },
  { layers: 152, blocks: [3, 8, 36, 3], isBottleneck: true },
]

interface Stage {
  name: string
  blocks: number
  filters: number
  /** Of the first block; the others keep the size. */
  stride: number
  isBottleneck: boolean
  /** Whether the first block has to bring its input to the shape of its output. */
  isProjected: boolean
}

function addStage(net: Drawing, from: string, { name, blocks, filters, stride, isBottleneck, isProjected }: Stage) {
  const parent = net.block(name)
  const addBlock = isBottleneck ? addBottleneckResidual : addBasicResidual
  let last = from
  for (let index = 1; index <= blocks; index += 1) {
    const first = index === 1 ? { stride, isProjected } : {}
    last = addBlock(net, last, { name: `${name} ${index}`, parent, filters, ...first })
  }
  return last
}

const head = (units: number): ChainStep[] => [['GlobalAveragePooling2D'], ['Dense', { units, activation: 'softmax' }]]

function draw({ layers, blocks, isBottleneck }: Configuration) {
  const net = startDrawing(`ResNet-${layers}`)
  const input = net.add('Input', { shape: [224, 224, 3] }, null)
  const stem = net.block('conv1', { isCollapsed: true })
  const convolved = addNormalizedConvolution(net, input, { filters: 64, size: 7, stride: 2, block: stem })
  let last = net.add('MaxPooling2D', { poolSize: square(3), padding: 'same' }, convolved, { block: stem })
  for (const [stage, count] of blocks.entries()) {
    last = addStage(net, last, {
      name: `conv${stage + 2}`,
      blocks: count,
      filters: 64 * 2 ** stage,
      stride: stage === 0 ? 1 : 2,
      isBottleneck,
      isProjected: isBottleneck || stage > 0,
    })
  }
  net.add('Output', {}, addChain(net, last, head(1000)))
  return net.finish(originalTraining)
}

/** The paper's networks for CIFAR-10, of 6·blocks + 2 layers: three stages of 16, 32 and 64 filters. Section 4.2. */
function drawSmall(blocks: number) {
  const net = startDrawing(`ResNet-${6 * blocks + 2}, 32 pixels`)
  const input = net.add('Input', { shape: [32, 32, 3] }, null)
  let last = addNormalizedConvolution(net, input, { filters: 16, size: 3 })
  for (const stage of [0, 1, 2]) {
    const isFirst = stage === 0
    last = addStage(net, last, {
      name: `Stage ${stage + 1}`,
      blocks,
      filters: 16 * 2 ** stage,
      stride: isFirst ? 1 : 2,
      isBottleneck: false,
      isProjected: !isFirst,
    })
  }
  net.add('Output', {}, addChain(net, last, head(10)))
  return net.finish()
}

export const resnetNetworks: ZooNetwork[] = [
  ...configurations.map((each) =>
    defineNetwork({
      id: `resnet-${each.layers}`,
      family: 'resnet',
      scale: 'original',
      data: 'imagenet',
      draw: () => draw(each),
    }),
  ),
  ...[1, 3].map((blocks) =>
    defineNetwork({
      id: `resnet-${6 * blocks + 2}-32`,
      family: 'resnet',
      scale: 'small',
      data: 'cifar-10',
      draw: () => drawSmall(blocks),
    }),
  ),
]
