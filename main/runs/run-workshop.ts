import type { CoreEvents } from '#shared/contract/core.ts'
import type { Emit } from '#shared/contract/define.ts'
import type { EngineDevice } from '#shared/contract/engines.ts'
import type { LoomDocument } from '#shared/document/schema.ts'
import type { Message } from '#shared/messages/message.ts'
import type { Look } from '../inspect/feature-frame.ts'
import type { CheckpointContent } from './checkpoint-file.ts'
import { type PreparedRun, type PrepareLimits, prepareRun, type RunResources } from './prepare-run.ts'
import { createProgressMeter, type ProgressMeter } from './progress-meter.ts'
import { recover } from './recover.ts'
import { canLook, createWatcher, type Watcher } from './watcher.ts'

/** The prepared run, and what goes with its network and device. */
export interface Tools {
  run: PreparedRun
  meter: ProgressMeter
  watcher: Watcher
}

export interface WorkshopOptions {
  runId: string
  document: LoomDocument
  checkpoint: CheckpointContent | null
  resources: RunResources
  emit: Emit<CoreEvents>
  /** Steps taken so far. */
  step(): number
  /** Whether a failure of the device is to end the run. */
  isGivenUp(): boolean
  /** Prepared for the first time. */
  onFirst(run: PreparedRun): void | Promise<void>
  /** Training goes on from the last checkpoint, which is the beginning where there is none; answers the epoch. */
  rewind(checkpoint: CheckpointContent | null): number
}

/**
 * Where the work of a run is done: its session, prepared when it is first needed, and again on another device or with a
 * smaller batch where the device fails. Its owner disposes it.
 */
export class RunWorkshop {
  readonly #options: WorkshopOptions
  /** Where training goes on when its device fails. */
  last: CheckpointContent | null
  /** What the person's eyes are on, also of a run that is still prepared. */
  look: Look | null = null
  #tools: Tools | null = null
  #document: LoomDocument
  #limits: PrepareLimits = {}
  #notice: Message | null = null
  #isKnown = false

  constructor(options: WorkshopOptions) {
    this.#options = options
    this.last = options.checkpoint
    this.#document = options.document
  }

  /** Null before the run is prepared and after it was disposed. */
  get tools(): Tools | null {
    return this.#tools
  }

  /** As it is trained: the batch may have become smaller. */
  get document(): LoomDocument {
    return this.#document
  }

  /** Why it runs on this device, or with a smaller batch, where that may surprise. */
  get notice(): Message | null {
    return this.#notice
  }

  /** Does the work, and does it again on another device or with a smaller batch where the device fails. */
  async survive(work: (tools: Tools) => Promise<void>): Promise<void> {
    for (;;) {
      try {
        return await work(this.#tools ?? (await this.#prepare()))
      } catch (error) {
        await this.#recover(error)
      }
    }
  }

  async dispose(): Promise<void> {
    const tools = this.#tools
    this.#tools = null
    await tools?.run.dispose()
  }

  /** Goes back to the last checkpoint. @throws the error, where nothing can be done about it */
  async #recover(error: unknown): Promise<void> {
    const run = this.#tools?.run
    if (!run || this.#options.isGivenUp()) throw error
    const way = recover(error, { document: this.#document, device: run.session.device, limits: this.#limits })
    if (!way) throw error
    await this.dispose().catch(() => {})
    this.#document = way.document
    this.#limits = way.limits
    const epoch = this.#options.rewind(this.last)
    const tools = await this.#prepare().catch(() => {
      throw error
    })
    const { device } = tools.run.session
    this.#tellDevice(device, way.explain(device, epoch))
  }

  async #prepare(): Promise<Tools> {
    const { resources, emit, runId, step, onFirst } = this.#options
    const run = await prepareRun(this.#document, this.last, resources, this.#limits)
    const meter = createProgressMeter({
      epochs: this.#document.training.epochs,
      stepsPerEpoch: run.training.batches.stepsPerEpoch,
      picturesPerEpoch: run.training.count,
    })
    const watcher = createWatcher({ runId, run, emit, step })
    const tools = { run, meter, watcher }
    this.#tools = tools
    if (this.look && canLook(run.dataset, this.look)) watcher.request(this.look)
    if (!this.#isKnown) {
      this.#isKnown = true
      this.#tellDevice(run.session.device, run.notice)
      if (run.warning) emit('warning', { runId, message: run.warning })
      await onFirst(run)
    }
    return tools
  }

  #tellDevice(device: EngineDevice, notice: Message | null): void {
    this.#notice = notice
    this.#options.emit('device', { runId: this.#options.runId, device, notice })
  }
}
