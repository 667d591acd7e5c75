import type { ClassName } from '#shared/contract/data.ts'
import type { LayerLook } from '#shared/contract/look.ts'
import type { PicturePrediction } from '#shared/contract/predict.ts'
import { taskOf } from '#shared/document/data-task.ts'
import type { DataChoice } from '#shared/document/schema.ts'
import type { CheckedGraph } from '#shared/graph/check-graph.ts'
import { inputShapeOf } from '#shared/graph/heads.ts'
import { LoomError } from '#shared/messages/loom-error.ts'
import { centreInk } from '../datasets/pictures/centre-ink.ts'
import { decodePicture, type PictureForm } from '../datasets/pictures/decode-picture.ts'
import type { TrainingSession } from '../engines/engine.ts'
import { argMaxRows } from './arg-max.ts'
import { passPicture } from './layer-maps.ts'

/** A picture of the person's own. */
export interface OwnPicture {
  /** A PNG, JPEG, WebP, GIF or BMP. */
  file: Uint8Array
  /** Dark on bright becomes bright on dark. */
  isInverted: boolean
  /** Whether what is drawn is brought to size and place as MNIST's digits are. */
  isCentred: boolean
}

/** A network, and what it was trained on. */
export interface Predictor {
  session: Pick<TrainingSession, 'activations'>
  graph: CheckedGraph
  data: DataChoice
  classes: ClassName[]
}

/**
 * What the network makes of it, as it is now, and what the layers do that are looked at. The picture is brought to the form of
 * the data set.
 * @throws LoomError data.skip.damaged, data.skip.format, data.decoderMissing, run.noPictureForm
 */
export async function predictPicture(
  { session, graph, data, classes }: Predictor,
  picture: OwnPicture,
  look: LayerLook,
): Promise<PicturePrediction> {
  const [height = 0, width = 0, channels = 0] = inputShapeOf(graph)
  const pixels = await shapePicture(picture, [height, width, channels], data)
  const image = { height, width, channels, count: 1, pixels }
  const batch = { count: 1, pixels, labels: Uint8Array.of(0) }
  const { answer, ...maps } = await passPicture(session, graph, batch, look)
  const shown = { image, classes, ...maps }
  if (taskOf(data) === 'segmentation') {
    return { ...shown, probabilities: [], mask: argMaxRows(answer, classes.length) }
  }
  return { ...shown, probabilities: [...answer], mask: null }
}

/** How much finer a picture is before it is centred. */
const finer = 8
const mostSide = 1024

async function shapePicture(
  { file, isInverted, isCentred }: OwnPicture,
  [height, width, channels]: [number, number, number],
  data: DataChoice,
): Promise<Uint8Array> {
  if (channels !== 1 && channels !== 3) throw new LoomError('run.noPictureForm', { channels })
  const { fit, background } = data.source === 'pictures' ? data : defaultForm
  // What is beside the picture is turned over with it.
  const beside = isInverted ? opposite[background] : background
  const form: PictureForm = { height, width, channels, fit, background: beside }
  if (!isCentred) return turnOver(await decodePicture(file, form), isInverted)
  const scale = Math.max(1, Math.min(finer, mostSide / Math.max(height, width)))
  const size = { height: Math.round(scale * height), width: Math.round(scale * width) }
  const pixels = turnOver(await decodePicture(file, { ...form, ...size, fit: 'pad' }), isInverted)
  return centreInk({ ...size, channels, pixels }, height, width)
}

/** Data sets that come in a form of their own: nothing of the picture is lost. */
const defaultForm = { fit: 'pad', background: 'black' } as const
const opposite = { black: 'white', white: 'black' } as const

/** A copy: what the decoder answers may lie in memory that cannot be sent. */
function turnOver(pixels: Uint8Array, isInverted: boolean): Uint8Array {
  return isInverted ? Uint8Array.from(pixels, (value) => 255 - value) : new Uint8Array(pixels)
}
