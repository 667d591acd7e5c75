import { z } from 'zod'
import { augmentationSchema } from '../document/augmentation.ts'
import { dataChoiceSchema, documentSchema, weightsIdPattern } from '../document/schema.ts'
import type { Message } from '../messages/message.ts'
import { locales } from '../messages/message-table.ts'
import type { RateSweep } from '../training/rate-sweep.ts'
import type { AnalysisProgress, DataAnalysis } from './analysis.ts'
import {
  type AugmentationPreview,
  type DataPreview,
  type DataProgress,
  type DataSplit,
  type DataSummary,
  dataParts,
  type FitPreview,
} from './data.ts'
import { type Answer, call, event } from './define.ts'
import type { EngineReport } from './engines.ts'
import { galleryChoice } from './gallery.ts'
import { type DownloadState, type KnownDataSets, knownSets } from './known-data.ts'
import { layerLook } from './look.ts'
import { modelCalls } from './models.ts'
import { predictCalls } from './predict.ts'
import { mostReported, recordCalls } from './records.ts'
import type {
  DeviceNews,
  Evaluation,
  FeatureMapFrame,
  GalleryPage,
  KernelFrame,
  MetricsFrame,
  RunSnapshot,
  RunWarning,
  StoredCheckpoint,
  ThresholdCurves,
} from './runs.ts'
import { setCalls } from './sets.ts'
import { type QueueState, sweepCalls } from './sweeps.ts'
import type { CarriedReport, ScoreMap } from './weights.ts'

const runId = z.string().min(1).max(100)
/** Where trained weights are: with one of the newest runs that have ended, or in a set that was carried before. */
const weightSource = z.union([z.object({ runId }), z.object({ weights: z.string().regex(weightsIdPattern) })])
const validationCut = z.object({ share: z.number().min(0).max(0.5), seed: z.int().min(0) })
const page = { offset: z.int().min(0).default(0), count: z.int().min(1).max(500).default(50) }

/** What the window asks of the core process, over its MessagePort. */
export const coreCalls = {
  /** Devices that can train, and why the others cannot. */
  listEngines: call<EngineReport[]>()(z.object({})),
  /** Opens a data set (and keeps it open); slow the first time. Errors: data.*. */
  openData: call<DataSummary>()(z.object({ data: dataChoiceSchema })),
  /** The known data sets in the data folder, and what could be fetched. Looks at the disk alone. */
  findDataSets: call<KnownDataSets>()(z.object({})),
  /** Fetches a data set from its publisher into the data folder; the only call that uses the network. Events: download. */
  downloadData: call<void>()(z.object({ set: z.enum(knownSets) })),
  /** Stops it; what has come is kept for the next time. */
  cancelDownload: call<void>()(z.object({ set: z.enum(knownSets) })),
  /** Breaks off whatever is being opened: it fails with data.cancelled. */
  cancelData: call<void>()(z.object({})),
  /**
   * Looks at every picture of a data set: pixels, equal pictures, and what follows. Slow the first time; another set breaks it
   * off. Events: analysisProgress. Errors: data.*.
   */
  analyseData: call<DataAnalysis>()(z.object({ data: dataChoiceSchema })),
  cancelAnalysis: call<void>()(z.object({})),
  /** One run, or several with their comparison, as a page of HTML that needs nothing else. Errors: records.*. */
  runReport: call<{ html: string }>()(
    z.object({ runIds: z.array(z.string().min(1).max(100)).min(1).max(mostReported), locale: z.enum(locales) }),
  ),
  previewData: call<DataPreview>()(
    z.object({
      data: dataChoiceSchema,
      /** With `validation`, `train` are those that the network learns from; without it, all training pictures. */
      split: z.enum(dataParts),
      validation: validationCut.optional(),
      label: z.int().min(0).nullable().default(null),
      ...page,
    }),
  ),
  /** How a run with this validation split and seed cuts the data. */
  splitData: call<DataSplit>()(z.object({ data: dataChoiceSchema, validation: validationCut })),
  /** A picture of one's own under each fit; null where its file cannot be read by itself, as in a .tar. Errors: data.*. */
  previewFits: call<FitPreview | null>()(
    z.object({ data: dataChoiceSchema, split: z.enum(['train', 'test']), index: z.int().min(0) }),
  ),
  /** A training picture as it is, and as it would be learnt from in `count` epochs from `epoch` on. Errors: data.*. */
  previewAugmentation: call<AugmentationPreview>()(
    z.object({
      data: dataChoiceSchema,
      augmentation: augmentationSchema,
      seed: z.int().min(0),
      index: z.int().min(0),
      epoch: z.int().min(1),
      count: z.int().min(1).max(60),
    }),
  ),
  /**
   * Starts training a frozen copy of the document; `resumeFrom` continues a run from its last checkpoint, with the document
   * that it was begun with. `moreEpochs` lets it go on for so many behind those that are complete, though it may have
   * ended. With `isTestOnly` the network is tested with the weights that it starts from, and nothing is trained.
   */
  startRun: call<{ runId: string }>()(
    z.object({
      document: documentSchema,
      resumeFrom: runId.nullable().default(null),
      moreEpochs: z.int().min(1).max(100_000).optional(),
      isTestOnly: z.boolean().optional(),
    }),
  ),
  /**
   * Trains a copy of the network for up to a hundred steps with higher and higher rates, and throws it away. Takes up to a
   * minute. Null when it was called off. Errors: run.busy, and those of a run.
   */
  findLearningRate: call<RateSweep | null>()(z.object({ document: documentSchema })),
  /** Ends the search for a rate after its current step; nothing where there is none. */
  cancelLearningRate: call<void>()(z.object({})),
  pauseRun: call<void>()(z.object({ runId })),
  resumeRun: call<void>()(z.object({ runId })),
  /** Ends after the current step; the best weights so far are kept and evaluated. */
  stopRun: call<void>()(z.object({ runId })),
  /** The current or last run with all its curves; null before the first. For a window that was reloaded. */
  currentRun: call<RunSnapshot | null>()(z.object({})),
  /** What the eyes are on: sent whenever it changes. Training never waits for it. */
  watch: call<void>()(
    layerLook.extend({
      runId,
      /** Index into the test pictures. */
      imageIndex: z.int().min(0),
    }),
  ),
  /** Test pictures with predictions after training. */
  gallery: call<GalleryPage>()(z.object({ runId, ...galleryChoice, ...page })),
  /** ROC and precision-recall curves of one class; null where pixels have labels, or one side has no pictures. */
  thresholdCurves: call<ThresholdCurves | null>()(z.object({ runId, label: z.int().min(0) })),
  /**
   * Keeps trained weights under the names and in the shapes of another network, for its `initialWeights`. What the moves do
   * not name goes by name and shape. Errors: run.*.
   */
  carryWeights: call<CarriedReport>()(
    z.object({
      document: documentSchema,
      source: weightSource,
      moves: z.array(z.object({ from: z.string(), to: z.string(), shape: z.array(z.int().min(1)).readonly() })),
    }),
  ),
  /** A larger picture with test pictures on it, and what a fully convolutional network says of each place. */
  scoreMap: call<ScoreMap>()(
    z.object({
      document: documentSchema,
      source: weightSource,
      height: z.int().min(1).max(2048),
      width: z.int().min(1).max(2048),
      /** How many pictures are put on it, as far as they have room side by side. */
      count: z.int().min(1).max(100),
      seed: z.int().min(0),
    }),
  ),
  /**
   * Makes a recorded run the current one again, as it was left: with the weights that its test figures speak of, tested once
   * more for its pictures. Where its data set is gone or has changed, `absence` of the run says why there are none; `data` is
   * where the same pictures are now. Errors: records.unknown, records.dataChanged and data.* of `data`, run.busy, sweep.busy,
   * run.weightsNotKept, run.checkpointDamaged.
   */
  openRun: call<void>()(z.object({ runId, data: dataChoiceSchema.optional() })),
  /** Runs whose trained weights are kept; those that were begun last come first. */
  keptRuns: call<string[]>()(z.object({})),
  /** Runs that were cut off and can be continued, newest first. */
  listCheckpoints: call<StoredCheckpoint[]>()(z.object({})),
  ...modelCalls,
  ...predictCalls,
  ...recordCalls,
  ...sweepCalls,
  ...setCalls,
}

/** What the core tells the window. Frames are coalesced to at most 20 a second, the newest wins. */
export const coreEvents = {
  /** Of a data set that takes its time to be opened. */
  dataProgress: event<DataProgress>(),
  analysisProgress: event<AnalysisProgress>(),
  run: event<RunSnapshot['state'] & { runId: string }>(),
  device: event<DeviceNews>(),
  warning: event<RunWarning>(),
  metrics: event<MetricsFrame>(),
  featureMaps: event<FeatureMapFrame>(),
  kernels: event<KernelFrame>(),
  evaluation: event<Evaluation>(),
  download: event<DownloadState>(),
  /** The record of these runs has changed. */
  records: event<{ runIds: string[] }>(),
  /** The queue of trainings has changed; at most five times a second. */
  queue: event<QueueState>(),
  /** What people must know of the queue as a whole. */
  queueNotice: event<Message>(),
  /** What people must know of the record as a whole. */
  recordsNotice: event<Message>(),
}

export type CoreCalls = typeof coreCalls
export type CoreEvents = typeof coreEvents

/** The envelope on the MessagePort, both ways. */
export const coreRequestSchema = z.object({ id: z.int(), name: z.string(), input: z.unknown() })
export type CoreRequest = z.infer<typeof coreRequestSchema>
export type CoreReply =
  | { kind: 'answer'; id: number; answer: Answer<unknown> }
  | { kind: 'event'; name: keyof CoreEvents; payload: unknown }
