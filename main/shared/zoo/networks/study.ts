import type { Augmentation } from '../../document/augmentation.ts'
import { augmentationPresets } from '../../document/augmentation-presets.ts'
import { scheduleSchema } from '../../document/schedules.ts'
import type { TrainingSettings } from '../../document/schema.ts'
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

interface Recipe {
  training: Partial<TrainingSettings>
  augmentation: Augmentation
}

const oneCycle = (maxLearningRate: number) => scheduleSchema.parse({ kind: 'oneCycle', maxLearningRate })

/** What takes the study's networks further than its own settings do; assets/results.md says how far. */
const recipes: Partial<Record<ZooData, Recipe>> = {
  mnist: {
    training: { epochs: 20, batchSize: 128, schedule: oneCycle(0.005) },
    augmentation: augmentationPresets.digits,
  },
  'cifar-10': {
    training: { epochs: 60, batchSize: 64, schedule: oneCycle(0.003) },
    augmentation: augmentationPresets.cifar,
  },
}

/** The network as the study trains it, and with a recipe. */
function study(id: string, data: ZooData, [name, shape, steps]: Parameters<typeof drawChain>): ZooNetwork[] {
  const define = (each: string, draw: ZooNetwork['build']) =>
    defineNetwork({ id: `${each}-${id}`, family: 'study', scale: 'small', data, draw })
  const recipe = recipes[data]
  return [
    define('study', () => drawChain(name, shape, steps)),
    ...(recipe
      ? [
          define('recipe', () => ({
            ...drawChain(`${name} with a recipe`, shape, steps, recipe.training),
            augmentation: recipe.augmentation,
          })),
        ]
      : []),
  ]
}

export const studyNetworks: ZooNetwork[] = [
  ...study('mnist-cnn', 'mnist', ['MNIST CNN', [28, 28, 1], cnn(128)]),
  ...study('mnist-fcn', 'mnist', ['MNIST FCN', [28, 28, 1], fcn(64, 2)]),
  ...study('cifar-cnn', 'cifar-10', ['CIFAR-10 CNN', [32, 32, 3], cnn(512)]),
  ...study('cifar-fcn', 'cifar-10', ['CIFAR-10 FCN', [32, 32, 3], fcn(66, 3)]),
]
