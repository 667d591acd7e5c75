import { randomBytes } from 'node:crypto'
import type { CoreCalls, CoreEvents } from '#shared/contract/core.ts'
import type { CallInput, Emit, Handlers } from '#shared/contract/define.ts'
import type { SavedModel } from '#shared/contract/models.ts'
import type { RunSnapshot } from '#shared/contract/runs.ts'
import type { WeightSource } from '#shared/contract/weights.ts'
import type { LoomDocument } from '#shared/document/schema.ts'
import { checkGraph } from '#shared/graph/check-graph.ts'
import { LoomError } from '#shared/messages/loom-error.ts'
import type { NamedTensor } from '../engines/engine.ts'
import type { SaveRequest } from '../export/save-model.ts'
import { readScoreMap } from '../inspect/score-map.ts'
import { ActiveRun, type RunPlan, type TrainedModel } from './active-run.ts'
import { answerSamples } from './answer-samples.ts'
import { carryWeights } from './carry-weights.ts'
import type { CheckpointContent } from './checkpoint-file.ts'
import type { CheckpointStore } from './checkpoint-store.ts'
import { keptWeights } from './compose-checkpoint.ts'
import { extendRun } from './extend-run.ts'
import { openPastData } from './open-past-data.ts'
import { predictWith } from './predict-with.ts'
import { type RunResources, refuseUntrainable } from './prepare-run.ts'
import type { PastRun, RunObserver } from './run-observer.ts'
import { isOver } from './run-state.ts'
import { createRateFinder } from './sweep-rates.ts'

export interface RunServiceOptions {
  resources: RunResources
  checkpoints: CheckpointStore | null
  /** How often a run is kept within an epoch; 20 s when left out. */
  saveEveryMs?: number
  /** Told of each run's start, epochs and end. */
  observers?: readonly RunObserver[]
  /** Runs that will be gone on with, whose checkpoints stay. */
  neededRuns?(): ReadonlySet<string>
  /** Writes a model for other programs. */
  saveModel(model: TrainedModel, document: LoomDocument, target: SaveTarget): Promise<SavedModel>
  emit: Emit<CoreEvents>
}

type SaveTarget = Pick<SaveRequest, 'format' | 'path' | 'readSamples'>

type RunCalls = Pick<
  CoreCalls,
  | 'startRun'
  | 'findLearningRate'
  | 'cancelLearningRate'
  | 'pauseRun'
  | 'resumeRun'
  | 'stopRun'
  | 'currentRun'
  | 'watch'
  | 'gallery'
  | 'thresholdCurves'
  | 'predictPicture'
  | 'saveModel'
  | 'carryWeights'
  | 'scoreMap'
  | 'listCheckpoints'
  | 'keptRuns'
>

type StartRequest = CallInput<CoreCalls['startRun']>

export interface RunService extends Handlers<RunCalls> {
  currentRun(input: Record<string, never>): RunSnapshot | null
  /**
   * Makes a run of before the current one, as it was left: tested with the weights that it kept. The record knows it.
   * @throws LoomError run.busy, run.weightsNotKept, run.checkpointDamaged
   */
  openRun(past: PastRun): Promise<void>
  /** Resolves when the current run is over. */
  ended(): Promise<void>
  dispose(): Promise<void>
}

/** One run at a time. The last one stays open, so that it can be looked into, until the next one starts. */
export function createRunService(options: RunServiceOptions): RunService {
  const { checkpoints, resources, observers = [], saveEveryMs = 20_000, emit } = options
  const rates = createRateFinder(resources)
  let current: ActiveRun | null = null
  let ended: Promise<void> = Promise.resolve()
  let isStarting = false

  /** Engines take one call at a time, so two trainings never go on at once. @throws LoomError run.busy */
  async function aloneWith<Result>(work: () => Promise<Result>): Promise<Result> {
    if (isStarting || (current && !isOver(current.control.state))) throw new LoomError('run.busy')
    isStarting = true
    return work().finally(() => {
      isStarting = false
    })
  }

  function find(runId: string): ActiveRun {
    if (current?.runId !== runId) throw new LoomError('run.unknown', { runId })
    return current
  }

  async function start(request: StartRequest): Promise<{ runId: string }> {
    const { document, resumeFrom, moreEpochs, isTestOnly = false } = request
    const checkpoint = resumeFrom === null ? null : await loadToContinue(resumeFrom, moreEpochs)
    const frozen = checkpoint?.header.document ?? document
    refuseUntrainable(checkGraph(frozen, { memoryLimitBytes: resources.memoryLimitBytes }))
    await current?.dispose()
    await checkpoints?.prune(options.neededRuns?.())
    const runId = resumeFrom ?? freshRunId()
    begin({ runId, document: frozen, checkpoint, isTestOnly, resources })
    return { runId }
  }

  function begin(plan: Omit<RunPlan, 'checkpoints' | 'saveEveryMs' | 'observers' | 'emit'>): void {
    current = new ActiveRun({ ...plan, checkpoints, saveEveryMs, observers, emit })
    ended = current.start()
  }

  async function open(past: PastRun): Promise<void> {
    const { runId, isTestOnly } = past
    if (current?.runId === runId && current.isWhole()) return
    const checkpoint = await loadKept(past)
    const document = { ...checkpoint.header.document, data: past.data }
    await current?.dispose()
    const openDataset = () => openPastData(past, checkpoint.header)
    begin({ runId, document, checkpoint, isTestOnly, past, resources: { ...resources, openDataset } })
  }

  async function loadKept({ runId, name }: PastRun): Promise<CheckpointContent> {
    return loadCheckpoint(runId).catch((error) => {
      const isGone = error instanceof LoomError && error.code === 'run.noCheckpoint'
      throw isGone ? new LoomError('run.weightsNotKept', { name }, { cause: error }) : error
    })
  }

  async function loadToContinue(runId: string, moreEpochs: number | undefined): Promise<CheckpointContent> {
    const checkpoint = followData(runId, await loadCheckpoint(runId))
    if (moreEpochs !== undefined) return extendRun(checkpoint, moreEpochs)
    if (checkpoint.header.finished) throw new LoomError('run.noCheckpoint', { runId })
    return checkpoint
  }

  /** A run that was opened again may have its pictures elsewhere than when it was kept. */
  function followData(runId: string, { header, tensors }: CheckpointContent): CheckpointContent {
    if (current?.runId !== runId) return { header, tensors }
    const { data } = current.snapshot().document
    return { header: { ...header, document: { ...header.document, data } }, tensors }
  }

  async function loadCheckpoint(runId: string): Promise<CheckpointContent> {
    if (!checkpoints) throw new LoomError('run.noCheckpoint', { runId })
    return checkpoints.load(runId)
  }

  /** What a run has left that ended in an earlier process. */
  async function loadFinished(runId: string): Promise<{ model: TrainedModel; document: LoomDocument }> {
    const checkpoint = await loadCheckpoint(runId)
    const { document, finished } = checkpoint.header
    if (!finished) throw new LoomError('run.unknown', { runId })
    return { document, model: { graph: checkGraph(document), weights: [...keptWeights(checkpoint)], ...finished } }
  }

  async function findModel(runId: string): Promise<{ model: TrainedModel; document: LoomDocument }> {
    if (current?.runId !== runId) return loadFinished(runId)
    return { model: await current.model(), document: current.snapshot().document }
  }

  /** @throws LoomError run.* */
  async function findWeights(source: WeightSource): Promise<readonly NamedTensor[]> {
    if ('runId' in source) return (await findModel(source.runId)).model.weights
    const found = await resources.weights?.load(source.weights)
    if (!found) throw new LoomError('run.weightsGone')
    return found
  }

  return {
    startRun: (request) => aloneWith(() => start(request)),
    openRun: (past) => aloneWith(() => open(past)),
    keptRuns: async () => (await checkpoints?.listKept()) ?? [],
    findLearningRate: ({ document }) => aloneWith(() => rates.find(document)),
    cancelLearningRate: rates.cancel,
    pauseRun: ({ runId }) => find(runId).control.apply({ type: 'pause' }),
    resumeRun: ({ runId }) => find(runId).control.apply({ type: 'resume' }),
    stopRun: ({ runId }) => find(runId).control.apply({ type: 'stop' }),
    currentRun: () => current?.snapshot() ?? null,
    watch: ({ runId, ...look }) => find(runId).watch(look),
    gallery: ({ runId, ...request }) => find(runId).test.gallery(request),
    thresholdCurves: ({ runId, label }) => find(runId).test.curvesOfClass(label),
    async predictPicture({ runId, look, ...picture }) {
      if (current?.runId === runId) return current.predict(picture, look)
      const { model, document } = await loadFinished(runId)
      return predictWith({ ...model, document }, picture, look, resources)
    },
    async saveModel({ runId, format, path }) {
      const { model, document } = await findModel(runId)
      const readSamples = () => answerSamples({ ...model, document }, resources)
      return options.saveModel(model, document, { format, path, readSamples })
    },
    async carryWeights({ document, source, moves }) {
      const { tensors, traced } = carryWeights(await findWeights(source), checkGraph(document), moves)
      const id = tensors.length > 0 ? ((await resources.weights?.save(tensors)) ?? null) : null
      const names = (isCarried: boolean) =>
        traced.filter(({ from }) => (from !== null && id !== null) === isCarried).map(({ name }) => name)
      return { id, carried: names(true), fresh: names(false) }
    },
    async scoreMap({ document, source, ...scene }) {
      if (current && !isOver(current.control.state)) throw new LoomError('run.busy')
      const weights = await findWeights(source)
      return readScoreMap(document, weights, scene, resources)
    },
    async listCheckpoints() {
      const stored = (await checkpoints?.list()) ?? []
      return stored.filter(
        ({ runId }) => !current || runId !== current.runId || current.control.state.phase === 'failed',
      )
    },
    ended: () => ended,
    dispose: async () => current?.dispose(),
  }
}

/** Sorts by time and is a fit name for a folder. */
function freshRunId(): string {
  const time = new Date().toISOString().replace(/\D/g, '').slice(0, 14)
  return `${time}-${randomBytes(3).toString('hex')}`
}
