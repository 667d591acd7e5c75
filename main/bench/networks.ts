import type { LoomDocument } from '#shared/document/schema.ts'
import { type ChainStep, drawChain } from '#shared/zoo/network.ts'
import { findZooNetwork } from '#shared/zoo/zoo.ts'

/** What is raced, and at how many pictures per step. */
export const races: readonly { network: string; batch: number }[] = [
  { network: 'study-mnist-cnn', batch: 128 },
  { network: 'study-mnist-fcn', batch: 128 },
  { network: 'study-cifar-cnn', batch: 128 },
  { network: 'study-cifar-fcn', batch: 128 },
  { network: 'book-cifar', batch: 128 },
  { network: 'resnet-18-cifar', batch: 64 },
]

/** The network of that name that is only here, for timing, or else the zoo's. @throws Error */
export function buildNetwork(id: string): LoomDocument {
  const [, depth] = /^conv-chain-(\d+)$/.exec(id) ?? []
  if (depth !== undefined) return convChain(Number(depth))
  const network = own.find((candidate) => candidate.id === id) ?? findZooNetwork(id)
  if (!network) throw new Error(`there is no network "${id}"`)
  return network.build()
}

/** `depth` convolutions of 32 filters at 32×32, one after the other. */
export function convChain(depth: number): LoomDocument {
  const conv: ChainStep = ['Conv2D', { filters: 32, padding: 'same', activation: 'relu' }]
  const steps = Array.from({ length: depth }, () => conv)
  return drawChain(`${depth} convolutions`, [32, 32, 3], [...steps, ...classify(10)])
}

/** The same network without what is drawn at random in training, so that engines can be compared number by number. */
export function withoutNoise(document: LoomDocument): LoomDocument {
  const nodes = document.nodes.map((node) =>
    node.kind === 'Dropout' ? { ...node, parameters: { ...node.parameters, rate: 0 } } : node,
  )
  return { ...document, nodes }
}

/** Padded as PyTorch does it, so that its times and losses can be held beside ours. */
const own: readonly { id: string; build(): LoomDocument }[] = [
  { id: 'resnet-18-cifar', build: () => drawChain('ResNet-18, 32×32', [32, 32, 3], resNet18()) },
  { id: 'resnet-50', build: () => drawChain('ResNet-50', [224, 224, 3], resNet50()) },
]

/** Torchvision's, but for a stem of one 3×3 convolution without pooling, as is usual for small pictures. */
function resNet18(): ChainStep[] {
  const steps: ChainStep[] = []
  convolve(steps, 64, { size: 3 })
  for (const [stage, filters] of [64, 128, 256, 512].entries()) {
    for (const block of [0, 1]) {
      const strides = stage > 0 && block === 0 ? 2 : 1
      const start = steps.length
      convolve(steps, filters, { size: 3, strides })
      convolve(steps, filters, { size: 3, isLinear: true })
      join(steps, start, strides === 1 ? null : { filters, strides })
    }
  }
  return [...steps, ...classify(10)]
}

function resNet50(): ChainStep[] {
  const steps: ChainStep[] = []
  convolve(steps, 64, { size: 7, strides: 2 })
  steps.push(['ZeroPadding2D'], ['MaxPooling2D', { poolSize: [3, 3], strides: [2, 2] }])
  for (const [stage, count] of [3, 4, 6, 3].entries()) {
    const filters = 64 * 2 ** stage
    for (let block = 0; block < count; block += 1) {
      const strides = stage > 0 && block === 0 ? 2 : 1
      const start = steps.length
      convolve(steps, filters, { size: 1 })
      convolve(steps, filters, { size: 3, strides })
      convolve(steps, 4 * filters, { size: 1, isLinear: true })
      join(steps, start, block > 0 ? null : { filters: 4 * filters, strides })
    }
  }
  return [...steps, ...classify(1000)]
}

/** Convolution, BatchNormalization and relu, padded alike on all sides as PyTorch does it. */
function convolve(
  steps: ChainStep[],
  filters: number,
  { size, strides = 1, isLinear = false }: { size: number; strides?: number; isLinear?: boolean },
): void {
  const frame = (size - 1) / 2
  const isPadded = strides > 1 && frame > 0
  if (isPadded)
    steps.push([
      'ZeroPadding2D',
      {
        padding: [
          [frame, frame],
          [frame, frame],
        ],
      },
    ])
  const padding = isPadded ? 'valid' : 'same'
  const kernel = { filters, kernelSize: [size, size], strides: [strides, strides], padding, useBias: false }
  steps.push(['Conv2D', kernel], normalize)
  if (!isLinear) steps.push(['Activation', { activation: 'relu' }])
}

/** Adds what comes from `start`, the place of the block's input, projected where its shape is another. */
function join(steps: ChainStep[], start: number, projection: { filters: number; strides: number } | null): void {
  const end = steps.length
  if (projection) {
    const { filters, strides } = projection
    const kernel = { filters, kernelSize: [1, 1], strides: [strides, strides], useBias: false }
    steps.push(['Conv2D', kernel, [start]], normalize)
  }
  steps.push(['Add', {}, [end, projection ? steps.length : start]], ['Activation', { activation: 'relu' }])
}

/** PyTorch's defaults. */
const normalize: ChainStep = ['BatchNormalization', { momentum: 0.9, epsilon: 1e-5 }]

function classify(classes: number): ChainStep[] {
  return [['GlobalAveragePooling2D'], ['Dense', { units: classes, activation: 'softmax' }]]
}
