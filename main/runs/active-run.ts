import { setImmediate } from 'node:timers/promises'
import type { CoreEvents } from '#shared/contract/core.ts'
import type { ClassName } from '#shared/contract/data.ts'
import type { Emit } from '#shared/contract/define.ts'
import type { EngineDevice } from '#shared/contract/engines.ts'
import type { LayerLook } from '#shared/contract/look.ts'
import type { PicturePrediction } from '#shared/contract/predict.ts'
import type { EpochMetrics, RunSnapshot } from '#shared/contract/runs.ts'
import type { LoomDocument } from '#shared/document/schema.ts'
import type { CheckedGraph } from '#shared/graph/check-graph.ts'
import { LoomError, toMessage } from '#shared/messages/loom-error.ts'
import { reasonToEnd } from '#shared/training/ending.ts'
import type { NamedTensor } from '../engines/engine.ts'
import type { Look } from '../inspect/feature-frame.ts'
import { type OwnPicture, predictPicture } from '../inspect/predict-picture.ts'
import type { CheckpointContent } from './checkpoint-file.ts'
import type { CheckpointStore } from './checkpoint-store.ts'
import { composeCheckpoint } from './compose-checkpoint.ts'
import { createFinalTest, type FinalTest } from './final-test.ts'
import { createKeeper, type Keeper } from './keeper.ts'
import type { PreparedRun, RunResources } from './prepare-run.ts'
import { createRunControl, type RunControl } from './run-control.ts'
import { type RunListener, trainEpochs } from './run-loop.ts'
import { joinObservers, type PastRun, type RunEffort, type RunFacts, type RunObserver } from './run-observer.ts'
import { placeOf, progressAt, type RunPlace } from './run-place.ts'
import { createRunRecord, type RunRecord, unpackBatches } from './run-record.ts'
import { endState, isOver, type RunAction } from './run-state.ts'
import { RunWorkshop, type Tools } from './run-workshop.ts'
import { createSavePace, type SavePace } from './save-pace.ts'
import { canLook } from './watcher.ts'

export interface RunPlan {
  runId: string
  /** Frozen: the person may draw on meanwhile. */
  document: LoomDocument
  checkpoint: CheckpointContent | null
  /** Tests the weights that the network starts from, and trains nothing. */
  isTestOnly: boolean
  /** Of a run that is opened again: it is tested as it was left, and nothing is trained, kept or recorded. */
  past?: PastRun
  resources: RunResources
  /** Null where nothing is to be kept on disk. */
  checkpoints: CheckpointStore | null
  /** How often it is kept within an epoch. */
  saveEveryMs: number
  observers: readonly RunObserver[]
  emit: Emit<CoreEvents>
}

/** What a trained network leaves, for exporters. */
export interface TrainedModel {
  graph: CheckedGraph
  weights: NamedTensor[]
  classes: ClassName[]
}

/** One run from its start to its end and after, when its network can still be looked into. Its owner disposes it. */
export class ActiveRun {
  readonly runId: string
  readonly control: RunControl
  readonly test: FinalTest
  readonly #plan: RunPlan
  readonly #record: RunRecord
  readonly #keeper: Keeper
  readonly #savePace: SavePace
  readonly #observers: Required<RunObserver>
  readonly #workshop: RunWorkshop
  #place: RunPlace
  /** The end of the training, before the best weights took the place of the last. */
  #trained: CheckpointContent | null = null
  #beganMs = 0
  #ended: Promise<void> = Promise.resolve()

  constructor(plan: RunPlan) {
    const { runId, checkpoint, emit } = plan
    this.runId = runId
    this.#plan = plan
    this.control = createRunControl((state) => emit('run', { ...state, runId }))
    this.test = createFinalTest(runId, plan.past)
    this.#place = placeOf(checkpoint)
    this.#observers = joinObservers(plan.past ? [] : plan.observers)
    this.#savePace = createSavePace(plan.saveEveryMs)
    const checkpoints = plan.past ? null : plan.checkpoints
    this.#keeper = createKeeper(runId, checkpoints, (message) => emit('warning', { runId, message }))
    const batches = unpackBatches(checkpoint?.tensors.batches[0])
    const { epochs = [], elapsedMs = 0 } = checkpoint?.header ?? {}
    const progress = progressAt(this.#place, plan.document.training, { elapsedMs })
    this.#record = createRunRecord(runId, { batches, epochs, progress }, (frame) => emit('metrics', frame))
    this.#workshop = new RunWorkshop({
      ...plan,
      step: () => this.#place.step,
      isGivenUp: () => this.control.state.phase === 'stopping',
      onFirst: async (run) => {
        this.#beganMs = this.control.elapsedMs() - (checkpoint?.header.elapsedMs ?? 0)
        await this.#observers.onStart(this.#facts(run))
      },
      rewind: (last) => {
        this.#place = placeOf(last)
        this.#record.rewind(this.#place)
        return this.#place.epoch
      },
    })
  }

  /** Whether it has ended well, and nothing of it is missing. */
  isWhole(): boolean {
    return this.control.state.phase === 'finished' && !this.#workshop.tools?.run.dataset.absence
  }

  /** Goes through all stages; never rejects: a failure is a state. */
  start(): Promise<void> {
    this.#ended = this.#live()
    return this.#ended
  }

  snapshot(): RunSnapshot {
    const { tools, document, notice } = this.#workshop
    const { absence } = tools?.run.dataset ?? {}
    return {
      runId: this.runId,
      state: this.control.state,
      document,
      device: this.#device(),
      notice,
      classes: tools?.run.dataset.classes ?? [],
      ...this.#record.view(),
      evaluation: this.test.evaluation,
      ...(absence ? { absence } : {}),
    }
  }

  /** While the run is prepared the request waits. @throws LoomError run.noPicture */
  watch(look: Look): void {
    this.#workshop.look = look
    const { tools } = this.#workshop
    if (!tools) return
    const { dataset } = tools.run
    const { count } = dataset.test
    if (!canLook(dataset, look)) throw new LoomError('run.noPicture', { index: look.imageIndex, count })
    tools.watcher.request(look)
    if (this.control.state.phase === 'paused' || isOver(this.control.state)) void tools.watcher.lookNow()
  }

  /** With the weights as they are now. @throws LoomError run.notNow, run.noPictureForm, data.skip.* */
  predict(picture: OwnPicture, look: LayerLook): Promise<PicturePrediction> {
    const { tools } = this.#workshop
    if (!tools) throw new LoomError('run.notNow', { phase: this.control.state.phase })
    const { session, graph, dataset, document } = tools.run
    return predictPicture({ session, graph, data: document.data, classes: dataset.classes }, picture, look)
  }

  /** The best weights. @throws LoomError run.stillTraining, run.noModel */
  async model(): Promise<TrainedModel> {
    const { state } = this.control
    const { tools } = this.#workshop
    if (!isOver(state)) throw new LoomError('run.stillTraining')
    if (!tools || (state.phase === 'failed' && !this.#place.best)) throw new LoomError('run.noModel')
    const { graph, session, dataset } = tools.run
    return { graph, weights: await session.readWeights(), classes: dataset.classes }
  }

  /** Stops it first where it is still going. */
  async dispose(): Promise<void> {
    if (!isOver(this.control.state)) this.control.apply({ type: 'stop' })
    await this.#ended
    await this.#workshop.dispose()
  }

  async #live(): Promise<void> {
    // Whoever asked for the run learns its id before they hear of it.
    await setImmediate()
    const { emit, runId } = this.#plan
    emit('run', { ...this.control.state, runId })
    try {
      await this.#workshop.survive((tools) => this.#train(tools))
      await this.#workshop.survive((tools) => this.#evaluate(tools))
    } catch (error) {
      await this.#fail(error)
    }
    await this.#workshop.tools?.watcher.lookNow()
  }

  async #train(tools: Tools): Promise<void> {
    if (this.#plan.past) return
    if (this.control.state.phase === 'preparing') this.control.apply({ type: 'begin' })
    if (this.#plan.isTestOnly) return
    this.#place = await trainEpochs(tools.run, this.control, this.#place, this.#listen(tools))
    // A pause that came with the last step is waited out here.
    await this.control.breathe()
    this.#record.flush()
  }

  #listen({ run, meter, watcher }: Tools): RunListener {
    const { stepsPerEpoch } = run.training.batches
    return {
      onStep: ({ metrics, epoch, stepInEpoch, ...step }) => {
        meter.addStep(step)
        this.#place = { ...this.#place, step: metrics.step }
        this.#record.addBatch(metrics, meter.progress({ epoch, stepInEpoch, elapsedMs: this.#trainingMs() }))
      },
      look: watcher.look,
      isDue: this.#savePace.isDue,
      keep: async (place) => {
        this.#place = place
        await this.#save(await this.#compose(run))
      },
      endEpoch: async (metrics, place, validationMs) => {
        meter.addValidation(validationMs)
        this.#place = place
        // Kept before it is told: an epoch that was seen is not lost.
        await this.#saveEpoch(run, metrics)
        const at = { epoch: metrics.epoch, stepInEpoch: stepsPerEpoch, elapsedMs: this.#trainingMs() }
        this.#record.addEpoch(metrics, meter.progress(at))
      },
    }
  }

  async #saveEpoch(run: PreparedRun, metrics: EpochMetrics): Promise<void> {
    const checkpoint = await this.#compose(run)
    this.#workshop.last = checkpoint
    await this.#save(checkpoint)
    await this.#observers.onEpoch(this.runId, metrics)
  }

  async #save(checkpoint: CheckpointContent): Promise<void> {
    const startedAt = performance.now()
    await this.#keeper.save(checkpoint)
    this.#savePace.saved(performance.now() - startedAt)
  }

  async #evaluate(tools: Tools): Promise<void> {
    const { run } = tools
    const effort = this.#effort(tools)
    if (this.control.state.phase !== 'evaluating') this.control.apply({ type: 'evaluate' })
    if (this.#plan.past) this.#stand(run, effort)
    else this.#trained ??= await this.#compose(run)
    const { best, epoch, epochs, extendedAt } = this.#place
    if (best) await run.session.writeWeights(best.weights)
    await this.test.take(run, effort, { control: this.control, watcher: tools.watcher })
    const { evaluation } = this.test
    if (evaluation) this.#plan.emit('evaluation', evaluation)
    if (this.#trained) {
      const { header, tensors } = this.#trained
      await this.#save({ header: { ...header, finished: { classes: run.dataset.classes } }, tensors })
    }
    const { training } = run.document
    const isShort = !this.#plan.isTestOnly && epoch < training.epochs
    const reason = isShort ? reasonToEnd(training, epochs, extendedAt) : null
    await this.#end({ type: 'finish', wasStopped: isShort && !reason, bestEpoch: best?.epoch ?? 0, reason })
  }

  /** Curves and figures show a run that is opened again where it ended. */
  #stand({ document, training }: PreparedRun, { seconds }: RunEffort): void {
    const { stepsPerEpoch } = training.batches
    this.#record.stand(progressAt(this.#place, document.training, { elapsedMs: 1000 * seconds, stepsPerEpoch }))
  }

  #effort({ meter }: Tools): RunEffort {
    const { past } = this.#plan
    if (past) return past.effort
    const seconds = this.#trainingMs() / 1000
    return { seconds, imagesPerSecond: meter.meanSpeed(), dataWaitShare: meter.waitShare() }
  }

  /** The best weights stay; a run that ran away would do so again, so its checkpoint goes. */
  async #fail(error: unknown): Promise<void> {
    this.#record.flush()
    const { best } = this.#place
    if (best) await this.#workshop.tools?.run.session.writeWeights(best.weights).catch(() => {})
    if (error instanceof LoomError && error.code === 'run.diverged') await this.#keeper.forget()
    await this.#end({ type: 'fail', error: toMessage(error) })
  }

  /** Recorded before it is told: who hears of the end finds the run among those of before. */
  async #end(action: Extract<RunAction, { type: 'finish' | 'fail' }>): Promise<void> {
    const run = this.#workshop.tools?.run
    if (run) {
      await this.#observers.onEnd({
        ...this.#facts(run),
        snapshot: { ...this.snapshot(), state: endState(action) },
        predictions: this.test.predictions,
        readWeights: () => run.session.readWeights(),
      })
    }
    this.control.apply(action)
  }

  #facts({ document, graph, dataset, session }: PreparedRun): RunFacts {
    const { checkpoint, isTestOnly } = this.#plan
    const epochsBefore = checkpoint?.header.epoch ?? 0
    return { runId: this.runId, document, graph, dataset, device: session.device, isTestOnly, epochsBefore }
  }

  #compose(run: PreparedRun): Promise<CheckpointContent> {
    const batches = this.#record.batches()
    return composeCheckpoint({ runId: this.runId, run, place: this.#place, elapsedMs: this.#trainingMs(), batches })
  }

  #device(): EngineDevice | null {
    return this.#workshop.tools?.run.session.device ?? this.#plan.checkpoint?.header.device ?? null
  }

  /** Since training began, without pauses; what came before the checkpoint counts. */
  #trainingMs(): number {
    return this.control.elapsedMs() - this.#beganMs
  }
}
