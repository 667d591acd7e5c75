import type { ClassName } from '#shared/contract/data.ts'
import type { EngineDevice } from '#shared/contract/engines.ts'
import type { LayerLook, LayerMaps } from '#shared/contract/look.ts'
import type { RunDetails } from '#shared/contract/records.ts'
import type {
  BatchMetrics,
  Calibration,
  EpochMetrics,
  Evaluation,
  MapGrid,
  RunProgress,
  RunSnapshot,
  RunState,
} from '#shared/contract/runs.ts'
import type { LoomDocument } from '#shared/document/schema.ts'
import { type CheckedNode, checkGraph } from '#shared/graph/check-graph.ts'
import { emitCoreEvent } from '../core-client.ts'
import { drawDigits, drawTiles, seededNumbers } from './fake-pictures.ts'

const tickMs = 120
const stepsPerEpoch = 24

let runs = 0

/** A run that only plays: curves that fall, maps that clear up, and at the end a good confusion matrix. */
export class FakeRun {
  runId: string
  private state: RunState = { phase: 'preparing' }
  private readonly batches: BatchMetrics[] = []
  private readonly epochs: EpochMetrics[] = []
  private readonly nodes: CheckedNode[]
  private readonly random = seededNumbers(5)
  private seq = 0
  private wish = { imageIndex: 0, nodeId: null as string | null, hasThumbnails: true }
  private evaluation: Evaluation | null = null
  private timer: ReturnType<typeof setInterval>

  constructor(
    private document: LoomDocument,
    private readonly facts: { device: EngineDevice; classes: ClassName[] },
  ) {
    runs += 1
    this.runId = `fake-${runs}`
    this.nodes = checkGraph(document).nodes
    this.timer = setInterval(() => this.tick(), tickMs)
  }

  /** At its end at once. */
  static openAgain({ runId, document, device, classes, epochList }: RunDetails): FakeRun {
    const run = new FakeRun(document, { device, classes })
    run.runId = runId
    run.epochs.push(...epochList)
    for (let step = 1; step <= stepsPerEpoch * epochList.length; step += 1) run.addBatch(step)
    run.finish(false)
    return run
  }

  snapshot(): RunSnapshot {
    const { runId, state, document, facts, batches, epochs, evaluation } = this
    return {
      runId,
      state,
      document,
      ...facts,
      notice: null,
      batches: [...batches],
      epochs: [...epochs],
      progress: this.progress(),
      evaluation,
    }
  }

  /** Goes on for more epochs. */
  extend(moreEpochs: number): void {
    const training = { ...this.document.training, epochs: this.epochs.length + moreEpochs }
    this.document = { ...this.document, training }
    this.evaluation = null
    this.state = { phase: 'preparing' }
    this.timer = setInterval(() => this.tick(), tickMs)
  }

  pause(): void {
    this.become({ phase: 'paused' })
  }

  resume(): void {
    this.become({ phase: 'training' })
  }

  stop(): void {
    if (this.state.phase !== 'finished') this.finish(true)
  }

  watch(wish: { imageIndex: number; nodeId: string | null; hasThumbnails: boolean }): void {
    this.wish = wish
    this.sendMaps()
  }

  /** Other pictures, told apart by a number, give other maps. */
  mapsOf({ nodeId, hasThumbnails }: LayerLook, picture: number): LayerMaps {
    const step = this.batches.length + picture
    const chosen = this.nodes.find(({ node }) => node.id === nodeId)
    return {
      chosen: chosen ? grid(chosen, step, 64) : null,
      thumbnails: hasThumbnails ? this.nodes.map((node) => grid(node, step, 6)) : [],
    }
  }

  private become(state: RunState): void {
    this.state = state
    emitCoreEvent('run', { ...state, runId: this.runId })
  }

  private tick(): void {
    if (this.state.phase === 'preparing') this.become({ phase: 'training' })
    if (this.state.phase !== 'training') return
    const step = this.batches.length + 1
    const loss = this.addBatch(step)
    const isEpochEnd = step % stepsPerEpoch === 0
    if (isEpochEnd) this.endEpoch(step, loss)
    this.seq += 1
    emitCoreEvent('metrics', {
      runId: this.runId,
      seq: this.seq,
      batches: this.batches.slice(-1),
      epochs: isEpochEnd ? this.epochs.slice(-1) : [],
      progress: this.progress(),
    })
    this.sendMaps()
    if (this.epochs.length >= this.document.training.epochs) this.finish(false)
  }

  private addBatch(step: number): number {
    const noise = () => (this.random() - 0.5) * 0.12
    const loss = 0.08 + 2.2 * Math.exp(-step / 30) + Math.abs(noise())
    this.batches.push({ step, loss, accuracy: Math.min(1, Math.max(0, 1 - loss / 2.5 + noise() / 4)) })
    return loss
  }

  private endEpoch(step: number, loss: number): void {
    const accuracy = Math.min(0.995, 1 - loss / 3)
    this.epochs.push({
      epoch: step / stepsPerEpoch,
      loss,
      accuracy,
      valLoss: loss * 1.1 + 0.02,
      valAccuracy: accuracy - 0.01,
      learningRate: this.document.training.optimizer.learningRate,
      seconds: (stepsPerEpoch * tickMs) / 1000,
    })
  }

  private progress(): RunProgress {
    const done = this.batches.length
    const { epochs } = this.document.training
    return {
      epoch: Math.min(this.epochs.length + 1, epochs),
      epochs,
      stepInEpoch: done % stepsPerEpoch,
      stepsPerEpoch,
      imagesPerSecond: done > 0 ? 1234 : 0,
      elapsedSeconds: (done * tickMs) / 1000,
      dataWaitShare: 0,
      secondsLeft: ((epochs * stepsPerEpoch - done) * tickMs) / 1000,
    }
  }

  private sendMaps(): void {
    const step = this.batches.length
    const label = this.wish.imageIndex % 10
    const base = { runId: this.runId, seq: this.seq, step }
    const doubt = 0.9 * Math.exp(-step / 40)
    emitCoreEvent('featureMaps', {
      ...base,
      imageIndex: this.wish.imageIndex,
      image: drawDigits([label], [this.wish.imageIndex]),
      label,
      masks: null,
      probabilities: this.facts.classes.map((_, index) => (index === label ? 1 - doubt : doubt / 9)),
      ...this.mapsOf(this.wish, 0),
    })
    const conv = this.nodes.find(({ weights }) => weights[0]?.shape.length === 4)
    const kernel = conv?.weights[0]?.shape
    if (!conv || !kernel) return
    const [height = 3, width = 3, , count = 16] = kernel
    const pixels = drawTiles({ count, height, width, seed: 3, step })
    emitCoreEvent('kernels', {
      ...base,
      nodeId: conv.node.id,
      kernels: { height, width, channels: 1, count, pixels },
      min: -0.4,
      max: 0.4,
    })
  }

  private finish(wasStopped: boolean): void {
    clearInterval(this.timer)
    const { runId, facts } = this
    const confusion = facts.classes.map((_, row) => facts.classes.map((_, column) => cell(row, column)))
    this.evaluation = {
      runId,
      testLoss: 0.09,
      testAccuracy: 0.9725,
      meanIou: null,
      confusion,
      topK: [2, 3, 5].map((k) => ({ k, accuracy: 1 - 0.02 / k })),
      calibration: fakeCalibration(),
      ...facts,
      seconds: 0.8,
      imagesPerSecond: 2500,
      dataWaitShare: 0,
      parameters: this.nodes.reduce((sum, { parameters }) => sum + parameters, 0),
    }
    this.become({ phase: 'evaluating' })
    emitCoreEvent('evaluation', this.evaluation)
    this.become({ phase: 'finished', wasStopped, bestEpoch: this.epochs.length })
  }
}

/** Surer than it is right, as networks are. */
function fakeCalibration(): Calibration {
  const bins = Array.from({ length: 15 }, (_, place) => {
    const confidence = (place + 0.6) / 15
    return { count: place < 4 ? 0 : Math.round(4 * 1.6 ** (place - 4)), confidence, accuracy: confidence ** 1.25 }
  })
  return { bins, error: 0.031 }
}

function cell(row: number, column: number): number {
  if (row === column) return 195
  return (row * 3 + column) % 9 === 0 ? 5 : 0
}

function grid({ node, output }: CheckedNode, step: number, most: number): MapGrid {
  const [height = 1, width, channels = 1] = output
  const isPicture = output.length === 3
  const size = isPicture
    ? { count: Math.min(channels, most), height: Math.min(height, 28), width: Math.min(width ?? 1, 28) }
    : { count: 1, height: 1, width: Math.min(height, 64) }
  return {
    nodeId: node.id,
    shape: output,
    tileHeight: size.height,
    tileWidth: size.width,
    count: size.count,
    tiles: drawTiles({ ...size, seed: node.id.length, step }),
    min: -1,
    max: 1,
  }
}
