import { addNode, connect } from '../../document/edit.ts'
import type { LoomDocument, LoomNode } from '../../document/schema.ts'
import type { Shape } from '../../layers/shape.ts'
import { planUpsampling } from './upsample.ts'

/** A map of the trunk: the layer that gives it, its size, and how many pixels of the picture one step in it is. */
export interface Stage {
  id: string
  shape: Shape
  strides: readonly [number, number]
}

/** Scores on their way up to the size of the picture; the document has all that was drawn so far. */
export interface Decoder {
  document: LoomDocument
  scores: Stage
  classes: number
  /** Where the next layer is drawn: columns to the right of the network. */
  corner: LoomNode['position']
  drawn: number
}

const columnWidth = 260
const rowHeight = 140
const rowsPerColumn = 6

export function beginDecoder(document: LoomDocument, scores: Stage, classes: number): Decoder {
  // Output goes to the end of it.
  const drawn = document.nodes.filter(({ kind }) => kind !== 'Output')
  const xs = drawn.map(({ position }) => position.x)
  const ys = drawn.map(({ position }) => position.y)
  return {
    document,
    scores,
    classes,
    corner: { x: Math.max(...xs) + columnWidth, y: Math.min(...ys) },
    drawn: 0,
  }
}

/** Brings the scores to the size of a finer map, with bilinear weights to begin with. */
export function upsampleTo(decoder: Decoder, finer: Pick<Stage, 'shape' | 'strides'>): Decoder {
  const { scores, classes } = decoder
  const factor = (axis: 0 | 1) => Math.max(Math.round(scores.strides[axis] / finer.strides[axis]), 1)
  const { cropping, zeros, ...window } = planUpsampling(scores.shape, finer.shape, [factor(0), factor(1)])
  const isFraming = (frame: number[][]) => frame.flat().some((side) => side > 0)
  let next = decoder
  if (window.strides.some((stride) => stride > 1)) {
    const filters = { filters: classes, useBias: false, kernelInitializer: 'bilinear' }
    next = append(next, 'Conv2DTranspose', { ...filters, ...window })
  }
  if (isFraming(cropping)) next = append(next, 'Cropping2D', { cropping })
  if (isFraming(zeros)) next = append(next, 'ZeroPadding2D', { padding: zeros })
  const [height = 1, width = 1] = finer.shape
  return { ...next, scores: { id: next.scores.id, shape: [height, width, classes], strides: finer.strides } }
}

/** Adds the scores that a finer map of the trunk gives by itself. */
export function addSkip(decoder: Decoder, stage: Stage): Decoder {
  const up = upsampleTo(decoder, stage)
  const scored = append({ ...up, scores: stage }, 'Conv2D', { filters: up.classes, kernelSize: [1, 1] })
  const sum = append({ ...scored, scores: up.scores }, 'Add', {})
  const document = connect(sum.document, scored.scores.id, sum.scores.id)
  return { ...sum, document }
}

/** Draws a layer behind the scores; what it gives are the scores then. */
export function append(decoder: Decoder, kind: string, parameters: LoomNode['parameters']): Decoder {
  const { document, scores, drawn } = decoder
  const added = addNode(document, kind, nextPosition(decoder), parameters)
  return {
    ...decoder,
    document: connect(added.document, scores.id, added.nodeId),
    scores: { ...scores, id: added.nodeId },
    drawn: drawn + 1,
  }
}

export function nextPosition({ corner, drawn }: Decoder): LoomNode['position'] {
  return {
    x: corner.x + Math.floor(drawn / rowsPerColumn) * columnWidth,
    y: corner.y + (drawn % rowsPerColumn) * rowHeight,
  }
}
