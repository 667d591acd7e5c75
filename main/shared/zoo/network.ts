import type { DataChoice, LoomDocument, LoomNode, TrainingSettings } from '../document/schema.ts'
import { type AddOptions, type Drawing, type Source, startDrawing } from './draw.ts'
import type { ZooFamilyId } from './families.ts'

/**
 * One layer of a chain: its kind and the parameters that differ from Keras's defaults. `sources` are the places of the
 * layers before it, where that is not the last one: 0 is Input, 1 the first step.
 */
export type ChainStep = [kind: string, parameters?: LoomNode['parameters'], sources?: readonly number[]]

/** The pictures that a network is made for; each also names its text, `zoo.data.<id>`. */
export const zooData = [
  'mnist',
  'fashion-mnist',
  'colours',
  'shapes',
  'colours-shapes',
  'cifar-10',
  'imagenet',
  'shapes-pixels',
  'cells',
  'pascal-voc',
] as const
export type ZooData = (typeof zooData)[number]

export interface ZooNetwork {
  /** Also names its texts: `zoo.<id>.title` and `zoo.<id>.note` in messages/zoo-messages.ts. */
  id: string
  family: ZooFamilyId
  /** `small`: for pictures of 28 or 32 pixels; it trains on a computer in a classroom. `original`: as it was published. */
  scale: 'original' | 'small'
  data: ZooData
  build(): LoomDocument
}

const pixels: DataChoice = { source: 'shapes', variant: 'segmentation', train: 3000, test: 500, seed: 1 }

/**
 * Data sets that come with the program, or are drawn by it. Where people must bring their own, but it has a label for each
 * pixel, one of that kind is chosen, so that the network is held against such labels.
 */
export const dataChoices: Partial<Record<ZooData, DataChoice>> = {
  mnist: { source: 'digits' },
  colours: { source: 'shapes', variant: 'colours', train: 5000, test: 1000, seed: 1 },
  shapes: { source: 'shapes', variant: 'shapes', train: 5000, test: 1000, seed: 1 },
  'colours-shapes': { source: 'shapes', variant: 'both', train: 5000, test: 1000, seed: 1 },
  'shapes-pixels': pixels,
  cells: pixels,
  'pascal-voc': pixels,
}

/** The network with its data set chosen, where the program has it. */
export function defineNetwork({ draw, ...network }: Omit<ZooNetwork, 'build'> & { draw(): LoomDocument }): ZooNetwork {
  const data = dataChoices[network.data]
  return { ...network, build: () => (data ? { ...draw(), data } : draw()) }
}

/** A drawing of layers one after the other, between an Input of `shape` and an Output. */
export function drawChain(
  name: string,
  shape: [number, number, number],
  steps: readonly ChainStep[],
  training: Partial<TrainingSettings> = {},
): LoomDocument {
  const net = startDrawing(name)
  const ids: string[] = []
  const all: ChainStep[] = [['Input', { shape }], ...steps, ['Output']]
  for (const [place, [kind, parameters = {}, sources = [place - 1]]] of all.entries()) {
    const from = sources.flatMap((source) => ids[source] ?? [])
    ids.push(net.add(kind, parameters, from))
  }
  return net.finish(training)
}

/** Adds layers one after the other and answers the id of the last one. */
export function addChain(net: Drawing, from: Source, steps: readonly ChainStep[], options: AddOptions = {}): string {
  let last = from
  for (const [kind, parameters = {}] of steps) last = net.add(kind, parameters, last, options)
  return [last].flat().at(-1) ?? ''
}

/** For networks of the original size: small batches, so that training needs no more memory than a large computer has. */
export const originalTraining: Partial<TrainingSettings> = {
  batchSize: 8,
  optimizer: { kind: 'momentum', learningRate: 0.01, momentum: 0.9, nesterov: false },
}
