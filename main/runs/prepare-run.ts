import { availableParallelism, totalmem } from 'node:os'
import type { EngineDevice } from '#shared/contract/engines.ts'
import { isAugmenting } from '#shared/document/augmentation.ts'
import type { LoomDocument } from '#shared/document/schema.ts'
import { type CheckedGraph, checkGraph } from '#shared/graph/check-graph.ts'
import type { DataFacts } from '#shared/graph/check-heads.ts'
import { formatShape } from '#shared/layers/shape.ts'
import { LoomError } from '#shared/messages/loom-error.ts'
import type { Message } from '#shared/messages/message.ts'
import { type BatchFeed, type OpenFeed, openLocalFeed, type SplitName } from '../datasets/batch-feed.ts'
import { type Batches, type BatchOptions, createBatches } from '../datasets/batches.ts'
import type { Dataset, Samples } from '../datasets/dataset.ts'
import { divideTraining, type TrainingParts } from '../datasets/divide-training.ts'
import { gatherLabels } from '../datasets/gather.ts'
import type { OpenDataset } from '../datasets/open-dataset.ts'
import { countingIndices } from '../datasets/random.ts'
import { balanceClasses } from '../datasets/stratify.ts'
import type { ChoiceMemory } from '../engines/choice-memory.ts'
import { type ChoiceContext, type ChosenDevice, deviceKey } from '../engines/choose.ts'
import { guardSession } from '../engines/device-failure.ts'
import type { Engine, TrainingPlan, TrainingSession } from '../engines/engine.ts'
import type { CheckpointContent } from './checkpoint-file.ts'
import { serializeSession } from './serial-session.ts'
import type { WeightStore } from './weight-store.ts'

/** What runs need from the rest of the core. */
export interface RunResources {
  engines: readonly Engine[]
  chooseDevice(
    choice: LoomDocument['training']['engine'],
    engines: readonly Engine[],
    context?: ChoiceContext,
  ): Promise<ChosenDevice>
  /** What was timed before; null times each time. */
  choiceMemory?: ChoiceMemory | null
  openDataset: OpenDataset
  /** Where batches are made; right here when left out. */
  openFeed?: OpenFeed
  memoryLimitBytes: number
  /** Weights that networks start from; null or nothing keeps none. */
  weights?: WeightStore | null
}

/** Pictures to be gone through, and how they are cut. */
export interface PictureSet {
  samples: Samples
  count: number
  batches: Batches
}

export interface PreparedRun {
  document: LoomDocument
  graph: CheckedGraph
  dataset: Dataset
  session: TrainingSession
  /** Why this device, where that may surprise; or with how many weights of another network it starts. */
  notice: Message | null
  /** That the weights that it was to start from are gone, or its pictures. */
  warning: Message | null
  training: PictureSet
  validation: PictureSet
  test: PictureSet
  dispose(): Promise<void>
}

/** What a run that was broken off by its device may not do again. */
export interface PrepareLimits {
  /** `<engine>/<device>` of devices that failed. */
  excluded?: ReadonlySet<string>
  /** Whether the person's choice of an engine no longer counts. */
  isAnyEngine?: boolean
  /** The device to go on with. */
  stayOn?: EngineDevice
  /** No batch is larger than in training, where memory is short. */
  hasSmallBatches?: boolean
}

/** What the check of a drawing wants to know of its data. */
export function dataFacts({ inputShape, classes }: Dataset): DataFacts {
  return { inputShape, classCount: classes.length, classNames: classes.map(({ en }) => en) }
}

/** The system, the window and the data need the rest. */
export function defaultMemoryLimit(): number {
  return Math.floor(0.7 * totalmem())
}

/**
 * Opens the data, checks the drawing against it and compiles it on the chosen device; a checkpoint's weights and optimiser
 * are put in. Whoever asked disposes the session.
 * @throws LoomError data.*, graph.* (the first error of the drawing), engine.*
 */
export async function prepareRun(
  document: LoomDocument,
  checkpoint: CheckpointContent | null,
  resources: RunResources,
  limits: PrepareLimits = {},
): Promise<PreparedRun> {
  const dataset = await resources.openDataset(document.data)
  const graph = checkGraph(document, { data: dataFacts(dataset), memoryLimitBytes: resources.memoryLimitBytes })
  refuseUntrainable(graph)
  const parts = divideTraining(dataset, { share: document.training.validationSplit, seed: document.seed })
  const plan = {
    ...document.training,
    graph,
    seed: document.seed,
    ignoreLabel: dataset.ignoreLabel,
    weightByClass: weighClasses(document, dataset, parts),
    hasMixedLabels: document.augmentation.mixup > 0 && dataset.task === 'classification',
  }
  const wanted = limits.stayOn ?? checkpoint?.header.device
  const { engine, device, notice = null } = await findDevice({ document, plan, wanted }, resources, limits)
  const session = serializeSession(guardSession(await engine.open(plan, device)))
  const feed = (resources.openFeed ?? openLocalFeed)(dataset, {
    isProcessorFree: leavesProcessor(device, plan.threads),
  })
  const dispose = async () => {
    await Promise.all([session.dispose(), feed.dispose()])
  }
  try {
    if (checkpoint) {
      await session.writeWeights(checkpoint.tensors.weights)
      await session.writeOptimizer({ step: checkpoint.header.optimizerStep, slots: [...checkpoint.tensors.slots] })
    }
    const start = checkpoint ? {} : await putInitialWeights(session, document.initialWeights, resources.weights)
    const pictures = cutPictures(
      { document, dataset, graph, parts, feed },
      limits.hasSmallBatches ? 0 : resources.memoryLimitBytes,
    )
    const { notice: carried = null, warning = dataset.absence ? withoutData : null } = start
    return { document, graph, dataset, session, notice: notice ?? carried, warning, ...pictures, dispose }
  } catch (error) {
    await dispose()
    throw error
  }
}

const withoutData: Message = { code: 'run.withoutData' }

/** Trained weights in place of fresh ones, as far as names and shapes fit. */
async function putInitialWeights(
  session: TrainingSession,
  id: string | undefined,
  store: WeightStore | null | undefined,
): Promise<{ notice?: Message; warning?: Message }> {
  if (id === undefined) return {}
  const kept = new Map((await store?.load(id))?.map((tensor) => [tensor.name, tensor]))
  if (kept.size === 0) return { warning: { code: 'run.weightsGone' } }
  const fresh = await session.readWeights()
  const weights = fresh.map((tensor) => {
    const found = kept.get(tensor.name)
    return found && formatShape(found.shape) === formatShape(tensor.shape) ? found : tensor
  })
  await session.writeWeights(weights)
  const carried = weights.filter((tensor) => kept.get(tensor.name) === tensor).length
  return { notice: { code: 'run.weightsCarried', values: { carried, count: weights.length } } }
}

/** @throws LoomError with the first error of the drawing */
export function refuseUntrainable(graph: CheckedGraph): void {
  const found = graph.diagnostics.find(({ severity }) => severity === 'error')
  if (found) throw new LoomError(found.code, found.values, { nodeId: found.nodeId })
}

/** A run goes on where it was, if that is still there: only so are its numbers those of a run without a break. */
async function findDevice(
  { document, plan, wanted }: { document: LoomDocument; plan: TrainingPlan; wanted: EngineDevice | undefined },
  { engines, chooseDevice, choiceMemory }: RunResources,
  { excluded, isAnyEngine }: PrepareLimits,
): Promise<ChosenDevice> {
  const engine = engines.find(({ id }) => id === wanted?.engine)
  const reports = (await engine?.probe()) ?? []
  for (const report of reports) {
    if (!engine || !report.isUsable || report.device.device !== wanted?.device) continue
    if (!excluded?.has(deviceKey(report.device))) return { engine, device: report.device }
  }
  const { batchSize, engine: choice } = document.training
  const context = { plan, batchSize, memory: choiceMemory ?? null, ...(excluded ? { excluded } : {}) }
  const chosen = await chooseDevice(isAnyEngine ? 'auto' : choice, engines, context)
  if (!wanted) return chosen
  const values = { device: wanted.name, chosen: chosen.device.name }
  return { ...chosen, notice: { code: 'engine.deviceGone', values } }
}

/** Whether there is a processor that the engine does not use. */
function leavesProcessor({ device }: EngineDevice, threads: number): boolean {
  return !['cpu', 'node-cpu'].includes(device) || (threads > 0 && threads < availableParallelism())
}

function weighClasses(
  { training }: LoomDocument,
  { train, classes }: Dataset,
  parts: TrainingParts,
): number[] | undefined {
  if (training.classWeights === 'none') return undefined
  return balanceClasses(gatherLabels(train, parts.training), classes.length)
}

function cutPictures(
  {
    document,
    dataset,
    graph,
    parts,
    feed,
  }: Pick<PreparedRun, 'document' | 'dataset' | 'graph'> & { parts: TrainingParts; feed: BatchFeed },
  memoryLimitBytes: number,
): Pick<PreparedRun, 'training' | 'validation' | 'test'> {
  const { seed, training: settings } = document
  const { batchSize, isShuffled } = settings
  const learn = { batchSize, isShuffled, seed, augmentation: planAugmentation(document, dataset) }
  const look = {
    batchSize: evaluationBatchSize(batchSize, graph.totals.activations, memoryLimitBytes),
    isShuffled: false,
    seed,
  }
  const cut = (split: SplitName, indices: Uint32Array, options: BatchOptions): PictureSet => ({
    samples: dataset[split],
    count: indices.length,
    batches: createBatches({ feed, split }, indices, options),
  })
  const testing = cut('test', countingIndices(dataset.test.count), look)
  return {
    training: cut('train', parts.training, learn),
    validation: parts.validation.length > 0 ? cut('train', parts.validation, look) : testing,
    test: testing,
  }
}

/** Undefined where pictures are learnt from as they are. */
function planAugmentation(
  { augmentation, seed }: LoomDocument,
  { inputShape, task, ignoreLabel }: Dataset,
): BatchOptions['augmentation'] {
  if (!isAugmenting(augmentation)) return undefined
  return { augmentation, seed, inputShape, hasMasks: task === 'segmentation', ignoreLabel }
}

/** Larger batches are faster where nothing is learned, as far as a quarter of the memory reaches (float32 activations). */
export function evaluationBatchSize(batchSize: number, activations: number, memoryLimitBytes: number): number {
  const fitting = Math.floor(memoryLimitBytes / 4 / (4 * activations))
  return Math.max(1, Math.min(Math.max(batchSize, 256), Math.max(fitting, batchSize)))
}
