/** What a canvas shows, as the bytes of a PNG. */
export async function canvasFile(canvas: HTMLCanvasElement): Promise<Uint8Array | null> {
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
  return blob && new Uint8Array(await blob.arrayBuffer())
}

/** The kinds that the core reads. */
const known = /^image\/(png|jpeg|webp|gif|bmp|x-ms-bmp)$/

/** The bytes of a picture; those of a kind that only the window reads, such as AVIF, become a PNG. */
export async function pictureFile(file: Blob): Promise<Uint8Array> {
  const bytes = async () => new Uint8Array(await file.arrayBuffer())
  if (known.test(file.type)) return bytes()
  const bitmap = await createImageBitmap(file).catch(() => null)
  // Whoever cannot read it says why.
  if (!bitmap) return bytes()
  const canvas = document.createElement('canvas')
  canvas.width = bitmap.width
  canvas.height = bitmap.height
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0)
  bitmap.close()
  return (await canvasFile(canvas)) ?? bytes()
}
