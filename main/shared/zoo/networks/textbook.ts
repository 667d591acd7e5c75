import { optimizerSchema } from '../../document/optimizers.ts'
import type { TrainingSettings } from '../../document/schema.ts'
import { type ChainStep, defineNetwork, drawChain, type ZooData, type ZooNetwork } from '../network.ts'

const pool: ChainStep = ['MaxPooling2D']

function conv(filters: number, size: number, parameters: ChainStep[1] = {}): ChainStep {
  return ['Conv2D', { filters, kernelSize: [size, size], activation: 'relu', ...parameters }]
}

/** Flatten, 32 normalised units, and one output per class. */
function head(classes: number): ChainStep[] {
  return [
    ['Flatten'],
    ['Dense', { units: 32 }],
    ['BatchNormalization'],
    ['Activation'],
    ['Dense', { units: classes, activation: 'softmax' }],
  ]
}

const colours = [conv(2, 1), pool, conv(3, 3), pool, ...head(6)]
const shapes = (classes: number) => [conv(8, 3, { padding: 'same' }), pool, conv(16, 3), pool, ...head(classes)]

/** The ReLU comes behind the pooling: of the largest value it is the same, of a quarter as many. */
const digits: ChainStep[] = [8, 16].flatMap((filters): ChainStep[] => [
  ['Conv2D', { filters, kernelSize: [5, 5] }],
  pool,
  ['Activation'],
])

/** Two filters of one pixel learn the six colours slowly. */
const patient: Partial<TrainingSettings> = {
  epochs: 30,
  optimizer: optimizerSchema.parse({ kind: 'adam', learningRate: 0.005 }),
}

const cifar: ChainStep[] = [
  ...[32, 64].flatMap((filters): ChainStep[] => [
    conv(filters, 3, { padding: 'same' }),
    conv(filters, 3),
    pool,
    ['Dropout', { rate: 0.25 }],
  ]),
  ['Flatten'],
  ['Dense', { units: 512, activation: 'relu' }],
  ['Dropout'],
  ['Dense', { units: 10, activation: 'softmax' }],
]

function book(
  id: string,
  name: string,
  data: ZooData,
  [shape, steps, training = {}]: [shape: [number, number, number], steps: ChainStep[], Partial<TrainingSettings>?],
): ZooNetwork {
  const draw = () => drawChain(name, shape, steps, training)
  return defineNetwork({ id, family: 'textbook', scale: 'small', data, draw })
}

/** The networks of the course's textbook, chapter 18. */
export const textbookNetworks: ZooNetwork[] = [
  book('book-colours', 'Colours', 'colours', [[28, 28, 3], colours, patient]),
  book('book-shapes', 'Shapes', 'shapes', [[28, 28, 1], shapes(5)]),
  book('book-colours-shapes', 'Colours and shapes', 'colours-shapes', [[28, 28, 3], shapes(9)]),
  book('book-mnist', 'Digits', 'mnist', [
    [28, 28, 1],
    [...digits, ...head(10)],
  ]),
  book('book-fashion', 'Clothes', 'fashion-mnist', [
    [28, 28, 1],
    [...digits, ...head(10)],
  ]),
  book('book-cifar', 'CIFAR-10', 'cifar-10', [[32, 32, 3], cifar]),
]
