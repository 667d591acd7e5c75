import { Tensor } from 'onnxruntime-node'
import type { RandomInput } from '#main/compile/onnx/random.ts'
import { fillDropoutMask, fillGaussianNoise } from '../dropout-masks.ts'

/** Draws what the random layers of a network are fed with. */
export class RandomFeeds {
  readonly #inputs: readonly RandomInput[]
  readonly #seed: number
  /** By input, as long as the largest batch so far: large arrays are slow to make. */
  readonly #buffers = new Map<string, Float32Array>()

  constructor(inputs: readonly RandomInput[], seed: number) {
    this.#inputs = inputs
    this.#seed = seed
  }

  /** For one step and its batch; what was drawn before is overwritten. */
  draw(step: number, count: number): Record<string, Tensor> {
    return Object.fromEntries(
      this.#inputs.map(({ name, index, size, shape, numbers }) => {
        const values = this.#bufferOf(name, count * size)
        const seed = { seed: this.#seed, step, layer: index }
        if (numbers.kind === 'mask') fillDropoutMask(values, numbers.rate, seed)
        else fillGaussianNoise(values, numbers.stddev, seed)
        return [name, new Tensor('float32', values, [count, ...shape])]
      }),
    )
  }

  #bufferOf(name: string, length: number): Float32Array {
    const known = this.#buffers.get(name)
    const buffer = known && known.length >= length ? known : new Float32Array(length)
    this.#buffers.set(name, buffer)
    return buffer.subarray(0, length)
  }
}
