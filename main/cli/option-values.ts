import { augmentationPresetNames, augmentationPresets } from '#shared/document/augmentation-presets.ts'
import { defaultOptimizer, optimizerKinds } from '#shared/document/optimizers.ts'
import {
  defaultSchedule,
  type Monitor,
  monitors,
  type Schedule,
  scheduleKinds,
  scheduleSchema,
} from '#shared/document/schedules.ts'
import {
  type DataChoice,
  dataChoiceSchema,
  engineChoices,
  type LoomDocument,
  lossNames,
  shapesVariants,
  type TrainingSettings,
  trainingSchema,
} from '#shared/document/schema.ts'
import { LoomError } from '#shared/messages/loom-error.ts'

/** A reader of one option's text. Errors: LoomError cli.*. */
export type ReadOption<Value> = (text: string) => Value

export function wholeNumber(option: string, min: number, max: number): ReadOption<number> {
  return (text) => {
    const value = Number(text)
    if (/^\d+$/.test(text) && value >= min && value <= max) return value
    throw new LoomError('cli.notWhole', { option, min, max, value: text })
  }
}

export function positiveNumber(option: string, max: number): ReadOption<number> {
  return (text) => {
    const value = Number(text)
    if (text.trim() !== '' && value > 0 && value <= max) return value
    throw new LoomError('cli.notNumber', { option, max, value: text })
  }
}

export function oneOf<Choice extends string>(option: string, choices: readonly Choice[]): ReadOption<Choice> {
  return (text) => {
    const found = choices.find((choice) => choice === text)
    if (found !== undefined) return found
    throw new LoomError('cli.notChoice', { option, choices: choices.join(', '), value: text })
  }
}

/** Names in options are those of files with hyphens for capitals: `one-cycle`. */
export function hyphened(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}

/** The schedule with its defaults, by its name alone. */
function readSchedule(text: string): Schedule {
  const kind = scheduleKinds.find((each) => hyphened(each) === text)
  if (kind) return defaultSchedule(kind)
  throw new LoomError('cli.notChoice', {
    option: '--schedule',
    choices: scheduleKinds.map(hyphened).join(', '),
    value: text,
  })
}

function readMonitor(text: string): Monitor {
  const monitor = monitors.find((each) => hyphened(each) === text)
  if (monitor) return monitor
  throw new LoomError('cli.notChoice', {
    option: '--monitor',
    choices: monitors.map(hyphened).join(', '),
    value: text,
  })
}

/** Sources whose files are named behind a colon. */
const fileSources: Record<string, { sign: string; choose(path: string): unknown }> = {
  idx: { sign: 'DIR', choose: (directory) => ({ source: 'idx', directory }) },
  cifar: { sign: 'PATH', choose: (path) => ({ source: 'cifar', path }) },
  'cifar-coarse': { sign: 'PATH', choose: (path) => ({ source: 'cifar', path, labels: 'coarse' }) },
  npz: { sign: 'FILE', choose: (path) => ({ source: 'npz', path }) },
  csv: { sign: 'FILE', choose: (path) => ({ source: 'csv', path }) },
  pictures: { sign: 'PATH', choose: (path) => ({ source: 'pictures', path }) },
  masks: { sign: 'PATH', choose: (path) => ({ source: 'pictures', path, task: 'segmentation' }) },
}

/** `digits`, `shapes:VARIANT`, or a source with its file: `cifar:PATH`. */
export function readData(text: string): DataChoice {
  const colon = text.indexOf(':')
  const name = colon < 0 ? text : text.slice(0, colon)
  const rest = colon < 0 ? '' : text.slice(colon + 1)
  const file = Object.hasOwn(fileSources, name) ? fileSources[name] : undefined
  const choice = name === 'shapes' ? { source: 'shapes', variant: rest } : file?.choose(rest)
  const found = dataChoiceSchema.safeParse(text === 'digits' ? { source: 'digits' } : choice)
  if (found.success) return found.data
  const files = Object.entries(fileSources).map(([source, { sign }]) => `${source}:${sign}`)
  const choices = ['digits', ...files, ...shapesVariants.map((each) => `shapes:${each}`)].join(', ')
  throw new LoomError('cli.notChoice', { option: '--data', choices, value: text })
}

/** The limits are those of the document's schema. */
export const readers = {
  epochs: wholeNumber('--epochs', 1, 100_000),
  batch: wholeNumber('--batch', 1, 65_536),
  loss: oneOf('--loss', lossNames),
  optimizer: oneOf('--optimizer', optimizerKinds),
  lr: positiveNumber('--lr', 1000),
  schedule: readSchedule,
  maxLr: positiveNumber('--max-lr', 1000),
  warmup: positiveNumber('--warmup', 1000),
  patience: wholeNumber('--patience', 1, 100_000),
  minDelta: positiveNumber('--min-delta', 1000),
  target: positiveNumber('--target', 1e6),
  monitor: readMonitor,
  keep: oneOf('--keep', ['best', 'last']),
  seed: wholeNumber('--seed', 0, 2 ** 31 - 1),
  threads: wholeNumber('--threads', 0, 256),
  engine: oneOf('--engine', engineChoices),
  data: readData,
  augment: oneOf('--augment', augmentationPresetNames),
}

/** What the options of `train` say; those not given are left as the document has them. */
export type TrainingOverrides = { [Name in keyof typeof readers]?: ReturnType<(typeof readers)[Name]> }

export function overrideTraining(document: LoomDocument, given: TrainingOverrides): LoomDocument {
  const { training } = document
  const optimizer = given.optimizer === undefined ? training.optimizer : defaultOptimizer(given.optimizer)
  return {
    ...document,
    seed: given.seed ?? document.seed,
    data: given.data ?? document.data,
    augmentation: given.augment === undefined ? document.augmentation : augmentationPresets[given.augment],
    training: {
      ...training,
      epochs: given.epochs ?? training.epochs,
      batchSize: given.batch ?? training.batchSize,
      threads: given.threads ?? training.threads,
      engine: given.engine ?? training.engine,
      loss: given.loss ?? training.loss,
      optimizer: { ...optimizer, learningRate: given.lr ?? optimizer.learningRate },
      schedule: overrideSchedule(training.schedule, given),
      warmupEpochs: given.warmup ?? training.warmupEpochs,
      ...overrideEnding(training, given),
    },
  }
}

/** A greatest rate alone asks for one-cycle, which is the only schedule that has one. */
function overrideSchedule(schedule: Schedule, { schedule: asked, maxLr }: TrainingOverrides): Schedule {
  if (maxLr === undefined) return asked ?? schedule
  if (asked && asked.kind !== 'oneCycle') {
    throw new LoomError('cli.notWith', { option: '--max-lr', other: `--schedule ${hyphened(asked.kind)}` })
  }
  const cycle = asked ?? (schedule.kind === 'oneCycle' ? schedule : defaultSchedule('oneCycle'))
  return scheduleSchema.parse({ ...cycle, maxLearningRate: maxLr })
}

/** One thing is watched for early stopping, for the target and for the weights that are kept. */
function overrideEnding(training: TrainingSettings, { patience, minDelta, target, monitor, keep }: TrainingOverrides) {
  const { earlyStopping, stopAt, keptWeights } = training
  const watched = monitor === undefined ? {} : { monitor }
  const isStopping = patience !== undefined || minDelta !== undefined
  return trainingSchema.pick({ earlyStopping: true, stopAt: true, keptWeights: true }).parse({
    earlyStopping: isStopping
      ? { ...earlyStopping, ...watched, ...(patience && { patience }), ...(minDelta && { minDelta }) }
      : earlyStopping && { ...earlyStopping, ...watched },
    stopAt: target === undefined ? stopAt : { monitor: 'valAccuracy', ...watched, value: target },
    keptWeights:
      keep === 'last' ? 'last' : (monitor ?? (keep === 'best' && keptWeights === 'last' ? 'valLoss' : keptWeights)),
  })
}
