import { LoomError } from '#shared/messages/loom-error.ts'
import { countOf, type NdArray, parseNumberType } from './nd-array.ts'

const magic = '\x93NUMPY'
/** Versions 1 to 3; what they differ in is the size of the header's length and its text's encoding. */
const versions = [1, 2, 3]
/** NumPy itself refuses longer ones. */
const longestHeader = 10_000

export function isNpy(content: Uint8Array): boolean {
  return Buffer.from(content.subarray(0, magic.length)).toString('latin1') === magic
}

/**
 * Reads a .npy file: magic, version, a header that is the text of a Python dict, the numbers. Only plain numbers are read;
 * objects (pickles) never are. `file` names it in errors.
 * Format: numpy.org/doc/stable/reference/generated/numpy.lib.format.html.
 * @throws LoomError data.npy…
 */
export function parseNpy(file: string, content: Uint8Array): NdArray {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength)
  if (bytes.length === 0) throw new LoomError('data.fileEmpty', { file })
  if (!isNpy(content)) throw new LoomError('data.npyMagic', { file })
  const version = bytes[6] ?? 0
  if (!versions.includes(version)) throw new LoomError('data.npyVersion', { file, version })
  const start = version === 1 ? 10 : 12
  if (bytes.length < start) throw new LoomError('data.npyTruncated', { file, promised: start, found: bytes.length })
  const length = version === 1 ? bytes.readUInt16LE(8) : bytes.readUInt32LE(8)
  if (length > longestHeader) throw new LoomError('data.npyHeader', { file, header: `${length}` })
  if (bytes.length < start + length) {
    throw new LoomError('data.npyTruncated', { file, promised: start + length, found: bytes.length })
  }
  const header = parseHeader(file, bytes.toString('latin1', start, start + length))
  const promised = start + length + countOf(header.shape) * header.type.size
  if (bytes.length < promised) throw new LoomError('data.npyTruncated', { file, promised, found: bytes.length })
  return { ...header, bytes: content.subarray(start + length, promised) }
}

function parseHeader(file: string, text: string): Omit<NdArray, 'bytes'> {
  const descr = /'descr'\s*:\s*(?:'([^']*)'|(\[))/.exec(text)
  const order = /'fortran_order'\s*:\s*(True|False)/.exec(text)
  const sizes = /'shape'\s*:\s*\(([\d\s,]*)\)/.exec(text)
  if (!descr || !order || !sizes) throw new LoomError('data.npyHeader', { file, header: text.trim().slice(0, 100) })
  const name = descr[1] ?? 'struct'
  const type = parseNumberType(name)
  if (!type) throw new LoomError('data.npyType', { file, type: name })
  const shape = (sizes[1] ?? '')
    .split(',')
    .filter((size) => size.trim() !== '')
    .map(Number)
  return { shape, type, isFortran: order[1] === 'True' }
}
