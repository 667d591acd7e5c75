import { createHash } from 'node:crypto'
import { z } from 'zod'
import { documentSchema } from '#shared/document/schema.ts'
import type { NamedTensor } from '../engines/engine.ts'

/**
 * A file of one JSON header and many float32 numbers:
 * `LOOMCKP1`, u32 length of the header, the header in UTF-8 padded with spaces to whole words, the numbers of all tensors
 * in the order of the header, SHA-256 of all before. Little-endian throughout.
 */
const magic = 'LOOMCKP1'
export const prefixBytes = 12
const hashBytes = 32
/** A header is curves and a drawing; more than this is no checkpoint of ours. */
const largestHeader = 512 * 1024 ** 2

const tensorGroups = ['weights', 'bestWeights', 'slots', 'batches'] as const
export type TensorGroup = (typeof tensorGroups)[number]

const count = z.int().min(0)
const number = z.number()

export const checkpointHeaderSchema = z.object({
  version: z.literal(1),
  runId: z.string(),
  savedAt: z.string(),
  document: documentSchema,
  device: z.object({ engine: z.enum(['onnx', 'tfjs']), device: z.string(), name: z.string() }),
  /** Epochs that are complete. */
  epoch: count,
  /** Training steps taken. */
  step: count,
  elapsedMs: number,
  bestEpoch: count,
  optimizerStep: count,
  /** Of a run that has ended: only the weights of its best epoch are kept, and what exporters want besides. */
  finished: z
    .object({ classes: z.array(z.object({ en: z.string(), 'zh-CN': z.string() })) })
    .nullable()
    .default(null),
  epochs: z.array(
    z.object({
      epoch: count,
      loss: number,
      accuracy: number,
      valLoss: number,
      valAccuracy: number,
      seconds: number,
    }),
  ),
  tensors: z.array(z.object({ group: z.enum(tensorGroups), name: z.string(), shape: z.array(count) })),
})

export type CheckpointHeader = z.infer<typeof checkpointHeaderSchema>
export type CheckpointTensors = Record<TensorGroup, readonly NamedTensor[]>

export interface CheckpointContent {
  header: Omit<CheckpointHeader, 'tensors'>
  tensors: CheckpointTensors
}

export function encodeCheckpoint({ header, tensors }: CheckpointContent): Uint8Array {
  const listed = tensorGroups.flatMap((group) => tensors[group].map((tensor) => ({ group, tensor })))
  const named = listed.map(({ group, tensor: { name, shape } }) => ({ group, name, shape: [...shape] }))
  const text = Buffer.from(JSON.stringify({ ...header, tensors: named } satisfies CheckpointHeader))
  const headerBytes = Math.ceil(text.length / 4) * 4
  const dataBytes = listed.reduce((sum, { tensor }) => sum + tensor.values.byteLength, 0)
  const file = Buffer.alloc(prefixBytes + headerBytes + dataBytes + hashBytes)
  file.write(magic, 'latin1')
  file.writeUInt32LE(headerBytes, 8)
  file.fill(' ', prefixBytes, prefixBytes + headerBytes)
  file.set(text, prefixBytes)
  let offset = prefixBytes + headerBytes
  for (const { tensor } of listed) {
    const { buffer, byteOffset, byteLength } = tensor.values
    file.set(new Uint8Array(buffer, byteOffset, byteLength), offset)
    offset += byteLength
  }
  file.set(hashOf(file), offset)
  return file
}

/** @throws Error saying what is wrong with the file */
export function decodeCheckpoint(file: Uint8Array): CheckpointContent {
  const headerBytes = readPrefix(file)
  const dataEnd = file.length - hashBytes
  if (dataEnd < prefixBytes + headerBytes) throw new Error(`it ends at byte ${file.length}`)
  if (!hashOf(file).equals(file.subarray(dataEnd))) throw new Error('its checksum is wrong')
  const { tensors: listed, ...header } = readHeader(file.subarray(prefixBytes, prefixBytes + headerBytes))
  const tensors: Record<TensorGroup, NamedTensor[]> = { weights: [], bestWeights: [], slots: [], batches: [] }
  let offset = prefixBytes + headerBytes
  for (const { group, name, shape } of listed) {
    const bytes = 4 * shape.reduce((product, size) => product * size, 1)
    if (offset + bytes > dataEnd) throw new Error(`${name} goes past its end`)
    const values = new Float32Array(bytes / 4)
    new Uint8Array(values.buffer).set(file.subarray(offset, offset + bytes))
    tensors[group].push({ name, shape, values })
    offset += bytes
  }
  return { header, tensors }
}

/** The length of the header. @throws Error */
export function readPrefix(prefix: Uint8Array): number {
  const bytes = Buffer.from(prefix.buffer, prefix.byteOffset, prefix.byteLength)
  if (bytes.length < prefixBytes || bytes.toString('latin1', 0, 8) !== magic) throw new Error('it is no checkpoint')
  const headerBytes = bytes.readUInt32LE(8)
  if (headerBytes > largestHeader) throw new Error('its header is too long')
  return headerBytes
}

/** @throws Error */
export function readHeader(text: Uint8Array): CheckpointHeader {
  return checkpointHeaderSchema.parse(JSON.parse(Buffer.from(text).toString('utf8')))
}

function hashOf(file: Uint8Array): Buffer {
  return createHash('sha256')
    .update(file.subarray(0, file.length - hashBytes))
    .digest()
}
