/** Pixels of the pad, whatever the size that is kept. */
export const padSide = 336

/** Black, as the ground of MNIST's digits. */
export function wipe(canvas: HTMLCanvasElement): void {
  const context = canvas.getContext('2d')
  if (!context) return
  context.fillStyle = '#000'
  context.fillRect(0, 0, canvas.width, canvas.height)
}

export interface Stroke {
  /** In pixels of the pad. */
  width: number
  colour: string
}

type Point = readonly [x: number, y: number]

/** A piece of a stroke with round ends; from a point to itself it is a dot. */
export function drawPiece(canvas: HTMLCanvasElement, [from, to]: readonly [Point, Point], stroke: Stroke): void {
  const context = canvas.getContext('2d')
  if (!context) return
  Object.assign(context, { lineWidth: stroke.width, strokeStyle: stroke.colour, lineCap: 'round', lineJoin: 'round' })
  context.beginPath()
  context.moveTo(...from)
  context.lineTo(...to)
  context.stroke()
}

/** The drawing as a PNG of `side` × `side`, each pixel the mean of those that it stands for. */
export async function shrinkToPng(canvas: HTMLCanvasElement, side: number): Promise<Uint8Array | null> {
  // In halves: drawing much smaller at once would leave pixels out.
  let from = canvas
  for (let size = canvas.width / 2; size > side; size /= 2) from = scale(from, Math.round(size))
  const small = scale(from, side)
  const blob = await new Promise<Blob | null>((resolve) => small.toBlob(resolve, 'image/png'))
  return blob && new Uint8Array(await blob.arrayBuffer())
}

function scale(from: HTMLCanvasElement, side: number): HTMLCanvasElement {
  const to = document.createElement('canvas')
  to.width = side
  to.height = side
  const context = to.getContext('2d')
  if (!context) return to
  context.imageSmoothingQuality = 'high'
  context.drawImage(from, 0, 0, side, side)
  return to
}
