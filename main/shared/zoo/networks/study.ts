import { type ChainStep, defineNetwork, drawChain, type ZooData, type ZooNetwork } from '../network.ts'

/**
 * The four networks of the study "CNN against FCN". Both kinds share a trunk of 16, 32 and 64 filters; the FCN has a
 * strided convolution where the CNN pools, and a convolution as large as the map for its head.
 */
const conv = (filters: number): ChainStep => ['Conv2D', { filters, padding: 'same', activation: 'relu' }]
const stridedConv = (filters: number): ChainStep => ['Conv2D', { filters, strides: [2, 2], activation: 'relu' }]
const pool: ChainStep = ['MaxPooling2D']
const dropout = (rate: number): ChainStep => ['Dropout', { rate }]

function cnn(denseUnits: number): ChainStep[] {
  return [
    ...[16, 32, 64].flatMap((filters) => [conv(filters), pool]),
    dropout(0.25),
    ['Flatten'],
    ['Dense', { units: denseUnits, activation: 'relu' }],
    dropout(0.5),
    ['Dense', { units: 10, activation: 'softmax' }],
  ]
}

function fcn(lastFilters: number, mapSize: number): ChainStep[] {
  return [
    ...[conv(16), stridedConv(16), conv(32), stridedConv(32), conv(64), stridedConv(lastFilters)],
    dropout(0.25),
    ['Conv2D', { filters: 10, kernelSize: [mapSize, mapSize] }],
    ['Flatten'],
    ['Activation', { activation: 'softmax' }],
  ]
}

const study = (id: string, data: ZooData, draw: ZooNetwork['build']) =>
  defineNetwork({ id, family: 'study', scale: 'small', data, draw })

export const studyNetworks: ZooNetwork[] = [
  study('study-mnist-cnn', 'mnist', () => drawChain('MNIST CNN', [28, 28, 1], cnn(128))),
  study('study-mnist-fcn', 'mnist', () => drawChain('MNIST FCN', [28, 28, 1], fcn(64, 2))),
  study('study-cifar-cnn', 'cifar-10', () => drawChain('CIFAR-10 CNN', [32, 32, 3], cnn(512))),
  study('study-cifar-fcn', 'cifar-10', () => drawChain('CIFAR-10 FCN', [32, 32, 3], fcn(66, 3))),
]
