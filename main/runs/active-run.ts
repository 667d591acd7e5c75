import { setImmediate } from 'node:timers/promises'
import type { CoreEvents } from '#shared/contract/core.ts'
import type { ClassName } from '#shared/contract/data.ts'
import type { Emit } from '#shared/contract/define.ts'
import type { EngineDevice } from '#shared/contract/engines.ts'
import type { EpochMetrics, Evaluation, GalleryPage, RunSnapshot } from '#shared/contract/runs.ts'
import type { LoomDocument } from '#shared/document/schema.ts'
import type { CheckedGraph } from '#shared/graph/check-graph.ts'
import { LoomError, toMessage } from '#shared/messages/loom-error.ts'
import type { Message } from '#shared/messages/message.ts'
import type { NamedTensor } from '../engines/engine.ts'
import { confusionMatrix, meanIou } from '../inspect/confusion-matrix.ts'
import type { Look } from '../inspect/feature-frame.ts'
import { type GalleryRequest, type Predictions, pickGalleryPage } from '../inspect/gallery.ts'
import type { CheckpointContent } from './checkpoint-file.ts'
import type { CheckpointStore } from './checkpoint-store.ts'
import { createKeeper, type Keeper } from './keeper.ts'
import { type PreparedRun, type PrepareLimits, prepareRun, type RunResources } from './prepare-run.ts'
import { createProgressMeter, type ProgressMeter } from './progress-meter.ts'
import { recover } from './recover.ts'
import { createRunControl, type RunControl } from './run-control.ts'
import { assessPictures, type RunListener, type RunPlace, trainEpochs } from './run-loop.ts'
import { createRunRecord, packBatches, type RunRecord, unpackBatches } from './run-record.ts'
import { isOver } from './run-state.ts'
import { createWatcher, type Watcher } from './watcher.ts'

export interface RunPlan {
  runId: string
  /** Frozen: the person may draw on meanwhile. */
  document: LoomDocument
  checkpoint: CheckpointContent | null
  /** Tests the weights that the network starts from, and trains nothing. */
  isTestOnly: boolean
  resources: RunResources
  /** Null where nothing is to be kept on disk. */
  checkpoints: CheckpointStore | null
  emit: Emit<CoreEvents>
}

/** What a trained network leaves, for exporters. */
export interface TrainedModel {
  graph: CheckedGraph
  weights: NamedTensor[]
  classes: ClassName[]
}

/** What `prepare` finds and the later stages work on. */
interface Workshop {
  run: PreparedRun
  meter: ProgressMeter
  watcher: Watcher
}

/** One run from its start to its end and after, when its network can still be looked into. Its owner disposes it. */
export class ActiveRun {
  readonly runId: string
  readonly control: RunControl
  readonly #plan: RunPlan
  readonly #record: RunRecord
  readonly #keeper: Keeper
  #workshop: Workshop | null = null
  /** The end of the last complete epoch, from which training goes on when its device fails. */
  #last: CheckpointContent | null
  #document: LoomDocument
  #limits: PrepareLimits = {}
  #notice: Message | null = null
  #place: RunPlace
  #predictions: Predictions | null = null
  #evaluation: Evaluation | null = null
  #look: Look | null = null
  #beganMs: number | null = null
  #ended: Promise<void> = Promise.resolve()

  constructor(plan: RunPlan) {
    const { runId, checkpoint, emit } = plan
    this.runId = runId
    this.#plan = plan
    this.#last = checkpoint
    this.#document = plan.document
    this.control = createRunControl((state) => emit('run', { ...state, runId }))
    this.#place = placeOf(checkpoint)
    this.#keeper = createKeeper(runId, plan.checkpoints, (message) => emit('warning', { runId, message }))
    const batches = unpackBatches(checkpoint?.tensors.batches[0])
    const epochs = checkpoint?.header.epochs ?? []
    this.#record = createRunRecord(runId, { batches, epochs }, (frame) => emit('metrics', frame))
  }

  /** Goes through all stages; never rejects: a failure is a state. */
  start(): Promise<void> {
    this.#ended = this.#live()
    return this.#ended
  }

  snapshot(): RunSnapshot {
    return {
      runId: this.runId,
      state: this.control.state,
      document: this.#document,
      device: this.#device(),
      notice: this.#notice,
      classes: this.#workshop?.run.dataset.classes ?? [],
      ...this.#record.view(),
      evaluation: this.#evaluation,
    }
  }

  /** While the run is prepared the request waits. @throws LoomError run.noPicture */
  watch(look: Look): void {
    this.#look = look
    if (!this.#workshop) return
    const { run, watcher } = this.#workshop
    const { count } = run.dataset.test
    if (look.imageIndex >= count) throw new LoomError('run.noPicture', { index: look.imageIndex, count })
    watcher.request(look)
    if (this.control.state.phase === 'paused' || isOver(this.control.state)) void watcher.lookNow()
  }

  /** @throws LoomError run.notEvaluated */
  gallery(request: GalleryRequest): GalleryPage {
    if (!this.#workshop || !this.#predictions) throw new LoomError('run.notEvaluated')
    return pickGalleryPage(this.#workshop.run.dataset, this.#predictions, request)
  }

  /** The best weights. @throws LoomError run.stillTraining, run.noModel */
  async model(): Promise<TrainedModel> {
    const { state } = this.control
    if (!isOver(state)) throw new LoomError('run.stillTraining')
    if (!this.#workshop || (state.phase === 'failed' && !this.#place.best)) throw new LoomError('run.noModel')
    const { graph, session, dataset } = this.#workshop.run
    return { graph, weights: await session.readWeights(), classes: dataset.classes }
  }

  /** Stops it first where it is still going. */
  async dispose(): Promise<void> {
    if (!isOver(this.control.state)) this.control.apply({ type: 'stop' })
    await this.#ended
    await this.#workshop?.run.dispose()
    this.#workshop = null
  }

  async #live(): Promise<void> {
    // Whoever asked for the run learns its id before they hear of it.
    await setImmediate()
    const { emit, runId } = this.#plan
    emit('run', { ...this.control.state, runId })
    try {
      await this.#survive((workshop) => this.#train(workshop))
      await this.#survive((workshop) => this.#evaluate(workshop))
    } catch (error) {
      await this.#fail(error)
    }
    await this.#workshop?.watcher.lookNow()
  }

  /** Does the work, and does it again on another device or with a smaller batch where the device fails. */
  async #survive(work: (workshop: Workshop) => Promise<void>): Promise<void> {
    for (;;) {
      try {
        return await work(this.#workshop ?? (await this.#prepare()))
      } catch (error) {
        await this.#recover(error)
      }
    }
  }

  /** Goes back to the end of the last complete epoch. @throws the error, where nothing can be done about it */
  async #recover(error: unknown): Promise<void> {
    const run = this.#workshop?.run
    if (!run || this.control.state.phase === 'stopping') throw error
    const way = recover(error, { document: this.#document, device: run.session.device, limits: this.#limits })
    if (!way) throw error
    this.#workshop = null
    await run.dispose().catch(() => {})
    this.#document = way.document
    this.#limits = way.limits
    this.#place = placeOf(this.#last)
    this.#record.rewind(this.#place)
    const workshop = await this.#prepare().catch(() => {
      throw error
    })
    const { device } = workshop.run.session
    this.#tellDevice(device, way.explain(device, this.#place.epoch))
  }

  #tellDevice(device: EngineDevice, notice: Message | null): void {
    this.#notice = notice
    this.#plan.emit('device', { runId: this.runId, device, notice })
  }

  async #prepare(): Promise<Workshop> {
    const { checkpoint, resources, emit, runId } = this.#plan
    const isFirst = this.#beganMs === null
    const document = this.#document
    const run = await prepareRun(document, this.#last, resources, this.#limits)
    const meter = createProgressMeter({
      epochs: document.training.epochs,
      stepsPerEpoch: run.training.batches.stepsPerEpoch,
      picturesPerEpoch: run.training.count,
    })
    const watcher = createWatcher({ runId, run, emit, step: () => this.#place.step })
    const workshop = { run, meter, watcher }
    this.#workshop = workshop
    if (this.#look && this.#look.imageIndex < run.dataset.test.count) watcher.request(this.#look)
    this.#beganMs ??= this.control.elapsedMs() - (checkpoint?.header.elapsedMs ?? 0)
    if (isFirst) this.#tellDevice(run.session.device, run.notice)
    if (isFirst && run.warning) emit('warning', { runId, message: run.warning })
    return workshop
  }

  async #train(workshop: Workshop): Promise<void> {
    if (this.control.state.phase === 'preparing') this.control.apply({ type: 'begin' })
    if (this.#plan.isTestOnly) return
    this.#place = await trainEpochs(workshop.run, this.control, this.#place, this.#listen(workshop))
    // A pause that came with the last step is waited out here.
    await this.control.breathe()
    this.#record.flush()
  }

  #listen({ run, meter, watcher }: Workshop): RunListener {
    const { stepsPerEpoch } = run.training.batches
    return {
      onStep: ({ metrics, epoch, stepInEpoch, ...step }) => {
        meter.addStep(step)
        this.#place = { ...this.#place, step: metrics.step }
        this.#record.addBatch(metrics, meter.progress({ epoch, stepInEpoch, elapsedMs: this.#trainingMs() }))
      },
      look: watcher.look,
      endEpoch: async (metrics, place, validationMs) => {
        meter.addValidation(validationMs)
        this.#place = place
        // Kept before it is told: an epoch that was seen is not lost.
        await this.#saveCheckpoint(run, metrics)
        const at = { epoch: metrics.epoch, stepInEpoch: stepsPerEpoch, elapsedMs: this.#trainingMs() }
        this.#record.addEpoch(metrics, meter.progress(at))
      },
    }
  }

  async #evaluate({ run, meter, watcher }: Workshop): Promise<void> {
    const seconds = this.#trainingMs() / 1000
    if (this.control.state.phase !== 'evaluating') this.control.apply({ type: 'evaluate' })
    const { best, epoch } = this.#place
    if (best) await run.session.writeWeights(best.weights)
    const result = await assessPictures(run, 'test', this.control, watcher)
    if (!result) throw new Error('the test was broken off')
    this.#predictions = result
    const { dataset, graph, session } = run
    const confusion = confusionMatrix(dataset.test.labels, result.predicted, dataset.classes.length)
    this.#evaluation = {
      runId: this.runId,
      testLoss: result.loss,
      testAccuracy: result.accuracy,
      meanIou: dataset.task === 'segmentation' ? meanIou(confusion) : null,
      confusion,
      classes: dataset.classes,
      seconds,
      imagesPerSecond: meter.meanSpeed(),
      dataWaitShare: meter.waitShare(),
      parameters: graph.totals.parameters,
      device: session.device,
    }
    this.#plan.emit('evaluation', this.#evaluation)
    await this.#keepModel(run)
    const wasStopped = !this.#plan.isTestOnly && epoch < run.document.training.epochs
    this.control.apply({ type: 'finish', wasStopped, bestEpoch: best?.epoch ?? 0 })
  }

  /** The best weights stay; a run that ran away would do so again, so its checkpoint goes. */
  async #fail(error: unknown): Promise<void> {
    this.#record.flush()
    const { best } = this.#place
    if (best) await this.#workshop?.run.session.writeWeights(best.weights).catch(() => {})
    if (error instanceof LoomError && error.code === 'run.diverged') await this.#keeper.forget()
    this.control.apply({ type: 'fail', error: toMessage(error) })
  }

  async #saveCheckpoint(run: PreparedRun, lastEpoch: EpochMetrics): Promise<void> {
    const { epoch, best } = this.#place
    const { session } = run
    const optimizer = await session.readOptimizer()
    const epochs = [...this.#record.view().epochs, lastEpoch]
    this.#last = {
      header: { ...this.#header(run), optimizerStep: optimizer.step, epochs },
      tensors: {
        weights: await session.readWeights(),
        bestWeights: best && best.epoch !== epoch ? best.weights : [],
        slots: optimizer.slots,
        batches: [packBatches(this.#record.batches())],
      },
    }
    await this.#keeper.save(this.#last)
  }

  /** Until the next run begins: the process may end before the person has saved what was trained. */
  async #keepModel(run: PreparedRun): Promise<void> {
    const header = { ...this.#header(run), finished: { classes: run.dataset.classes } }
    const weights = await run.session.readWeights()
    await this.#keeper.save({ header, tensors: { weights, bestWeights: [], slots: [], batches: [] } })
  }

  #header({ session, document }: PreparedRun): CheckpointContent['header'] {
    const { epoch, step, best } = this.#place
    return {
      version: 1,
      runId: this.runId,
      savedAt: new Date().toISOString(),
      document,
      device: session.device,
      epoch,
      step,
      elapsedMs: this.#trainingMs(),
      bestEpoch: best?.epoch ?? 0,
      optimizerStep: 0,
      finished: null,
      epochs: this.#record.view().epochs,
    }
  }

  #device(): EngineDevice | null {
    return this.#workshop?.run.session.device ?? this.#plan.checkpoint?.header.device ?? null
  }

  /** Since training began, without pauses; what came before the checkpoint counts. */
  #trainingMs(): number {
    return this.control.elapsedMs() - (this.#beganMs ?? 0)
  }
}

function placeOf(checkpoint: CheckpointContent | null): RunPlace {
  if (!checkpoint) return { epoch: 0, step: 0, best: null }
  const { epoch, step, bestEpoch, epochs } = checkpoint.header
  const { weights, bestWeights } = checkpoint.tensors
  const valLoss = epochs.find((record) => record.epoch === bestEpoch)?.valLoss
  const best = valLoss === undefined ? null : { epoch: bestEpoch, valLoss }
  return { epoch, step, best: best && { ...best, weights: bestEpoch === epoch ? weights : bestWeights } }
}
