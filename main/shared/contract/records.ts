import { z } from 'zod'
import type { DataTask } from '../document/data-task.ts'
import type { DataChoice, LoomDocument, LoomEdge, LoomNode } from '../document/schema.ts'
import type { Message } from '../messages/message.ts'
import type { MeanInterval } from '../statistics/mean-interval.ts'
import type { AxisValue } from '../sweep/sweep.ts'
import type { ClassName, Labels, PackedImages } from './data.ts'
import { call } from './define.ts'
import type { EngineDevice } from './engines.ts'
import { galleryChoice } from './gallery.ts'
import type { BatchMetrics, Calibration, EpochMetrics, GalleryPage, ThresholdCurves, TopK } from './runs.ts'

/** `cutOff`: the program ended while it was going on. */
export const recordStates = ['running', 'finished', 'stopped', 'failed', 'cutOff'] as const
export type RecordState = (typeof recordStates)[number]

/** The numbers of a run that tables show and runs are ordered and compared by; null for what it did not come to. */
export const figureNames = [
  'seconds',
  'parameters',
  'flops',
  'memoryBytes',
  'imagesPerSecond',
  'loss',
  'accuracy',
  'valLoss',
  'valAccuracy',
  'testLoss',
  'testAccuracy',
] as const
export type FigureName = (typeof figureNames)[number]
/**
 * Seconds of training without pauses; FLOPs of one picture forward; bytes that training needs by our reckoning. Losses and
 * accuracies are those of the epoch whose weights were kept, or of the last one of a run that goes on.
 */
export type Figures = Record<FigureName, number | null>

/** A run in a list: light, whatever it was. */
export interface RunRow extends Figures {
  runId: string
  name: string
  state: RecordState
  /** Milliseconds since 1970. */
  startedAt: number
  endedAt: number | null
  /** Of what the network computes: kinds, parameters and lines, not names and places. */
  graphHash: string
  /** Alike for runs of the same network, data and settings, whatever their seeds. */
  groupKey: string
  data: DataChoice
  /** SHA-256 over all pictures and labels; null until it is known. */
  dataHash: string | null
  task: DataTask
  seed: number
  epochs: number
  epochsPlanned: number
  /** Nothing was trained, only tested. */
  isTestOnly: boolean
  device: EngineDevice
  tags: string[]
}

/** The job of the queue that a run belongs to, and what was varied: `conv2d-1.filters`, `training.learningRate`. */
export interface RunOrigin {
  jobId: string
  name: string
  values: Record<string, AxisValue>
}

export interface RunDetails extends RunRow {
  /** Exactly what was trained. */
  document: LoomDocument
  note: string
  trainCount: number
  validationCount: number
  testCount: number
  bestEpoch: number
  versions: { program: string; engine: string; node: string; system: string }
  /** Why it failed, or ended before its last epoch by itself. */
  reason: Message | null
  /** Null for a run that was not of the queue. */
  origin: RunOrigin | null
  epochList: EpochMetrics[]
  /** Thinned out. */
  curve: BatchMetrics[]
  classes: ClassName[]
  confusion: number[][] | null
  meanIou: number | null
  /** Empty in records of before there was any. */
  topK?: TopK[]
  calibration?: Calibration | null
  hasPredictions: boolean
  /** ROC and precision-recall curves of each class. */
  hasCurves: boolean
}

/** As much of a drawing as a small picture of it needs. */
export interface GraphSketch {
  nodes: Pick<LoomNode, 'id' | 'kind' | 'position'>[]
  edges: LoomEdge[]
}

export interface RunPage {
  rows: RunRow[]
  /** That fit, on all pages. */
  total: number
  /** Over all runs, to choose from. */
  facets: {
    all: number
    tags: { value: string; count: number }[]
    data: { value: string; choice: DataChoice; count: number }[]
    networks: { value: string; name: string; count: number }[]
  }
}

/** Runs that differ in their seeds alone. */
export interface RunGroup {
  key: string
  /** In the order asked for. */
  runIds: string[]
  figures: Record<FigureName, MeanInterval | null>
}

/**
 * Whether two groups differ in test accuracy by more than chance: McNemar's test on the pictures of two runs, the paired t-test
 * on the masks of two, Welch's on several seeds of each.
 */
export interface Verdict {
  groups: [string, string]
  test: 'mcnemar' | 'paired' | 'welch' | null
  /** Of the test, after Holm's correction where there are several. */
  p: number | null
  /** Test accuracy of the second minus that of the first; of masks the mean over the pictures. */
  difference: number | null
  /** Of McNemar's test: pictures that only one of the two gets right. */
  discordant: { onlyFirst: number; onlySecond: number } | null
  sentence: Message
}

export interface RunComparison {
  groups: RunGroup[]
  verdicts: Verdict[]
}

export interface DisagreementItem {
  index: number
  label: number
  /** Of each run, in the order asked for. */
  predicted: number[]
  probabilities: number[]
}

/** What a run took each test picture for, and the probability of that. */
export interface RunPredictions {
  labels: number[]
  predicted: number[]
  probabilities: number[]
}

export interface MaskDifference {
  index: number
  truth: Labels
  /** Of each run, in the order asked for: the part of its pixels that is right. */
  accuracies: number[]
}

/** Test pictures which not all of the runs take for the same; of masks those of which they get more and less right. */
export type DisagreementPage = { images: PackedImages; total: number } & (
  | { task: 'classification'; items: DisagreementItem[] }
  | { task: 'segmentation'; items: MaskDifference[] }
)

const runId = z.string().min(1).max(100)
const runIds = z.array(runId).min(1).max(1000)
const page = { offset: z.int().min(0).default(0), count: z.int().min(1).max(500).default(50) }

/** Most runs that are compared at once. */
export const mostCompared = 12

/** Most runs in one report: as many columns as a page has room for. */
export const mostReported = 6

export const tagSchema = z.string().trim().min(1).max(60)

export const runQuerySchema = z.object({
  /** Each word is somewhere in the name, the note, the tags, the data or the device. */
  text: z.string().max(300).default(''),
  /** Has all of them. */
  tags: z.array(tagSchema).max(20).default([]),
  /** A value of the facets. */
  data: z.string().max(5000).nullable().default(null),
  network: z.string().max(100).nullable().default(null),
  states: z.array(z.enum(recordStates)).default([]),
  sort: z
    .object({
      by: z.enum(['startedAt', 'name', 'state', 'seed', ...figureNames]),
      isDescending: z.boolean(),
    })
    .default({ by: 'startedAt', isDescending: true }),
  ...page,
})
export type RunQuery = z.input<typeof runQuerySchema>

/** What the window asks of the record of runs. Errors: records.*. */
export const recordCalls = {
  listRuns: call<RunPage>()(runQuerySchema),
  /** In the order asked for. Its document starts the run again. */
  getRuns: call<RunDetails[]>()(z.object({ runIds: runIds.max(mostCompared) })),
  /** By hash of the graph; what is not known is left out. */
  runSketches: call<Record<string, GraphSketch>>()(z.object({ graphHashes: z.array(z.string().max(100)).max(500) })),
  /** What is left out stays. */
  editRun: call<void>()(
    z.object({
      runId,
      name: z.string().max(200).optional(),
      note: z.string().max(20_000).optional(),
      tags: z.array(tagSchema).max(50).optional(),
    }),
  ),
  /** They can be brought back until the program has been closed for a day. A run that goes on stays. */
  deleteRuns: call<{ deleted: string[] }>()(z.object({ runIds })),
  restoreRuns: call<void>()(z.object({ runIds })),
  /** Of every test picture, in their order. Errors: records.unknown, records.noPredictions. */
  runPredictions: call<RunPredictions>()(z.object({ runId })),
  /** As `gallery`, of a run of the record. Errors: records.unknown, records.noPredictions, records.dataChanged. */
  runGallery: call<GalleryPage>()(z.object({ runId, ...galleryChoice, ...page })),
  /** Of a class against all others; null where there are none. Errors: records.unknown. */
  runCurves: call<ThresholdCurves | null>()(z.object({ runId, label: z.int().min(0) })),
  compareRuns: call<RunComparison>()(z.object({ runIds: runIds.min(2).max(mostCompared) })),
  disagreements: call<DisagreementPage>()(z.object({ runIds: runIds.min(2).max(mostCompared), ...page })),
}
