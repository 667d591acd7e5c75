import { defaultOptimizer, optimizerKinds } from '#shared/document/optimizers.ts'
import {
  type DataChoice,
  engineChoices,
  type LoomDocument,
  lossNames,
  shapesVariants,
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

/** `digits`, `idx:DIR` or `shapes:VARIANT`. */
export function readData(text: string): DataChoice {
  if (text === 'digits') return { source: 'digits' }
  if (text.startsWith('idx:') && text.length > 4) return { source: 'idx', directory: text.slice(4) }
  const variant = shapesVariants.find((each) => text === `shapes:${each}`)
  if (variant) return { source: 'shapes', variant, train: 5000, test: 1000, seed: 1 }
  const choices = ['digits', 'idx:DIR', ...shapesVariants.map((each) => `shapes:${each}`)].join(', ')
  throw new LoomError('cli.notChoice', { option: '--data', choices, value: text })
}

/** The limits are those of the document's schema. */
export const readers = {
  epochs: wholeNumber('--epochs', 1, 100_000),
  batch: wholeNumber('--batch', 1, 65_536),
  loss: oneOf('--loss', lossNames),
  optimizer: oneOf('--optimizer', optimizerKinds),
  lr: positiveNumber('--lr', 1000),
  seed: wholeNumber('--seed', 0, 2 ** 31 - 1),
  threads: wholeNumber('--threads', 0, 256),
  engine: oneOf('--engine', engineChoices),
  data: readData,
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
    training: {
      ...training,
      epochs: given.epochs ?? training.epochs,
      batchSize: given.batch ?? training.batchSize,
      threads: given.threads ?? training.threads,
      engine: given.engine ?? training.engine,
      loss: given.loss ?? training.loss,
      optimizer: { ...optimizer, learningRate: given.lr ?? optimizer.learningRate },
    },
  }
}
