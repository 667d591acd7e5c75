import type { CheckedGraph, CheckedNode } from '#shared/graph/check-graph.ts'
import { listHeads } from '#shared/graph/heads.ts'
import type {
  ActivationName,
  BatchNormalizationInputs,
  ConvWindow,
  LoweringBuilder,
  Window2d,
} from '#shared/layers/lowering.ts'
import { elementCount, type Shape } from '#shared/layers/shape.ts'
import { dilatedSize, transposedLength, windowOutputLength } from '#shared/layers/window.ts'
import type { AnyIrValue, ConvAttributes, Ir, IrValue, Op, OpAttributes } from './ir.ts'

/** Asks each layer of the drawing to say itself in the compiler's operations. */
export function lower(graph: CheckedGraph): Ir {
  const builder = new IrBuilder()
  const layerOutputs = new Map<string, number>()
  for (const checked of graph.nodes) {
    if (!checked.isUsed) continue
    const inputs = checked.sources.map((source) => layerOutputs.get(source) ?? -1)
    if (inputs.length === 0) inputs.push(builder.input(checked))
    builder.enter(checked)
    layerOutputs.set(checked.node.id, checked.layer.lower(builder, inputs, checked.values))
  }
  const heads = listHeads(graph).map(({ checked, weight }) => ({
    value: layerOutputs.get(checked.node.id) ?? -1,
    weight,
  }))
  return { values: builder.values, output: heads[0]?.value ?? -1, heads, layerOutputs }
}

class IrBuilder implements LoweringBuilder<number> {
  readonly values: AnyIrValue[] = []
  #current: CheckedNode | null = null
  #randomLayers = 0

  enter(checked: CheckedNode): void {
    this.#current = checked
  }

  input(checked: CheckedNode): number {
    this.#current = checked
    return this.#add('input', [], {}, checked.output)
  }

  weight(name: string): number {
    const spec = this.#current?.weights.find((weight) => weight.name === name)
    if (!spec) throw new Error(`layer ${this.#nodeId()} declares no weight "${name}"`)
    const { isTrainable, regularizer, shape } = spec
    const attributes = { name: `${this.#nodeId()}/${name}`, isTrainable, ...(regularizer ? { regularizer } : {}) }
    return this.#add('weight', [], attributes, shape)
  }

  conv2d(x: number, kernel: number, window: ConvWindow & { groups?: number }): number {
    const attributes = this.#convAttributes(kernel, window)
    const shape = [...this.#slide(x, attributes), this.#shape(kernel).at(-1) ?? 0]
    const { groups = 1 } = window
    return groups === 1
      ? this.#add('conv2d', [x, kernel], attributes, shape)
      : this.#add('groupedConv2d', [x, kernel], { ...attributes, groups }, shape)
  }

  depthwiseConv2d(x: number, kernel: number, window: ConvWindow): number {
    const [, , channels = 0, multiplier = 0] = this.#shape(kernel)
    const attributes = { ...this.#convAttributes(kernel, window), groups: channels }
    return this.#add('groupedConv2d', [x, kernel], attributes, [...this.#slide(x, attributes), channels * multiplier])
  }

  conv2dTranspose(x: number, kernel: number, { strides, padding }: Window2d): number {
    const [height = 0, width = 0] = this.#shape(x)
    const [down = 0, across = 0, filters = 0] = this.#shape(kernel)
    const shape = [
      transposedLength(height, down, strides[0], padding),
      transposedLength(width, across, strides[1], padding),
      filters,
    ]
    return this.#add('conv2dTranspose', [x, kernel], { size: [down, across], strides, padding }, shape)
  }

  biasAdd(x: number, bias: number): number {
    return this.#add('biasAdd', [x, bias], {}, this.#shape(x))
  }

  matMul(x: number, kernel: number): number {
    return this.#add('matMul', [x, kernel], {}, [this.#shape(kernel)[1] ?? 0])
  }

  maxPool2d(x: number, window: Window2d & { poolSize: [number, number] }): number {
    return this.#pool('maxPool2d', x, window)
  }

  averagePool2d(x: number, window: Window2d & { poolSize: [number, number] }): number {
    return this.#pool('averagePool2d', x, window)
  }

  globalAveragePool2d(x: number): number {
    return this.#add('globalAveragePool2d', [x], {}, [this.#shape(x)[2] ?? 0])
  }

  flatten(x: number): number {
    const shape = this.#shape(x)
    return shape.length === 1 ? x : this.#add('flatten', [x], {}, [elementCount(shape)])
  }

  dropout(x: number, rate: number): number {
    const index = this.#randomLayers++
    return rate === 0 ? x : this.#add('dropout', [x], { rate, index }, this.#shape(x))
  }

  spatialDropout2d(x: number, rate: number): number {
    const index = this.#randomLayers++
    return rate === 0 ? x : this.#add('spatialDropout2d', [x], { rate, index }, this.#shape(x))
  }

  gaussianNoise(x: number, stddev: number): number {
    const index = this.#randomLayers++
    return stddev === 0 ? x : this.#add('gaussianNoise', [x], { stddev, index }, this.#shape(x))
  }

  layerNormalization(
    x: number,
    { gamma, beta, epsilon }: { gamma: number | null; beta: number | null; epsilon: number },
  ): number {
    const inputs = [x, gamma, beta].filter((id) => id !== null)
    const attributes = { epsilon, hasScale: gamma !== null, hasCenter: beta !== null }
    return this.#add('layerNormalization', inputs, attributes, this.#shape(x))
  }

  localResponseNormalization(
    x: number,
    { depthRadius, bias, alpha, beta }: OpAttributes['localResponseNormalization'],
  ): number {
    return this.#add('localResponseNormalization', [x], { depthRadius, bias, alpha, beta }, this.#shape(x))
  }

  batchNormalization(x: number, options: BatchNormalizationInputs<number>): number {
    const { gamma, beta, movingMean, movingVariance, momentum, epsilon, isFrozen } = options
    const inputs = [x, gamma, beta, movingMean, movingVariance].filter((id) => id !== null)
    const attributes = { momentum, epsilon, hasScale: gamma !== null, hasCenter: beta !== null, isFrozen }
    return this.#add('batchNormalization', inputs, attributes, this.#shape(x))
  }

  activation(x: number, name: ActivationName): number {
    if (name === 'linear') return x
    return name === 'elu' ? this.elu(x, 1) : this.#add(name, [x], {}, this.#shape(x))
  }

  leakyRelu(x: number, alpha: number): number {
    return this.#add('leakyRelu', [x], { alpha }, this.#shape(x))
  }

  elu(x: number, alpha: number): number {
    return this.#add('elu', [x], { alpha }, this.#shape(x))
  }

  prelu(x: number, alpha: number): number {
    return this.#add('prelu', [x, alpha], {}, this.#shape(x))
  }

  weightedSum(xs: readonly number[], factors: readonly number[]): number {
    return this.#add('weightedSum', [...xs], { factors }, this.#shape(xs[0] ?? -1))
  }

  multiply(xs: readonly number[]): number {
    return this.#add('multiply', [...xs], {}, this.#shape(xs[0] ?? -1))
  }

  maximum(xs: readonly number[]): number {
    return this.#add('maximum', [...xs], {}, this.#shape(xs[0] ?? -1))
  }

  concatenate(xs: readonly number[]): number {
    const channels = xs.reduce((sum, id) => sum + (this.#shape(id).at(-1) ?? 0), 0)
    return this.#add('concatenate', [...xs], {}, [...this.#shape(xs[0] ?? -1).slice(0, -1), channels])
  }

  reshape(x: number, shape: Shape): number {
    if (shape.length === 1) return this.flatten(x)
    const known = elementCount(shape.filter((size) => size !== -1))
    const rest = elementCount(this.#shape(x)) / known
    return this.#add(
      'reshape',
      [x],
      {},
      shape.map((size) => (size === -1 ? rest : size)),
    )
  }

  toPicture(x: number): number {
    return this.#add('reshape', [x], {}, [1, ...this.#shape(x)])
  }

  toSequence(x: number): number {
    return this.#add('reshape', [x], {}, this.#shape(x).slice(1))
  }

  permute(x: number, dims: readonly number[]): number {
    const shape = this.#shape(x)
    return this.#add(
      'permute',
      [x],
      { dims },
      dims.map((dim) => shape[dim - 1] ?? 0),
    )
  }

  frame2d(x: number, sides: OpAttributes['frame2d']): number {
    const [height = 0, width = 0, channels = 0] = this.#shape(x)
    const shape = [height + sides.top + sides.bottom, width + sides.left + sides.right, channels]
    return this.#add('frame2d', [x], sides, shape)
  }

  upSample2d(x: number, { size, interpolation }: OpAttributes['upSample2d']): number {
    const [height = 0, width = 0, channels = 0] = this.#shape(x)
    return this.#add('upSample2d', [x], { size, interpolation }, [height * size[0], width * size[1], channels])
  }

  globalMaxPool2d(x: number): number {
    return this.#add('globalMaxPool2d', [x], {}, [this.#shape(x)[2] ?? 0])
  }

  #pool(op: 'maxPool2d' | 'averagePool2d', x: number, window: Window2d & { poolSize: [number, number] }): number {
    const attributes = { size: window.poolSize, strides: window.strides, padding: window.padding }
    return this.#add(op, [x], attributes, [...this.#slide(x, attributes), this.#shape(x)[2] ?? 0])
  }

  /** A kernel of rank 3 is Conv1D's: one pixel high. */
  #convAttributes(kernel: number, { strides, padding, dilationRate = [1, 1] }: ConvWindow): ConvAttributes {
    const shape = this.#shape(kernel)
    const [height = 0, width = 0] = shape.length === 3 ? [1, shape[0]] : shape
    const isDilated = dilationRate.some((rate) => rate > 1)
    return { size: [height, width], strides, padding, ...(isDilated ? { dilations: dilationRate } : {}) }
  }

  #slide(x: number, { size, strides, padding, dilations = [1, 1] }: ConvAttributes): [number, number] {
    const [height = 0, width = 0] = this.#shape(x)
    return [
      windowOutputLength(height, dilatedSize(size[0], dilations[0]), strides[0], padding),
      windowOutputLength(width, dilatedSize(size[1], dilations[1]), strides[1], padding),
    ]
  }

  #shape(id: number): Shape {
    return this.values[id]?.shape ?? []
  }

  #nodeId(): string {
    return this.#current?.node.id ?? ''
  }

  #add<O extends Op>(op: O, inputs: number[], attributes: OpAttributes[O], shape: Shape): number {
    const value: IrValue<O> = { id: this.values.length, op, inputs, attributes, shape, nodeId: this.#nodeId() }
    this.values.push(value as AnyIrValue)
    return value.id
  }
}
