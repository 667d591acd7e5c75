import type { LossName } from '#shared/document/schema.ts'
import { activationNames } from '#shared/layers/lowering.ts'
import type { ChainStep } from '#shared/zoo/network.ts'
import type { TrainingPlan } from '../engine.ts'
import { branchesAndMore } from './branch-cases.ts'
import { moreConvolutions } from './convolution-cases.ts'
import { lossCases } from './loss-cases.ts'
import { mapCases } from './map-cases.ts'

export interface ParityCase {
  name: string
  shape: [number, number, number]
  steps: ChainStep[]
  loss: LossName
  /** For maps: each pixel has a label, of which some are ignored. */
  isSegmentation?: boolean
  details?: Pick<TrainingPlan, 'labelSmoothing' | 'weightByClass' | 'hasMixedLabels'>
}

const classes = 3
const head: ChainStep[] = [['Flatten'], ['Dense', { units: classes, activation: 'softmax' }]]
const conv: ChainStep = ['Conv2D', { filters: 3, padding: 'same', activation: 'tanh' }]

/** Between a convolution and a classifier, so that gradients go through the steps and not only into them. */
function within(name: string, steps: ChainStep[], shape: [number, number, number] = [7, 5, 2]): ParityCase {
  return { name, shape, steps: [conv, ...steps, ...head], loss: 'categoricalCrossentropy' }
}

function convolution(name: string, parameters: ChainStep[1]): ParityCase {
  return within(`Conv2D ${name}`, [['Conv2D', { filters: 4, ...parameters }]])
}

const convolutions: ParityCase[] = [
  convolution('valid', {}),
  convolution('same', { padding: 'same' }),
  convolution('without bias', { padding: 'same', useBias: false }),
  convolution('even kernel, same', { kernelSize: [2, 4], padding: 'same' }),
  convolution('non-square kernel, valid', { kernelSize: [1, 4] }),
  convolution('strided, valid, pixels left over', { strides: [2, 2] }),
  convolution('strided, same', { strides: [2, 2], padding: 'same' }),
  convolution('unequal strides, same', { kernelSize: [3, 2], strides: [3, 2], padding: 'same' }),
  convolution('unequal strides, valid', { kernelSize: [2, 3], strides: [1, 2] }),
  convolution('stride larger than the kernel, valid', { kernelSize: [1, 1], strides: [2, 3] }),
  convolution('stride larger than the kernel, same', { kernelSize: [2, 1], strides: [3, 3], padding: 'same' }),
  convolution('1×1', { kernelSize: [1, 1] }),
  convolution('kernel as large as the picture', { kernelSize: [7, 5] }),
  convolution('kernel larger than the picture, same', { kernelSize: [9, 8], padding: 'same' }),
  convolution('one filter', { filters: 1 }),
  ...activationNames.map((activation) => convolution(`with ${activation}`, { activation, padding: 'same' })),
  { ...within('Conv2D of one pixel', [['Conv2D', { kernelSize: [1, 1] }]], [1, 1, 1]) },
]

const poolings: ParityCase[] = ['MaxPooling2D', 'AveragePooling2D'].flatMap((kind) => [
  within(`${kind} as by default`, [[kind]]),
  within(`${kind} overlapping, valid`, [[kind, { poolSize: [3, 2], strides: [2, 1] }]]),
  within(`${kind} same`, [[kind, { padding: 'same' }]]),
  within(`${kind} overlapping, same`, [[kind, { poolSize: [3, 4], strides: [1, 2], padding: 'same' }]]),
  within(`${kind} stride larger than the window, same`, [[kind, { strides: [3, 4], padding: 'same' }]]),
  within(`${kind} stride larger than the window, valid`, [[kind, { poolSize: [1, 2], strides: [2, 3] }]]),
  within(`${kind} of all there is`, [[kind, { poolSize: [7, 5], strides: [1, 1] }]]),
  within(`${kind} window larger than the picture, same`, [
    [kind, { poolSize: [9, 6], strides: [4, 4], padding: 'same' }],
  ]),
])

const rows: ParityCase[] = [
  ...activationNames.map((activation) =>
    within(`Dense with ${activation}`, [['Flatten'], ['Dense', { units: 5, activation }]]),
  ),
  within('Dense without bias', [['Flatten'], ['Dense', { units: 5, useBias: false }]]),
  within('Flatten twice', [['Flatten'], ['Flatten']]),
  within('GlobalAveragePooling2D', [['GlobalAveragePooling2D']]),
  ...activationNames.flatMap((activation) => [
    within(`Activation ${activation} on pictures`, [['Activation', { activation }]]),
    within(`Activation ${activation} on rows`, [['Flatten'], ['Activation', { activation }]]),
  ]),
]

const regularizations: ParityCase[] = [
  within('Dropout on pictures', [['Dropout', { rate: 0.25 }]]),
  within('Dropout on rows', [['Flatten'], ['Dropout', { rate: 0.5 }]]),
  within('Dropout of nearly all, and of nothing', [
    ['Dropout', { rate: 0.9 }],
    ['Dropout', { rate: 0 }],
  ]),
  within('two Dropouts', [['Dropout', { rate: 0.3 }], ['Flatten'], ['Dropout', { rate: 0.4 }]]),
  within('BatchNormalization on pictures', [['BatchNormalization']]),
  within('BatchNormalization on rows', [['Flatten'], ['BatchNormalization', { momentum: 0.6, epsilon: 0.01 }]]),
  within('BatchNormalization without scale', [['BatchNormalization', { scale: false, momentum: 0.5 }]]),
  within('BatchNormalization without center', [['BatchNormalization', { center: false, momentum: 0 }]]),
  within('BatchNormalization without both', [['BatchNormalization', { center: false, scale: false, momentum: 1 }]]),
  {
    ...within('BatchNormalization between convolution and activation', [
      ['Conv2D', { filters: 4 }],
      ['BatchNormalization'],
      ['Activation', { activation: 'relu' }],
      ['MaxPooling2D', { padding: 'same' }],
    ]),
  },
]

const wide: ChainStep = ['Conv2D', { filters: 11, padding: 'same' }]
const noise: ParityCase[] = [
  within('SpatialDropout2D', [['SpatialDropout2D', { rate: 0.4 }]]),
  within('SpatialDropout2D of more channels than a block', [wide, ['SpatialDropout2D', { rate: 0.4 }]]),
  within('SpatialDropout2D of pooled pictures, and of nothing', [
    ['AveragePooling2D', { padding: 'same' }],
    ['SpatialDropout2D', { rate: 0.4 }],
    ['SpatialDropout2D', { rate: 0 }],
  ]),
  within('GaussianNoise on pictures', [
    ['GaussianNoise', { stddev: 0.5 }],
    ['Activation', { activation: 'tanh' }],
  ]),
  within('GaussianNoise on rows, and none', [
    ['Flatten'],
    ['GaussianNoise', { stddev: 0.3 }],
    ['GaussianNoise', { stddev: 0 }],
    ['Activation', { activation: 'sigmoid' }],
  ]),
  within('all kinds of noise', [
    ['Dropout', { rate: 0.3 }],
    ['SpatialDropout2D', { rate: 0.3 }],
    ['GaussianNoise', { stddev: 0.2 }],
    ['Flatten'],
    ['Dropout', { rate: 0.3 }],
  ]),
]

const normalizations: ParityCase[] = [
  within('BatchNormalization of more channels than a block', [wide, ['BatchNormalization', { momentum: 0.5 }]]),
  within('BatchNormalization of pooled pictures', [['AveragePooling2D', { padding: 'same' }], ['BatchNormalization']]),
  within('LayerNormalization on pictures', [['LayerNormalization']]),
  within('LayerNormalization on rows', [['Flatten'], ['LayerNormalization', { epsilon: 0.1 }]]),
  within('LayerNormalization without scale', [['LayerNormalization', { scale: false }]]),
  within('LayerNormalization without center', [['LayerNormalization', { center: false }]]),
  within('LayerNormalization without both', [['LayerNormalization', { center: false, scale: false }]]),
  within("LocalResponseNormalization with AlexNet's numbers", [['LocalResponseNormalization']]),
  ...[0.75, 0.5, 1, 0.3].map((beta) =>
    within(`LocalResponseNormalization to the power ${beta}`, [
      wide,
      ['LocalResponseNormalization', { alpha: 0.4, bias: 0.7, depthRadius: 3, beta }],
    ]),
  ),
  within('LocalResponseNormalization wider than its channels, of pooled pictures', [
    ['AveragePooling2D', { padding: 'same' }],
    ['LocalResponseNormalization', { alpha: 0.6, depthRadius: 5 }],
  ]),
]

const frozen: ParityCase[] = [
  within('a frozen Conv2D', [['Conv2D', { filters: 4, trainable: false, activation: 'relu' }], ['MaxPooling2D']]),
  within('a frozen LayerNormalization', [['LayerNormalization', { trainable: false }]]),
  within('a frozen Dense', [['Flatten'], ['Dense', { units: 5, trainable: false }]]),
  within('a frozen BatchNormalization', [
    ['BatchNormalization', { momentum: 0.5 }],
    ['BatchNormalization', { trainable: false, epsilon: 0.2 }],
  ]),
  within('a frozen BatchNormalization without scale and center, on rows', [
    ['Flatten'],
    ['BatchNormalization', { trainable: false, scale: false, center: false, epsilon: 0.2 }],
  ]),
  {
    name: 'a frozen beginning',
    shape: [7, 5, 2],
    steps: [
      ['Conv2D', { filters: 3, trainable: false, activation: 'relu' }],
      ['BatchNormalization', { trainable: false }],
      ['Conv2D', { filters: 4, useBias: false }],
      ...head,
    ],
    loss: 'categoricalCrossentropy',
  },
]

const softmaxes: Record<string, ChainStep[]> = {
  'softmax in Dense': head,
  'softmax as a layer': [['Flatten'], ['Dense', { units: classes }], ['Activation', { activation: 'softmax' }]],
  'softmax after Flatten of a map of one pixel': [
    ['Conv2D', { filters: classes, kernelSize: [6, 4] }],
    ['Flatten'],
    ['Activation', { activation: 'softmax' }],
  ],
  'softmax before Flatten, map of one pixel': [
    ['Conv2D', { filters: classes, kernelSize: [6, 4], activation: 'softmax' }],
    ['Flatten'],
  ],
  'softmax before Flatten, map of several pixels': [
    ['Conv2D', { filters: classes, kernelSize: [5, 4], activation: 'softmax' }],
    ['Flatten'],
  ],
  'softmax after GlobalAveragePooling2D': [
    ['Conv2D', { filters: classes }],
    ['GlobalAveragePooling2D'],
    ['Activation', { activation: 'softmax' }],
  ],
}

const ends: ParityCase[] = [
  ...Object.entries(softmaxes).flatMap(([name, steps]) =>
    (['categoricalCrossentropy', 'meanSquaredError'] as const).map((loss) => ({
      name: `${name}, ${loss}`,
      shape: [6, 4, 1] as [number, number, number],
      steps: [conv, ...steps],
      loss,
    })),
  ),
  ...activationNames
    .filter((activation) => activation !== 'softmax')
    .map((activation) => ({
      name: `${activation} at the end, meanSquaredError`,
      shape: [6, 4, 1] as [number, number, number],
      steps: [conv, ['Flatten'], ['Dense', { units: classes, activation }]] as ChainStep[],
      loss: 'meanSquaredError' as const,
    })),
]

/** Small networks in which each kind of layer meets odd sizes, and both losses. */
export const parityCases: ParityCase[] = [
  ...convolutions,
  ...moreConvolutions(within),
  ...poolings,
  ...rows,
  ...regularizations,
  ...noise,
  ...normalizations,
  ...frozen,
  ...branchesAndMore(within),
  ...ends,
  ...lossCases,
  ...mapCases,
]

const small = (name: string, steps: ChainStep[]): ParityCase => ({
  name,
  shape: [8, 8, 1],
  steps,
  loss: 'categoricalCrossentropy',
})

/** The CNN and FCN of the study, shrunk. */
export const smallNetworks: ParityCase[] = [
  small('small CNN', [
    ['Conv2D', { filters: 4, padding: 'same', activation: 'relu' }],
    ['MaxPooling2D'],
    ['Conv2D', { filters: 6, padding: 'same', activation: 'relu' }],
    ['MaxPooling2D'],
    ['Dropout', { rate: 0.25 }],
    ['Flatten'],
    ['Dense', { units: 8, activation: 'relu' }],
    ['Dropout', { rate: 0.5 }],
    ['Dense', { units: 4, activation: 'softmax' }],
  ]),
  small('small FCN', [
    ['Conv2D', { filters: 4, padding: 'same', activation: 'relu' }],
    ['BatchNormalization'],
    ['Conv2D', { filters: 4, strides: [2, 2], activation: 'relu' }],
    ['Dropout', { rate: 0.25 }],
    ['Conv2D', { filters: 4, kernelSize: [3, 3] }],
    ['Flatten'],
    ['Activation', { activation: 'softmax' }],
  ]),
  small('small ResNet', [
    ['Conv2D', { filters: 8, padding: 'same', activation: 'relu' }],
    ['Conv2D', { filters: 8, padding: 'same' }],
    ['BatchNormalization'],
    ['Activation', { activation: 'relu' }],
    ['Conv2D', { filters: 8, padding: 'same' }],
    ['Add', {}, [5, 1]],
    ['Activation', { activation: 'relu' }],
    ['Conv2D', { filters: 12, padding: 'same', strides: [2, 2], activation: 'elu' }],
    ['Conv2D', { filters: 12, kernelSize: [1, 1], strides: [2, 2] }, [7]],
    ['Add', {}, [8, 9]],
    ['GlobalAveragePooling2D'],
    ['Dense', { units: 4, activation: 'softmax' }],
  ]),
  small('small network of Inception and DenseNet blocks', [
    ['Conv2D', { filters: 8, padding: 'same', activation: 'relu' }],
    ['Conv2D', { filters: 4, kernelSize: [1, 1], activation: 'relu' }],
    ['Conv2D', { filters: 8, padding: 'same', activation: 'relu' }, [1]],
    ['MaxPooling2D', { poolSize: [3, 3], strides: [1, 1], padding: 'same' }, [1]],
    ['Concatenate', {}, [2, 3, 4]],
    ['Conv2D', { filters: 4, padding: 'same', activation: 'gelu' }],
    ['Concatenate', {}, [5, 6]],
    ['MaxPooling2D'],
    ['Flatten'],
    ['Dense', { units: 4, activation: 'softmax' }],
  ]),
]
