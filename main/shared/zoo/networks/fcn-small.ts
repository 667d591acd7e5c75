import { defaultOptimizer } from '../../document/optimizers.ts'
import { type ChainStep, defineNetwork, drawChain } from '../network.ts'

const conv = (filters: number, more: ChainStep[1] = {}): ChainStep => [
  'Conv2D',
  { filters, padding: 'same', activation: 'relu', ...more },
]
const half = { strides: [2, 2] }
const double = (filters: number): ChainStep => [
  'Conv2DTranspose',
  { filters, strides: [2, 2], padding: 'same', activation: 'relu' },
]

/** Two strided convolutions see what is there, two transposed ones say where; a 1×1 convolution names each pixel. */
const steps: ChainStep[] = [
  conv(16),
  conv(32, half),
  conv(32),
  conv(64, half),
  conv(64),
  conv(64),
  double(32),
  double(16),
  ['Conv2D', { filters: 4, kernelSize: [1, 1], activation: 'softmax' }],
]

export const segmentationSmall = defineNetwork({
  id: 'segmentation-small',
  family: 'fcn',
  scale: 'small',
  data: 'shapes-pixels',
  draw: () =>
    drawChain('Small FCN', [28, 28, 3], steps, {
      epochs: 12,
      loss: 'sparseCategoricalCrossentropy',
      optimizer: defaultOptimizer('adam', 0.002),
    }),
})
