/** Pixels of the longer side of a pad, whatever the size in which it is shown or kept. */
export const padSide = 336

export interface Brush {
  /** Percent of the longer side of the pad. */
  width: number
  colour: string
}

/** Bright on dark, about as wide as the strokes of MNIST's digits. */
export const firstBrush: Brush = { width: 8, colour: '#ffffff' }

/** Black, as the ground of MNIST's digits. */
export function wipe(canvas: HTMLCanvasElement): void {
  const context = canvas.getContext('2d')
  if (!context) return
  context.fillStyle = '#000'
  context.fillRect(0, 0, canvas.width, canvas.height)
}

type Point = readonly [x: number, y: number]

/** A piece of a stroke with round ends; from a point to itself it is a dot. */
export function drawPiece(canvas: HTMLCanvasElement, [from, to]: readonly [Point, Point], brush: Brush): void {
  const context = canvas.getContext('2d')
  if (!context) return
  const lineWidth = (brush.width / 100) * Math.max(canvas.width, canvas.height)
  Object.assign(context, { lineWidth, strokeStyle: brush.colour, lineCap: 'round', lineJoin: 'round' })
  context.beginPath()
  context.moveTo(...from)
  context.lineTo(...to)
  context.stroke()
}
