import { type LossName, lossNames } from '#shared/document/schema.ts'
import type { ChainStep } from '#shared/zoo/network.ts'
import type { ParityCase } from './cases.ts'

const classes = 3
/** Not in the order in which the labels come. */
const weightByClass = [0.5, 2.5, 1]

const first: ChainStep = ['Conv2D', { filters: 5, padding: 'same', activation: 'tanh' }]
const end = (activation: string): ChainStep => ['Conv2D', { filters: classes, kernelSize: [1, 1], activation }]

function mapCase(name: string, loss: LossName, steps: ChainStep[], details: ParityCase['details'] = {}): ParityCase {
  return { name: `a map, ${loss}, ${name}`, shape: [6, 4, 2], steps, loss, details, isSegmentation: true }
}

const usual = (loss: LossName): ChainStep[] => [first, end(loss === 'binaryCrossentropy' ? 'sigmoid' : 'softmax')]
const smoothed = ['categoricalCrossentropy', 'binaryCrossentropy'] as const

/** Networks that end with a class for each pixel; some pixels are ignored. */
export const mapCases: ParityCase[] = [
  ...lossNames.map((loss) => mapCase('as it is commonly used', loss, usual(loss))),
  ...lossNames.map((loss) => mapCase('weighted classes', loss, usual(loss), { weightByClass })),
  ...smoothed.map((loss) => mapCase('smoothed labels', loss, usual(loss), { labelSmoothing: 0.2, weightByClass })),
  mapCase('softmax as a layer', 'sparseCategoricalCrossentropy', [
    first,
    end('linear'),
    ['Activation', { activation: 'softmax' }],
  ]),
  mapCase('an encoder and a decoder', 'categoricalCrossentropy', [
    ['Conv2D', { filters: 8, strides: [2, 2], padding: 'same', activation: 'tanh' }],
    ['BatchNormalization'],
    ['Conv2DTranspose', { filters: 8, strides: [2, 2], padding: 'same', activation: 'tanh' }],
    end('softmax'),
  ]),
  mapCase('a decoder that ends with a transposed convolution', 'categoricalCrossentropy', [
    ['Conv2D', { filters: 9, strides: [2, 2], padding: 'same', activation: 'tanh' }],
    ['Conv2DTranspose', { filters: classes, strides: [2, 2], padding: 'same', activation: 'softmax' }],
  ]),
  mapCase('a softmax that is enlarged', 'meanSquaredError', [
    ['Conv2D', { filters: classes, strides: [2, 2], padding: 'same', activation: 'softmax' }],
    ['UpSampling2D', { size: [2, 2] }],
  ]),
  mapCase(
    'more classes than a byte tells apart',
    'categoricalCrossentropy',
    [['Conv2D', { filters: 260, kernelSize: [1, 1], activation: 'softmax' }]],
    { weightByClass: Array.from({ length: 260 }, (_, label) => 0.5 + (label % 7) / 4) },
  ),
  mapCase('an auxiliary map', 'sparseCategoricalCrossentropy', [
    first,
    end('softmax'),
    ['Output', { auxiliary: true, lossWeight: 0.4 }],
    ['Conv2D', { filters: 4, padding: 'same', activation: 'tanh' }, [1]],
    end('softmax'),
  ]),
]
