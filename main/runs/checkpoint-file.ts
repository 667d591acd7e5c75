import { z } from 'zod'
import { documentSchema } from '#shared/document/schema.ts'
import type { NamedTensor } from '../engines/engine.ts'
import { decodeTensorFile, encodeTensorFile, parseJson, readPrefix } from './tensor-file.ts'

/** A tensor file; see tensor-file.ts. */
const magic = 'LOOMCKP1'

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
  /** Of the epoch under way: see run-place.ts. */
  part: z
    .object({ pictures: count, counted: count, loss: number, correct: count, elapsedMs: number })
    .nullable()
    .default(null),
  extendedAt: count.default(0),
  optimizerStep: count,
  /** Of a run that has ended: what exporters want besides. More epochs may be asked for. */
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
      learningRate: number.default(0),
      seconds: number,
      deadUnits: z.array(z.object({ nodeId: z.string(), share: number })).optional(),
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
  const full: CheckpointHeader = { ...header, tensors: named }
  return encodeTensorFile(
    magic,
    full,
    listed.map(({ tensor }) => tensor.values),
  )
}

/** @throws Error saying what is wrong with the file */
export function decodeCheckpoint(file: Uint8Array): CheckpointContent {
  const { header, blocks } = decodeTensorFile(magic, file, readHeader)
  const { tensors: listed, ...rest } = header
  const tensors: Record<TensorGroup, NamedTensor[]> = { weights: [], bestWeights: [], slots: [], batches: [] }
  for (const [index, { group, name, shape }] of listed.entries()) {
    const values = blocks[index]
    if (values) tensors[group].push({ name, shape, values })
  }
  return { header: rest, tensors }
}

/** The length of the header. @throws Error */
export function readCheckpointPrefix(prefix: Uint8Array): number {
  return readPrefix(magic, prefix)
}

/** @throws Error */
export function readHeader(text: Uint8Array): CheckpointHeader {
  return checkpointHeaderSchema.parse(parseJson(text))
}
