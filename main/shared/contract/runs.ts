import type { LoomDocument } from '../document/schema.ts'
import type { Shape } from '../layers/shape.ts'
import type { Message } from '../messages/message.ts'
import type { ClassName, Labels, PackedImages } from './data.ts'
import type { EngineDevice } from './engines.ts'
import type { LayerMaps } from './look.ts'

/** A run's life: preparing → training ⇄ paused → evaluating → finished; failed from anywhere. */
export type RunState =
  | { phase: 'preparing' }
  | { phase: 'training' | 'paused' }
  | { phase: 'stopping' }
  | { phase: 'evaluating' }
  /** `reason`: why it ended by itself before the last epoch that was asked for. */
  | { phase: 'finished'; wasStopped: boolean; bestEpoch: number; reason?: Message }
  | { phase: 'failed'; error: Message & { nodeId?: string } }

export interface EpochMetrics {
  /** From 1. */
  epoch: number
  loss: number
  accuracy: number
  valLoss: number
  valAccuracy: number
  /** Of its last step. */
  learningRate: number
  seconds: number
  /** Layers with many dead units; looked for after some epochs, and left out where there are none. */
  deadUnits?: DeadUnits[] | undefined
}

/** The share of a layer's units that give 0 for every picture that was looked at. */
export interface DeadUnits {
  nodeId: string
  share: number
}

/** One training step: loss and accuracy of its batch. */
export interface BatchMetrics {
  /** Steps since the run began, from 1. */
  step: number
  loss: number
  accuracy: number
}

export interface RunProgress {
  epoch: number
  epochs: number
  stepInEpoch: number
  stepsPerEpoch: number
  imagesPerSecond: number
  /** The part of the last seconds of training, from 0 to 1, in which the engine waited for its next batch. */
  dataWaitShare: number
  /** Of training alone, without pauses. */
  elapsedSeconds: number
  secondsLeft: number | null
}

/** What happened since the last frame: `seq` counts frames of the run, so that a gap can be seen. */
export interface MetricsFrame {
  runId: string
  seq: number
  batches: BatchMetrics[]
  epochs: EpochMetrics[]
  progress: RunProgress
}

export interface RunSnapshot {
  runId: string
  state: RunState
  /** The document as it was when the run began. */
  document: LoomDocument
  device: EngineDevice | null
  /** Why it runs on this device and not another, or with a smaller batch, where that may surprise. */
  notice: Message | null
  classes: ClassName[]
  batches: BatchMetrics[]
  epochs: EpochMetrics[]
  progress: RunProgress | null
  evaluation: Evaluation | null
  /** Why none of its pictures can be shown, of a run that was opened again. */
  absence?: Message
}

/**
 * The device that a run goes on with was chosen, or had to be changed. After a change the curves may be shorter: the epoch
 * that was broken off is trained again.
 */
export interface DeviceNews {
  runId: string
  device: EngineDevice
  notice: Message | null
}

/** Something that people must know of a run that goes on. */
export interface RunWarning {
  runId: string
  message: Message
}

/** What each pixel of a picture is, and what the network takes it for. Labels of no class count for nothing. */
export interface MaskPair {
  truth: Labels
  predicted: Labels
}

/** A grid of grey tiles, each scaled by itself from its least to its greatest value to 0–255. */
export interface MapGrid {
  nodeId: string
  /** Shape of the layer's output for one picture. */
  shape: Shape
  tileHeight: number
  tileWidth: number
  count: number
  /** `count` tiles one after the other; for flat layers and maps of one pixel, one tile of `1 × units`. */
  tiles: Uint8Array
  /** Least and greatest value over all tiles, before scaling. */
  min: number
  max: number
}

export interface FeatureMapFrame extends LayerMaps {
  runId: string
  seq: number
  step: number
  imageIndex: number
  /** The picture itself and what the network says of it now. */
  image: PackedImages
  label: number | null
  probabilities: number[]
  /** Where each pixel has a label of its own: then there is no `label`, and no probabilities are told. */
  masks: MaskPair | null
}

/** The first convolution's kernels, one tile per filter; colour where it sees three channels. */
export interface KernelFrame {
  runId: string
  seq: number
  step: number
  nodeId: string
  kernels: PackedImages
  min: number
  max: number
}

/** The share of the pictures whose class is among the `k` most probable ones. */
export interface TopK {
  k: number
  accuracy: number
}

/** Whether what the network is sure of is right. */
export interface Calibration {
  /** Equally wide, from 0 to 1, by the probability of the prediction; means of those that are in it. */
  bins: { count: number; confidence: number; accuracy: number }[]
  /** Expected calibration error, from 0 to 1. */
  error: number
}

export interface CurvePoints {
  x: number[]
  y: number[]
}

/** One class against all others, at each threshold on its probability. */
export interface ThresholdCurves {
  positives: number
  negatives: number
  /** x: share of the others that are taken for the class; y: share of the class that is found. Thinned out. */
  roc: CurvePoints
  /** Area under the ROC curve. */
  auc: number
  /** x: recall; y: precision. Thinned out. */
  precisionRecall: CurvePoints
  averagePrecision: number
}

export interface Evaluation {
  runId: string
  testLoss: number
  testAccuracy: number
  /** Mean over the classes of the pixels that are of a class and taken for it, over those that are either; null for pictures. */
  meanIou: number | null
  /** Rows are the true classes, columns the predicted ones; cells count pictures, or pixels. */
  confusion: number[][]
  classes: ClassName[]
  /** Of whole pictures; empty where there are no more classes than that. Runs of before have none. */
  topK?: TopK[]
  /** Of labels, one a picture or a pixel; null where the outputs are no probabilities. Runs of before have none. */
  calibration?: Calibration | null
  seconds: number
  /** Null of a run that was opened again, where it was not recorded. */
  imagesPerSecond: number | null
  /** The part of the training, from 0 to 1, in which the engine waited for its next batch; null of a run that was opened again. */
  dataWaitShare: number | null
  parameters: number
  device: EngineDevice
}

/** By the probability of the true class, that of a wrong prediction, that of any prediction; masks by those of their pixels. */
export const galleryOrders = ['asTheyCome', 'hardest', 'surelyWrong', 'leastSure'] as const
export type GalleryOrder = (typeof galleryOrders)[number]

export interface PictureItem {
  index: number
  label: number
  predicted: number
  /** Of what was predicted. */
  probability: number
  /** Of the true class; null where it was too much to keep. */
  truthProbability: number | null
}

export interface MaskItem extends MaskPair {
  index: number
  /** Share of the pixels that count. */
  accuracy: number
}

/** Test pictures with what the network took them, or their pixels, for. */
export type GalleryPage = { images: PackedImages; total: number } & (
  | { task: 'classification'; items: PictureItem[] }
  | { task: 'segmentation'; items: MaskItem[] }
)

export interface StoredCheckpoint {
  runId: string
  name: string
  epoch: number
  epochs: number
  savedAt: string
}
