/** The type code of unsigned bytes in the third byte of an IDX file. */
export const unsignedByte = 0x08

/**
 * An IDX file of unsigned bytes: `00 00 08 rank`, each size as a big-endian u32, the data.
 * Format: yann.lecun.com/exdb/mnist.
 */
export function encodeIdx(sizes: readonly number[], data: Uint8Array): Uint8Array {
  const file = new Uint8Array(4 + 4 * sizes.length + data.length)
  const view = new DataView(file.buffer)
  file[2] = unsignedByte
  file[3] = sizes.length
  for (const [place, size] of sizes.entries()) view.setUint32(4 + 4 * place, size)
  file.set(data, 4 + 4 * sizes.length)
  return file
}
