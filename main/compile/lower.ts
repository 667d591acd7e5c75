import type { CheckedGraph, CheckedNode } from '#shared/graph/check-graph.ts'
import type { BatchNormalizationInputs, LoweringBuilder, Window2d } from '#shared/layers/lowering.ts'
import { elementCount, type Shape } from '#shared/layers/shape.ts'
import { windowOutputLength } from '#shared/layers/window.ts'
import type { AnyIrValue, Ir, IrValue, Op, OpAttributes } from './ir.ts'

/** Asks each layer of the drawing to say itself in the compiler's operations. */
export function lower(graph: CheckedGraph): Ir {
  const builder = new IrBuilder()
  const layerOutputs = new Map<string, number>()
  let output = -1
  for (const checked of graph.nodes) {
    if (!checked.isUsed) continue
    const inputs = checked.sources.map((source) => layerOutputs.get(source) ?? -1)
    if (inputs.length === 0) inputs.push(builder.input(checked))
    builder.enter(checked)
    output = checked.layer.lower(builder, inputs, checked.values)
    layerOutputs.set(checked.node.id, output)
  }
  const end = graph.ends.outputId
  return { values: builder.values, output: layerOutputs.get(end ?? '') ?? output, layerOutputs }
}

class IrBuilder implements LoweringBuilder<number> {
  readonly values: AnyIrValue[] = []
  #current: CheckedNode | null = null
  #dropouts = 0

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

  conv2d(x: number, kernel: number, { strides, padding }: Window2d): number {
    const [height = 0, width = 0, , filters = 0] = this.#shape(kernel)
    const attributes = { size: [height, width] as [number, number], strides, padding }
    return this.#add('conv2d', [x, kernel], attributes, [...this.#slide(x, attributes), filters])
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
    const index = this.#dropouts++
    return rate === 0 ? x : this.#add('dropout', [x], { rate, index }, this.#shape(x))
  }

  batchNormalization(x: number, options: BatchNormalizationInputs<number>): number {
    const { gamma, beta, movingMean, movingVariance, momentum, epsilon } = options
    const inputs = [x, gamma, beta, movingMean, movingVariance].filter((id) => id !== null)
    const attributes = { momentum, epsilon, hasScale: gamma !== null, hasCenter: beta !== null }
    return this.#add('batchNormalization', inputs, attributes, this.#shape(x))
  }

  activation(x: number, name: 'linear' | 'relu' | 'sigmoid' | 'tanh' | 'softmax'): number {
    return name === 'linear' ? x : this.#add(name, [x], {}, this.#shape(x))
  }

  #pool(op: 'maxPool2d' | 'averagePool2d', x: number, window: Window2d & { poolSize: [number, number] }): number {
    const attributes = { size: window.poolSize, strides: window.strides, padding: window.padding }
    return this.#add(op, [x], attributes, [...this.#slide(x, attributes), this.#shape(x)[2] ?? 0])
  }

  #slide(x: number, { size, strides, padding }: OpAttributes['conv2d']): [number, number] {
    const [height = 0, width = 0] = this.#shape(x)
    return [
      windowOutputLength(height, size[0], strides[0], padding),
      windowOutputLength(width, size[1], strides[1], padding),
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
