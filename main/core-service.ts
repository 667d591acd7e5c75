import { tmpdir } from 'node:os'
import path from 'node:path'
import type { CoreCalls, CoreEvents } from '#shared/contract/core.ts'
import type { Emit, Handlers } from '#shared/contract/define.ts'
import type { SavedModel } from '#shared/contract/models.ts'
import type { DataChoice } from '#shared/document/schema.ts'
import { createDataAnalyst } from './datasets/analyse/data-analyst.ts'
import { previewAugmentation } from './datasets/augment/preview-augmentation.ts'
import { previewDataset, summarizeDataset } from './datasets/describe-dataset.ts'
import { countParts } from './datasets/divide-training.ts'
import { type PublishedSet, publishedSets } from './datasets/download/published-sets.ts'
import { createKnownData } from './datasets/known/known-data.ts'
import { createDatasetOpener } from './datasets/open-dataset.ts'
import { previewFits } from './datasets/pictures/preview-fits.ts'
import { openPrefetchingFeed } from './datasets/prefetch/open-prefetching-feed.ts'
import { createSetStore } from './datasets/sets/set-store.ts'
import { createChoiceMemory } from './engines/choice-memory.ts'
import { chooseDevice } from './engines/choose.ts'
import type { Engine } from './engines/engine.ts'
import { engines } from './engines/registry.ts'
import { type SaveRequest, saveModel } from './export/save-model.ts'
import { createRecordService } from './records/record-service.ts'
import { buildReport } from './report/build-report.ts'
import { createCheckpointStore } from './runs/checkpoint-store.ts'
import { dataFacts, defaultMemoryLimit } from './runs/prepare-run.ts'
import { createQueueService } from './runs/queue/queue-service.ts'
import { createRunService, type RunService } from './runs/run-service.ts'
import { createWeightStore } from './runs/weight-store.ts'

/** The parts of the core that tests replace. */
export interface CoreParts {
  engines: readonly Engine[]
  chooseDevice: typeof chooseDevice
  saveModel(request: SaveRequest): Promise<SavedModel>
}

export const coreParts: CoreParts = { engines, chooseDevice, saveModel }

export interface CoreOptions {
  parts: CoreParts
  /** The folder with the digits that come with the program. */
  digitsDirectory: string
  /** Where checkpoints are kept; null keeps none. */
  runsDirectory: string | null
  /** Where the record of runs is kept; null keeps it in memory alone. */
  recordsFile?: string | null
  /** Where the queue of trainings is kept, so that it goes on; null keeps it in memory alone. */
  queueFile?: string | null
  /** Written into the record. */
  programVersion?: string
  /** Where weights are kept that networks start from; null keeps none. */
  weightsDirectory?: string | null
  /** Where pictures of one's own are kept once they are prepared; a folder for passing things when left out. */
  preparedDirectory?: string
  /** Where sets are kept of pictures that people draw or take; a folder for passing things when left out. */
  setsDirectory?: string
  /** The file in which it is remembered which device is fastest; null times them anew. */
  choicesFile?: string | null
  /** Where known data sets are looked for and fetched to; null for none. */
  dataDirectory?: string | null
  /** What can be fetched; tests have their own. */
  published?: readonly PublishedSet[]
  emit: Emit<CoreEvents>
}

export type CoreService = Omit<Handlers<CoreCalls>, 'currentRun'> &
  Pick<RunService, 'currentRun' | 'ended' | 'dispose'> & {
    /** Resolves when the queue has nothing left to train. */
    queueIdle(): Promise<void>
  }

/** One function for each call of the contract, and nothing that belongs to a process or a port. */
export function createCoreService(options: CoreOptions): CoreService {
  const { parts, digitsDirectory, runsDirectory, weightsDirectory = null, choicesFile = null, emit } = options
  const opening = createOpening(emit)
  const openDataset = createDatasetOpener({ digitsDirectory, cacheDirectory: options.preparedDirectory, ...opening })
  const checkpoints = runsDirectory === null ? null : createCheckpointStore(runsDirectory)
  const forgetWeights = async (runId: string) => {
    try {
      await checkpoints?.remove(runId)
    } catch (error) {
      console.error('The weights of a deleted run could not be removed:', error)
    }
  }
  const { observer, markRun, recallRun, close, ...records } = createRecordService({
    file: options.recordsFile ?? null,
    programVersion: options.programVersion ?? '',
    openDataset,
    onGone: (runIds) => {
      for (const runId of runIds) void forgetWeights(runId)
    },
    emit,
  })
  const runs = createRunService({
    resources: {
      engines: parts.engines,
      chooseDevice: parts.chooseDevice,
      openDataset,
      openFeed: openPrefetchingFeed,
      memoryLimitBytes: defaultMemoryLimit(),
      weights: weightsDirectory === null ? null : createWeightStore(weightsDirectory),
      choiceMemory: choicesFile === null ? null : createChoiceMemory(choicesFile),
    },
    observers: [
      observer,
      {
        onStart: (facts) => queue.observer.onStart?.(facts),
        onEpoch: (...news) => queue.observer.onEpoch?.(...news),
      },
    ],
    neededRuns: () => queue.neededRuns(),
    checkpoints,
    saveModel: ({ graph, weights, classes }, document, target) =>
      parts.saveModel({ graph, weights, document, ...target, metadata: { name: document.name, classes } }),
    emit,
  })
  const queue = createQueueService({
    runs,
    file: options.queueFile ?? null,
    factsOf: async ({ data }) => ({
      data: dataFacts(await openDataset(data, { trustsLast: true })),
      memoryLimitBytes: defaultMemoryLimit(),
    }),
    record: { mark: markRun, ...records },
    emit,
  })
  const known = createKnownData({
    directory: options.dataDirectory ?? null,
    sets: options.published ?? publishedSets,
    emit,
  })
  const sets = createSetStore(options.setsDirectory ?? path.join(tmpdir(), 'layerloom-sets'))
  return {
    ...runs,
    ...known.calls,
    ...records,
    ...queue.calls,
    startRun(request) {
      queue.refuseWhileWorking()
      return runs.startRun(request)
    },
    async openRun({ runId, data }) {
      queue.refuseWhileWorking()
      return runs.openRun(await recallRun(runId, data))
    },
    queueIdle: queue.idle,
    async dispose() {
      const isQueueClosed = queue.dispose()
      known.dispose()
      await runs.dispose()
      await isQueueClosed
      close()
    },
    listEngines: async () => (await Promise.all(parts.engines.map((engine) => engine.probe()))).flat(),
    async runReport({ runIds, locale }) {
      const [runs, comparison] = await Promise.all([
        records.getRuns({ runIds }),
        runIds.length > 1 ? records.compareRuns({ runIds }) : null,
      ])
      const { programVersion = '' } = options
      return {
        html: buildReport({ runs, comparison, mistakes: null }, { locale, programVersion, writtenAt: new Date() }),
      }
    },
    openData: async ({ data }) => summarizeDataset(data, await openDataset(data)),
    cancelData: opening.cancel,
    listSets: sets.list,
    addPicture: sets.add,
    removePicture: sets.remove,
    readPicture: sets.read,
    renameClass: sets.rename,
    removeSet: sets.removeSet,
    ...createDataAnalyst({ openDataset, emit }),
    previewAugmentation: async ({ data, ...request }) => {
      return previewAugmentation(await openDataset(data, { trustsLast: true }), request)
    },
    splitData: async ({ data, validation }) => countParts(await openDataset(data, { trustsLast: true }), validation),
    previewFits: async ({ data, ...place }) => {
      return previewFits(data, await openDataset(data, { trustsLast: true }), place)
    },
    previewData: async ({ data, ...request }) => {
      return previewDataset(await openDataset(data, { trustsLast: true }), request)
    },
  }
}

/** At most so often is told how far a data set is. */
const progressMs = 100

/** What the opener of data sets tells, and how it is told to stop. */
function createOpening(emit: CoreOptions['emit']) {
  let controller = new AbortController()
  let toldAtMs = 0
  return {
    signal: () => controller.signal,
    cancel() {
      controller.abort()
      controller = new AbortController()
    },
    onProgress(choice: DataChoice, done: number, total: number | null) {
      const nowMs = performance.now()
      if (total !== null && done < total && nowMs - toldAtMs < progressMs) return
      toldAtMs = nowMs
      emit('dataProgress', { choice, done, total })
    },
  }
}
