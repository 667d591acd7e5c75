import { countOf, type NdArray, type NumberType, parseNumberType } from '../arrays/nd-array.ts'

/** A name of Python that stands for something to be made. */
export interface Call {
  call: string
}

/** NumPy's type of numbers, while it is being put together. */
export interface DtypeValue {
  dtype: string
  isBigEndian: boolean
}

/** NumPy's array, empty until its state is set. */
export interface ArrayValue {
  array: NdArray | null
}

/** What pickles are made of here. Lists and tuples are arrays, dicts are maps; texts of Python 2 are bytes. */
export type PickleValue =
  | null
  | boolean
  | number
  | string
  | Uint8Array
  | PickleValue[]
  | Map<string, PickleValue>
  | Call
  | DtypeValue
  | ArrayValue

type Make = (values: readonly PickleValue[]) => PickleValue | undefined

/** The few names that are known, with what they make of their values. Undefined where those make no sense. */
const makers: Record<string, Make> = {
  // numpy._core is what NumPy 2 calls numpy.core.
  'numpy.core.multiarray._reconstruct': () => ({ array: null }),
  'numpy._core.multiarray._reconstruct': () => ({ array: null }),
  'numpy.core.numeric._frombuffer': fromBuffer,
  'numpy._core.numeric._frombuffer': fromBuffer,
  'numpy.ndarray': () => undefined,
  'numpy.dtype': ([name]) => ({ dtype: textOf(name) ?? '', isBigEndian: false }),
  // How Python 3 writes bytes for Python 2.
  '_codecs.encode': ([text, encoding]) =>
    typeof text === 'string' && textOf(encoding) === 'latin1' ? Buffer.from(text, 'latin1') : undefined,
  '__builtin__.bytes': () => new Uint8Array(),
}

export function isAllowed(call: string): boolean {
  return Object.hasOwn(makers, call)
}

export function reduce(call: string, values: readonly PickleValue[]): PickleValue | undefined {
  return makers[call]?.(values)
}

/** Fills in what was begun; false where the state does not fit it. */
export function setState(made: PickleValue | undefined, state: PickleValue | undefined): boolean {
  if (typeof made !== 'object' || made === null || !Array.isArray(state)) return false
  if ('dtype' in made) {
    made.isBigEndian = textOf(state[1]) === '>'
    return true
  }
  if (!('array' in made)) return false
  const [, shape, dtype, isFortran, bytes] = state
  made.array = arrayOf({ bytes, dtype, shape, isFortran: isFortran === true })
  return made.array !== null
}

/** `numpy.core.numeric._frombuffer(bytes, dtype, shape, order)`, as protocol 5 writes arrays. */
function fromBuffer([bytes, dtype, shape, order]: readonly PickleValue[]): PickleValue | undefined {
  const array = arrayOf({ bytes, dtype, shape, isFortran: textOf(order) === 'F' })
  return array ? { array } : undefined
}

interface ArrayParts {
  bytes: PickleValue | undefined
  dtype: PickleValue | undefined
  shape: PickleValue | undefined
  isFortran: boolean
}

function arrayOf({ bytes, dtype, shape, isFortran }: ArrayParts): NdArray | null {
  const type = typeOf(dtype)
  if (!(bytes instanceof Uint8Array) || !type || !isShape(shape)) return null
  if (bytes.length !== countOf(shape) * type.size) return null
  return { shape: [...shape], type, isFortran, bytes }
}

function typeOf(value: PickleValue | undefined): NumberType | null {
  if (typeof value !== 'object' || value === null || !('dtype' in value)) return null
  const type = parseNumberType(value.dtype)
  return type && { ...type, isBigEndian: value.isBigEndian }
}

function isShape(value: PickleValue | undefined): value is number[] {
  return Array.isArray(value) && value.every((size) => Number.isSafeInteger(size) && Number(size) >= 0)
}

/** A text, or one of Python 2 as bytes. */
export function textOf(value: PickleValue | undefined): string | null {
  if (typeof value === 'string') return value
  return value instanceof Uint8Array ? Buffer.from(value).toString('utf8') : null
}
