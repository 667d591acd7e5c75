import { createHash } from 'node:crypto'

/**
 * A file of one JSON header and many float32 numbers:
 * eight letters that name its kind, u32 length of the header, the header in UTF-8 padded with spaces to whole words, the
 * numbers of all tensors in the order of the header, SHA-256 of all before. Little-endian throughout.
 */
export const prefixBytes = 12
const hashBytes = 32
/** A header is curves and a drawing; more than this is no header of ours. */
const largestHeader = 512 * 1024 ** 2

export interface TensorShape {
  name: string
  shape: readonly number[]
}

export function encodeTensorFile(magic: string, header: unknown, blocks: readonly Float32Array[]): Uint8Array {
  const text = Buffer.from(JSON.stringify(header))
  const headerBytes = Math.ceil(text.length / 4) * 4
  const dataBytes = blocks.reduce((sum, { byteLength }) => sum + byteLength, 0)
  const file = Buffer.alloc(prefixBytes + headerBytes + dataBytes + hashBytes)
  file.write(magic, 'latin1')
  file.writeUInt32LE(headerBytes, 8)
  file.fill(' ', prefixBytes, prefixBytes + headerBytes)
  file.set(text, prefixBytes)
  let offset = prefixBytes + headerBytes
  for (const { buffer, byteOffset, byteLength } of blocks) {
    file.set(new Uint8Array(buffer, byteOffset, byteLength), offset)
    offset += byteLength
  }
  file.set(hashOf(file), offset)
  return file
}

/**
 * The header, as `parse` reads it, and the numbers of the tensors that it lists.
 * @throws Error saying what is wrong with the file
 */
export function decodeTensorFile<Header extends { tensors: readonly TensorShape[] }>(
  magic: string,
  file: Uint8Array,
  parse: (header: Uint8Array) => Header,
): { header: Header; blocks: Float32Array[] } {
  const headerBytes = readPrefix(magic, file)
  const dataEnd = file.length - hashBytes
  if (dataEnd < prefixBytes + headerBytes) throw new Error(`it ends at byte ${file.length}`)
  if (!hashOf(file).equals(file.subarray(dataEnd))) throw new Error('its checksum is wrong')
  const header = parse(file.subarray(prefixBytes, prefixBytes + headerBytes))
  let offset = prefixBytes + headerBytes
  const blocks = header.tensors.map(({ name, shape }) => {
    const bytes = 4 * shape.reduce((product, size) => product * size, 1)
    if (offset + bytes > dataEnd) throw new Error(`${name} goes past its end`)
    const values = new Float32Array(bytes / 4)
    new Uint8Array(values.buffer).set(file.subarray(offset, offset + bytes))
    offset += bytes
    return values
  })
  return { header, blocks }
}

/** The length of the header. @throws Error */
export function readPrefix(magic: string, prefix: Uint8Array): number {
  const bytes = Buffer.from(prefix.buffer, prefix.byteOffset, prefix.byteLength)
  if (bytes.length < prefixBytes || bytes.toString('latin1', 0, 8) !== magic) throw new Error(`it is no ${magic}`)
  const headerBytes = bytes.readUInt32LE(8)
  if (headerBytes > largestHeader) throw new Error('its header is too long')
  return headerBytes
}

export function parseJson(text: Uint8Array): unknown {
  return JSON.parse(Buffer.from(text).toString('utf8'))
}

function hashOf(file: Uint8Array): Buffer {
  return createHash('sha256')
    .update(file.subarray(0, file.length - hashBytes))
    .digest()
}
