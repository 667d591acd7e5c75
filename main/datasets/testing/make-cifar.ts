/** Pictures of one colour: the picture's number in red, its label in green, 7 in blue. */
export function cifarPlanes(index: number, label: number): Buffer {
  return Buffer.concat([Buffer.alloc(1024, index), Buffer.alloc(1024, label), Buffer.alloc(1024, 7)])
}

/** CIFAR-10's binary version. */
export function binaryTen(labels: readonly number[]): Buffer {
  return Buffer.concat(labels.flatMap((label, index) => [Buffer.of(label), cifarPlanes(index, label)]))
}

/** CIFAR-100's: coarse and fine labels. */
export function binaryHundred(labels: readonly (readonly [coarse: number, fine: number])[]): Buffer {
  return Buffer.concat(labels.flatMap(([coarse, fine], index) => [Buffer.of(coarse, fine), cifarPlanes(index, fine)]))
}

export type Picklable = number | string | Buffer | Picklable[] | { [key: string]: Picklable } | PickledArray

export interface PickledArray {
  shape: readonly [number, number]
  bytes: Buffer
}

/** As Python 2 writes it with protocol 2, the way CIFAR's python version was written; arrays as NumPy does. */
export function pickle(value: Picklable): Buffer {
  return Buffer.concat([Buffer.of(0x80, 2), encode(value), Buffer.from('.')])
}

function encode(value: Picklable): Buffer {
  if (typeof value === 'number') return Buffer.concat([Buffer.from('J'), int32(value)])
  if (typeof value === 'string') return encode(Buffer.from(value))
  if (Buffer.isBuffer(value)) return Buffer.concat([Buffer.from('T'), int32(value.length), value])
  if (Array.isArray(value)) return Buffer.concat([Buffer.from(']('), ...value.map(encode), Buffer.from('e')])
  if (isArray(value)) return encodeArray(value)
  const entries = Object.entries(value).flatMap(([key, item]) => [encode(key), encode(item)])
  return Buffer.concat([Buffer.from('}('), ...entries, Buffer.from('u')])
}

function isArray(value: object): value is PickledArray {
  return 'bytes' in value && 'shape' in value
}

function encodeArray({ shape, bytes }: PickledArray): Buffer {
  const tuple = Buffer.concat([...shape.map((size) => encode(size)), Buffer.of(0x86)])
  return Buffer.concat([
    Buffer.from('cnumpy.core.multiarray\n_reconstruct\ncnumpy\nndarray\nK\0\x85U\x01b\x87R(K\x01', 'latin1'),
    tuple,
    Buffer.from(
      'cnumpy\ndtype\nU\x02u1K\0K\x01\x87R(K\x03U\x01|NNNJ\xff\xff\xff\xffJ\xff\xff\xff\xffK\0tb\x89',
      'latin1',
    ),
    encode(bytes),
    Buffer.from('tb'),
  ])
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32LE(value)
  return bytes
}

/** A batch of CIFAR-10's python version. */
export function pythonTen(labels: readonly number[], changes: { [key: string]: Picklable } = {}): Buffer {
  const bytes = Buffer.concat(labels.map((label, index) => cifarPlanes(index, label)))
  return pickle({ labels: [...labels], data: { shape: [labels.length, 3072], bytes }, ...changes })
}
