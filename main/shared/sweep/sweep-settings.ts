import { augmentationPresetNames, augmentationPresets } from '../document/augmentation-presets.ts'
import { defaultOptimizer, optimizerKinds } from '../document/optimizers.ts'
import { defaultSchedule, scheduleKinds } from '../document/schedules.ts'
import {
  classWeightChoices,
  keptWeightChoices,
  type LoomDocument,
  lossNames,
  type TrainingSettings,
} from '../document/schema.ts'
import type { Control } from '../layers/parameters.ts'
import type { AxisValue } from './sweep.ts'

/** A setting that can be varied. What comes in fits the control, what goes out may still not fit the document's schema. */
export interface SweepSetting {
  control: Extract<Control, { control: 'integer' | 'real' | 'choice' | 'switch' }>
  /** Undefined where the document has no such thing. */
  read(document: LoomDocument): AxisValue | undefined
  write(document: LoomDocument, value: never): LoomDocument
}

const whole = (min: number, max: number) => ({ control: 'integer', min, max }) as const
const real = (min: number, max: number, step: number) => ({ control: 'real', min, max, step }) as const
const choice = (options: readonly string[]) => ({ control: 'choice', options }) as const

/** A field of the training settings that stands by itself. */
function field<Name extends keyof TrainingSettings>(name: Name, control: SweepSetting['control']): SweepSetting {
  return {
    control,
    read: ({ training }) => training[name] as AxisValue,
    write: (document, value) => withTraining(document, { [name]: value }),
  }
}

/** A field that only some optimisers have. */
function optimizerField(name: string, control: SweepSetting['control']): SweepSetting {
  return {
    control,
    read: ({ training }) => (training.optimizer as Record<string, AxisValue>)[name],
    write: (document, value) =>
      withTraining(document, { optimizer: { ...document.training.optimizer, [name]: value } }),
  }
}

function withTraining(document: LoomDocument, change: Partial<TrainingSettings>): LoomDocument {
  return { ...document, training: { ...document.training, ...change } }
}

const dropoutKinds = ['Dropout', 'SpatialDropout2D']

/** In the order in which they are written: another optimiser or schedule comes before what belongs to it. */
export const sweepSettings = {
  optimizer: {
    control: choice(optimizerKinds),
    read: ({ training }) => training.optimizer.kind,
    // The rate of one is not that of another: each has Keras's own unless it is varied too.
    write: (document, kind: (typeof optimizerKinds)[number]) =>
      kind === document.training.optimizer.kind
        ? document
        : withTraining(document, { optimizer: defaultOptimizer(kind) }),
  },
  schedule: {
    control: choice(scheduleKinds),
    read: ({ training }) => training.schedule.kind,
    write: (document, kind: (typeof scheduleKinds)[number]) =>
      kind === document.training.schedule.kind ? document : withTraining(document, { schedule: defaultSchedule(kind) }),
  },
  learningRate: optimizerField('learningRate', real(0, 1000, 0.0001)),
  momentum: optimizerField('momentum', real(0, 1, 0.01)),
  beta1: optimizerField('beta1', real(0, 1, 0.01)),
  beta2: optimizerField('beta2', real(0, 1, 0.001)),
  rho: optimizerField('rho', real(0, 1, 0.01)),
  weightDecay: optimizerField('weightDecay', real(0, 1, 0.001)),
  epsilon: optimizerField('epsilon', real(1e-12, 1, 0.0001)),
  initialAccumulator: optimizerField('initialAccumulator', real(0, 1, 0.01)),
  nesterov: optimizerField('nesterov', { control: 'switch' }),
  epochs: field('epochs', whole(1, 100_000)),
  batchSize: field('batchSize', whole(1, 65_536)),
  loss: field('loss', choice(lossNames)),
  labelSmoothing: field('labelSmoothing', real(0, 0.5, 0.01)),
  classWeights: field('classWeights', choice(classWeightChoices)),
  warmupEpochs: field('warmupEpochs', real(0, 1000, 1)),
  clipNorm: field('clipNorm', real(0, 1e6, 0.1)),
  clipValue: field('clipValue', real(0, 1e6, 0.1)),
  keptWeights: field('keptWeights', choice(keptWeightChoices)),
  isShuffled: field('isShuffled', { control: 'switch' }),
  augmentation: {
    control: choice(augmentationPresetNames),
    read: ({ augmentation }) => {
      const text = JSON.stringify(augmentation)
      return augmentationPresetNames.find((name) => JSON.stringify(augmentationPresets[name]) === text) ?? null
    },
    write: (document, name: keyof typeof augmentationPresets) => ({
      ...document,
      augmentation: augmentationPresets[name],
    }),
  },
  /** Of all layers that drop out. */
  dropout: {
    control: real(0, 0.95, 0.05),
    read: ({ nodes }) => nodes.find(({ kind }) => dropoutKinds.includes(kind))?.parameters.rate ?? hasDropout(nodes),
    write: (document, rate: number) => ({
      ...document,
      nodes: document.nodes.map((node) =>
        dropoutKinds.includes(node.kind) ? { ...node, parameters: { ...node.parameters, rate } } : node,
      ),
    }),
  },
  seed: {
    control: whole(0, 2 ** 31 - 1),
    read: ({ seed }) => seed,
    write: (document, seed: number) => ({ ...document, seed }),
  },
} satisfies Record<string, SweepSetting>

/** Keras's default rate where a layer leaves it out. */
function hasDropout(nodes: LoomDocument['nodes']): number | undefined {
  return nodes.some(({ kind }) => dropoutKinds.includes(kind)) ? 0.5 : undefined
}

export type SweepSettingName = keyof typeof sweepSettings
export const sweepSettingNames = Object.keys(sweepSettings) as SweepSettingName[]

export function findSetting(name: string): SweepSetting | undefined {
  return Object.hasOwn(sweepSettings, name) ? sweepSettings[name as SweepSettingName] : undefined
}
