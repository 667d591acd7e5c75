import { Tensor } from 'onnxruntime-node'
import { floatsOf, type StateVectors } from './state-vectors.ts'

/** `vectors` and one more, which no step changes: the weights of frozen layers. It is fed, and never copied. */
export function withFixedVector(vectors: StateVectors, name: string, length: number): StateVectors {
  if (length === 0) return vectors
  const fixed = new Tensor('float32', new Float32Array(length), [length])
  return {
    ...vectors,
    feeds: () => ({ ...vectors.feeds(), [name]: fixed }),
    read: async (wanted) => (wanted === name ? floatsOf(fixed) : vectors.read(wanted)),
    write: (wanted, values) => (wanted === name ? floatsOf(fixed).set(values) : vectors.write(wanted, values)),
  }
}
