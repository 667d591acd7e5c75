import { type LossName, lossNames } from '#shared/document/schema.ts'
import type { ChainStep } from '#shared/zoo/network.ts'
import type { ParityCase } from './cases.ts'

const classes = 3
const conv: ChainStep = ['Conv2D', { filters: 3, padding: 'same', activation: 'tanh' }]
const dense = (activation: string): ChainStep => ['Dense', { units: classes, activation }]

function lossCase(name: string, loss: LossName, steps: ChainStep[], details: ParityCase['details'] = {}): ParityCase {
  return { name: `${loss}, ${name}`, shape: [6, 4, 1], steps: [conv, ...steps], loss, details }
}

const softmax: ChainStep[] = [['Flatten'], dense('softmax')]
const sigmoid: ChainStep[] = [['Flatten'], dense('sigmoid')]
/** Values of both signs, many beyond ±1: where hinges and Huber's loss bend. */
const spread: ChainStep[] = [['Flatten'], ['Dense', { units: classes }], ['BatchNormalization']]
/** Not in the order in which the labels come. */
const weightByClass = [0.5, 2.5, 1]

const usual = (loss: LossName): ChainStep[] => (loss === 'binaryCrossentropy' ? sigmoid : softmax)
const smoothed = ['categoricalCrossentropy', 'binaryCrossentropy'] as const
const anywhere = ['categoricalHinge', 'meanSquaredError', 'meanAbsoluteError', 'huber'] as const

const regularized = (name: string, rates: Record<string, number>): ParityCase =>
  lossCase(`kernels with ${name}`, 'categoricalCrossentropy', [
    ['Conv2D', { filters: 4, kernelSize: [2, 3], ...rates }],
    ['Flatten'],
    ['Dense', { units: classes, activation: 'softmax', ...rates }],
  ])

/** Each loss as it is commonly used, with its settings, and at unusual ends. */
export const lossCases: ParityCase[] = [
  ...lossNames.map((loss) => lossCase('as it is commonly used', loss, usual(loss))),
  ...lossNames.map((loss) => lossCase('weighted classes', loss, usual(loss), { weightByClass })),
  ...smoothed.map((loss) => lossCase('smoothed labels', loss, usual(loss), { labelSmoothing: 0.2 })),
  ...smoothed.map((loss) =>
    lossCase('smoothed labels and weighted classes', loss, usual(loss), { labelSmoothing: 0.5, weightByClass }),
  ),
  ...lossNames.map((loss) => lossCase('mixed labels', loss, usual(loss), { hasMixedLabels: true })),
  ...anywhere.map((loss) => lossCase('mixed labels, any values', loss, spread, { hasMixedLabels: true })),
  ...smoothed.map((loss) =>
    lossCase('mixed and smoothed labels, weighted classes', loss, usual(loss), {
      hasMixedLabels: true,
      labelSmoothing: 0.2,
      weightByClass,
    }),
  ),
  lossCase(
    'mixed labels, sigmoid over several pixels',
    'binaryCrossentropy',
    [['Conv2D', { filters: classes, kernelSize: [6, 4], activation: 'sigmoid' }], ['Flatten']],
    { hasMixedLabels: true },
  ),
  ...anywhere.map((loss) => lossCase('any values', loss, spread)),
  lossCase(
    'smoothed labels, softmax over several pixels',
    'categoricalCrossentropy',
    [['Conv2D', { filters: classes, kernelSize: [5, 4], activation: 'softmax' }], ['Flatten']],
    { labelSmoothing: 0.1 },
  ),
  lossCase('softmax of a map of one pixel', 'kullbackLeiblerDivergence', [
    ['Conv2D', { filters: classes, kernelSize: [6, 4], activation: 'softmax' }],
    ['Flatten'],
  ]),
  lossCase('sigmoid as a layer', 'binaryCrossentropy', [
    ['Flatten'],
    ['Dense', { units: classes }],
    ['Activation', { activation: 'sigmoid' }],
  ]),
  lossCase('sigmoid before Flatten, map of one pixel', 'binaryCrossentropy', [
    ['Conv2D', { filters: classes, kernelSize: [6, 4], activation: 'sigmoid' }],
    ['Flatten'],
  ]),
  lossCase('sigmoid before Flatten, map of several pixels', 'binaryCrossentropy', [
    ['Conv2D', { filters: 2, kernelSize: [4, 4], activation: 'sigmoid' }],
    ['Flatten'],
  ]),
  lossCase(
    'more classes than a byte tells apart',
    'categoricalCrossentropy',
    [['Flatten'], ['Dense', { units: 300, activation: 'softmax' }]],
    { weightByClass: Array.from({ length: 300 }, (_, label) => 0.5 + (label % 7) / 4) },
  ),
  regularized('L1', { kernelL1: 0.02 }),
  regularized('L2', { kernelL2: 0.05 }),
  regularized('L1 and L2', { kernelL1: 0.01, kernelL2: 0.03 }),
]
