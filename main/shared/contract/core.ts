import { z } from 'zod'
import { dataChoiceSchema, documentSchema } from '../document/schema.ts'
import type { DataPreview, DataSummary } from './data.ts'
import { type Answer, call, event } from './define.ts'
import type { EngineReport } from './engines.ts'
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
} from './runs.ts'

const runId = z.string().min(1).max(100)
const page = { offset: z.int().min(0).default(0), count: z.int().min(1).max(500).default(50) }

/** What the window asks of the core process, over its MessagePort. */
export const coreCalls = {
  /** Devices that can train, and why the others cannot. */
  listEngines: call<EngineReport[]>()(z.object({})),
  /** Opens a data set (and keeps it open); slow the first time. Errors: data.*. */
  openData: call<DataSummary>()(z.object({ data: dataChoiceSchema })),
  previewData: call<DataPreview>()(
    z.object({
      data: dataChoiceSchema,
      split: z.enum(['train', 'test']),
      label: z.int().min(0).nullable().default(null),
      ...page,
    }),
  ),
  /** Starts training a frozen copy of the document; `resumeFrom` continues a run from its last checkpoint. */
  startRun: call<{ runId: string }>()(
    z.object({ document: documentSchema, resumeFrom: runId.nullable().default(null) }),
  ),
  pauseRun: call<void>()(z.object({ runId })),
  resumeRun: call<void>()(z.object({ runId })),
  /** Ends after the current step; the best weights so far are kept and evaluated. */
  stopRun: call<void>()(z.object({ runId })),
  /** The current or last run with all its curves; null before the first. For a window that was reloaded. */
  currentRun: call<RunSnapshot | null>()(z.object({})),
  /** What the eyes are on: sent whenever it changes. Training never waits for it. */
  watch: call<void>()(
    z.object({
      runId,
      /** Index into the test pictures. */
      imageIndex: z.int().min(0),
      /** The layer whose feature maps fill the panel; null for none. */
      nodeId: z.string().nullable(),
      /** Whether each node's thumbnails are wanted too. */
      hasThumbnails: z.boolean(),
    }),
  ),
  /** Test pictures with predictions after training. `cell` picks one cell of the confusion matrix. */
  gallery: call<GalleryPage>()(
    z.object({
      runId,
      filter: z.enum(['all', 'wrong', 'right']),
      cell: z
        .object({ actual: z.int().min(0), predicted: z.int().min(0) })
        .nullable()
        .default(null),
      ...page,
    }),
  ),
  /**
   * Writes model.json and its weights into a new or empty folder. Answers the files written. The last run's model can be
   * saved until the next run begins, even by a core that was started again meanwhile.
   */
  saveModel: call<{ files: string[] }>()(z.object({ runId, directory: z.string().min(1).max(4096) })),
  /** Runs that were cut off and can be continued, newest first. */
  listCheckpoints: call<StoredCheckpoint[]>()(z.object({})),
}

/** What the core tells the window. Frames are coalesced to at most 20 a second, the newest wins. */
export const coreEvents = {
  run: event<RunSnapshot['state'] & { runId: string }>(),
  device: event<DeviceNews>(),
  warning: event<RunWarning>(),
  metrics: event<MetricsFrame>(),
  featureMaps: event<FeatureMapFrame>(),
  kernels: event<KernelFrame>(),
  evaluation: event<Evaluation>(),
}

export type CoreCalls = typeof coreCalls
export type CoreEvents = typeof coreEvents

/** The envelope on the MessagePort, both ways. */
export const coreRequestSchema = z.object({ id: z.int(), name: z.string(), input: z.unknown() })
export type CoreRequest = z.infer<typeof coreRequestSchema>
export type CoreReply =
  | { kind: 'answer'; id: number; answer: Answer<unknown> }
  | { kind: 'event'; name: keyof CoreEvents; payload: unknown }
