import { square } from '../blocks/convolution.ts'
import { type ChainStep, defineNetwork, drawChain, type ZooNetwork } from '../network.ts'

function conv(filters: number, size: number, parameters: ChainStep[1] = {}): ChainStep {
  return ['Conv2D', { filters, kernelSize: square(size), padding: 'same', activation: 'relu', ...parameters }]
}

const halve = { strides: square(2) }

/** Model C of the paper; where a CNN pools, a convolution takes steps of 2. */
function steps(narrow: number, wide: number): ChainStep[] {
  return [
    ['Dropout', { rate: 0.2 }],
    conv(narrow, 3),
    conv(narrow, 3),
    conv(narrow, 3, halve),
    ['Dropout'],
    conv(wide, 3),
    conv(wide, 3),
    conv(wide, 3, halve),
    ['Dropout'],
    conv(wide, 3, { padding: 'valid' }),
    conv(wide, 1),
    conv(10, 1),
    ['GlobalAveragePooling2D'],
    ['Activation', { activation: 'softmax' }],
  ]
}

const allCnn = (id: string, scale: ZooNetwork['scale'], draw: ZooNetwork['build']) =>
  defineNetwork({ id, family: 'all-cnn', scale, data: 'cifar-10', draw })

export const allCnnNetworks: ZooNetwork[] = [
  allCnn('all-cnn-c', 'original', () => drawChain('All-CNN-C', [32, 32, 3], steps(96, 192))),
  allCnn('all-cnn-c-narrow', 'small', () => drawChain('All-CNN-C, narrow', [32, 32, 3], steps(24, 48))),
]
