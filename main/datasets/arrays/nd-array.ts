/** One kind of number as NumPy writes it: `u1`, `<i4`, `>f8`, `|b1` … */
export interface NumberType {
  kind: 'u' | 'i' | 'f' | 'b'
  /** Bytes. */
  size: 1 | 2 | 4 | 8
  isBigEndian: boolean
}

/** Numbers of one type as they lie in a file, with the sizes of their axes. */
export interface NdArray {
  shape: number[]
  type: NumberType
  /** Whether the first axis is the one that varies fastest. */
  isFortran: boolean
  bytes: Uint8Array
}

export type Numbers =
  | Uint8Array
  | Int8Array
  | Uint16Array
  | Int16Array
  | Uint32Array
  | Int32Array
  | Float32Array
  | Float64Array

const sizesOf: Record<NumberType['kind'], readonly number[]> = {
  u: [1, 2, 4, 8],
  i: [1, 2, 4, 8],
  f: [4, 8],
  b: [1],
}

/** Reads NumPy's name of a type, such as `<f4`; null for one that holds no plain numbers. */
export function parseNumberType(name: string): NumberType | null {
  const found = /^([<>|=]?)([uifb])([1248])$/.exec(name)
  if (!found) return null
  const kind = found[2] as NumberType['kind']
  const size = Number(found[3]) as NumberType['size']
  return sizesOf[kind].includes(size) ? { kind, size, isBigEndian: found[1] === '>' } : null
}

export function countOf(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1)
}

/**
 * The numbers with the last axis varying fastest, in this machine's order of bytes (little endian, as on every machine that
 * Node.js and Electron run on). Whole numbers of 8 bytes become doubles. A view of the file's bytes where nothing has to change.
 */
export function readNumbers(array: NdArray): Numbers {
  const { shape, type, isFortran, bytes } = array
  const numbers = typedView(inNativeOrder(bytes, type), type)
  return isFortran && shape.length > 1 ? toRowMajor(numbers, shape) : numbers
}

/** A copy that is aligned, with the bytes of each number turned round where the file has the highest one first. */
function inNativeOrder(bytes: Uint8Array, { size, isBigEndian }: NumberType): Uint8Array {
  if (size === 1) return bytes
  const copy = new Uint8Array(bytes)
  if (!isBigEndian) return copy
  const buffer = Buffer.from(copy.buffer)
  if (size === 2) buffer.swap16()
  else if (size === 4) buffer.swap32()
  else buffer.swap64()
  return copy
}

function typedView(bytes: Uint8Array, { kind, size }: NumberType): Numbers {
  const { buffer, byteOffset, byteLength } = bytes
  const length = byteLength / size
  switch (`${kind}${size}`) {
    case 'i1':
      return new Int8Array(buffer, byteOffset, length)
    case 'u2':
      return new Uint16Array(buffer, byteOffset, length)
    case 'i2':
      return new Int16Array(buffer, byteOffset, length)
    case 'u4':
      return new Uint32Array(buffer, byteOffset, length)
    case 'i4':
      return new Int32Array(buffer, byteOffset, length)
    case 'f4':
      return new Float32Array(buffer, byteOffset, length)
    case 'f8':
      return new Float64Array(buffer, byteOffset, length)
    case 'u8':
      return Float64Array.from(new BigUint64Array(buffer, byteOffset, length), Number)
    case 'i8':
      return Float64Array.from(new BigInt64Array(buffer, byteOffset, length), Number)
    default:
      return bytes
  }
}

/** Turns the order of Fortran, first axis fastest, into that of C. */
function toRowMajor(numbers: Numbers, shape: readonly number[]): Numbers {
  const turned = numbers.slice()
  const strides = shape.map((_, axis) => countOf(shape.slice(0, axis)))
  const place = shape.map(() => 0)
  let from = 0
  for (let to = 0; to < turned.length; to += 1) {
    turned[to] = numbers[from] ?? 0
    // Counts on in the last axis, and carries over into those before it.
    for (let axis = shape.length - 1; axis >= 0; axis -= 1) {
      const stride = strides[axis] ?? 0
      const next = (place[axis] ?? 0) + 1
      from += stride
      if (next < (shape[axis] ?? 0)) {
        place[axis] = next
        break
      }
      from -= stride * next
      place[axis] = 0
    }
  }
  return turned
}
