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
