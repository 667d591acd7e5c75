import type { InferenceSession, Tensor as RuntimeTensor } from 'onnxruntime-node'
import { Tensor } from 'onnxruntime-node'
import { buildIdentity } from '#main/compile/onnx/identity.ts'
import { createSession, type Placement } from './provider.ts'

type Tensors = Record<string, RuntimeTensor>

/**
 * The vectors that go from step to step: the input `name` of a step is its output `next_<name>` of the step before.
 * Whoever made them disposes them.
 */
export interface StateVectors {
  /** The inputs of the next step, and of graphs that only look. */
  feeds(): Tensors
  /** Where a step is to put its outputs; null leaves that to the runtime. */
  fetches(): Record<string, RuntimeTensor | null>
  /** After a step: its outputs are the inputs of the next. */
  advance(outputs: Readonly<Record<string, unknown>>): void
  read(name: string): Promise<Float32Array>
  write(name: string, values: Float32Array): void
  dispose(): Promise<void>
}

/** Names and lengths of the vectors, and what fills them at first. */
export type VectorSpecs = Readonly<Record<string, { length: number; value: number }>>

function fill(specs: VectorSpecs): Tensors {
  return Object.fromEntries(
    Object.entries(specs).map(([name, { length, value }]) => [
      name,
      new Tensor('float32', new Float32Array(length).fill(value), [length]),
    ]),
  )
}

const nextName = (name: string) => `next_${name}`

/** In the program's own memory. Two sets: a step reads one and writes the other, so nothing is copied. */
export function createHostVectors(specs: VectorSpecs): StateVectors {
  let current = fill(specs)
  let spare = fill(specs)
  return {
    feeds: () => current,
    fetches: () => Object.fromEntries(Object.entries(spare).map(([name, tensor]) => [nextName(name), tensor])),
    advance() {
      ;[current, spare] = [spare, current]
    },
    read: async (name) => floatsOf(current[name]),
    write: (name, values) => floatsOf(current[name]).set(values),
    dispose: async () => {},
  }
}

/**
 * In the device's memory: a step's outputs stay there and are fed to the next one. Nothing but the first values and what is
 * read goes over the bus. A tensor's own `getData` ends the process in ONNX Runtime 1.30, so vectors are read through a
 * session that copies its input to the processor.
 */
export function createDeviceVectors(specs: VectorSpecs, placement: Placement): StateVectors {
  let current = fill(specs)
  let copying: Promise<InferenceSession> | null = null
  const names = Object.keys(specs)
  return {
    feeds: () => current,
    fetches: () => Object.fromEntries(names.map((name) => [nextName(name), null])),
    advance(outputs) {
      const before = current
      current = Object.fromEntries(names.map((name) => [name, outputs[nextName(name)] as RuntimeTensor]))
      for (const tensor of Object.values(before)) if (tensor.location !== 'cpu') tensor.dispose()
    },
    async read(name) {
      const tensor = current[name]
      if (!tensor || tensor.location === 'cpu') return floatsOf(tensor)
      copying ??= createSession(buildIdentity(), placement)
      const { copy } = await (await copying).run({ vector: tensor })
      return floatsOf(copy as RuntimeTensor | undefined)
    },
    write(name, values) {
      const before = current[name]
      current = { ...current, [name]: new Tensor('float32', values.slice(), [values.length]) }
      if (before && before.location !== 'cpu') before.dispose()
    },
    async dispose() {
      for (const tensor of Object.values(current)) if (tensor.location !== 'cpu') tensor.dispose()
      await (await copying)?.release()
    },
  }
}

export function floatsOf(tensor: RuntimeTensor | undefined): Float32Array {
  return tensor?.data instanceof Float32Array ? tensor.data : new Float32Array(0)
}
