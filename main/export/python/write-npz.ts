import { zipSync } from 'fflate'

/** An array for NumPy, in its own order of axes. */
export interface NpyArray {
  shape: readonly number[]
  values: Float32Array | Uint8Array
}

/** Moves header and numbers to a multiple of this, as NumPy does. */
const alignment = 64
const opening = 10

/** The bytes of a `.npz` file, not compressed; the arrays keep their order. Source: numpy.org/doc, "NPY format", version 1.0. */
export function writeNpz(arrays: ReadonlyMap<string, NpyArray>): Uint8Array {
  const files = [...arrays].map(([name, array]) => [`${name}.npy`, writeNpy(array)])
  return zipSync(Object.fromEntries(files), { level: 0 })
}

function writeNpy({ shape, values }: NpyArray): Uint8Array {
  const type = values instanceof Float32Array ? '<f4' : '|u1'
  const dims = shape.length === 1 ? `${shape[0]},` : shape.join(', ')
  const header = `{'descr': '${type}', 'fortran_order': False, 'shape': (${dims}), }`
  const length = Math.ceil((opening + header.length + 1) / alignment) * alignment - opening
  const numbers = new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
  const bytes = new Uint8Array(opening + length + numbers.length)
  bytes.set([0x93, ...Buffer.from('NUMPY'), 1, 0, length & 255, length >> 8])
  bytes.set(Buffer.from(`${header.padEnd(length - 1)}\n`, 'latin1'), opening)
  bytes.set(numbers, opening + length)
  return bytes
}
