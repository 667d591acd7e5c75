import type { LayerDefinition } from '#shared/layers/layer.ts'
import type { Control, Parameter } from '#shared/layers/parameters.ts'
import { layers } from '#shared/layers/registry.ts'
import { elementCount, formatShape, type Shape } from '#shared/layers/shape.ts'
import type { ChainStep } from '#shared/zoo/network.ts'
import type { ParityCase } from './cases.ts'

/** Values of one sample in one layer, at most: the reference is slow. */
const largestOutput = 500
const largestSide = 9
const classes = 3

const singleInputLayers = layers.filter(({ inputs, outputs }) => inputs === 1 && outputs === 1)
const sequenceLayers = singleInputLayers.filter((layer) => {
  const takes = (shape: Shape) => layer.outputShape([shape], fillIn(layer, {})).ok
  return takes([9, 4]) && !takes([9, 9, 4])
})

export type Random = (below: number) => number

/** Numerical Recipes' linear congruential generator: the same graphs on each machine. */
export function seededRandom(seed: number): Random {
  let state = (seed * 2654435761) >>> 0
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

/** A layer drawn so far: its place in the chain and its shape. */
interface Drawn {
  place: number
  shape: Shape
}

/**
 * A small network that checks without an error: odd sizes, any layer of the registry with any parameters that fit, forks
 * and merges of two or three branches. The same for one seed as long as the registry is the same.
 */
export function drawRandomGraph(seed: number): ParityCase {
  const random = seededRandom(seed)
  const shape: [number, number, number] = [3 + random(6), 3 + random(6), 1 + random(3)]
  const sketch = new Sketch(random, shape)
  sketch.add('Conv2D', { filters: [2, 3, 8, 9][random(4)] ?? 2, padding: 'same', activation: 'tanh' })
  const moves = 2 + random(4)
  for (let move = 0; move < moves; move += 1) {
    const dice = random(9)
    if (dice === 0) sketch.addSequence()
    else if (dice < 4) sketch.addMerge()
    else sketch.addAny()
  }
  const loss = random(4) === 0 ? 'meanSquaredError' : 'categoricalCrossentropy'
  const drawn = { name: `random graph ${seed}`, shape, steps: sketch.steps, loss } as const
  if (random(6) === 0 && sketch.closeWithMap()) return { ...drawn, isSegmentation: true }
  if (random(3) === 0) sketch.addAuxiliaryHead()
  sketch.close()
  return drawn
}

class Sketch {
  readonly steps: ChainStep[] = []
  readonly #random: Random
  readonly #drawn: Drawn[]

  constructor(random: Random, shape: Shape) {
    this.#random = random
    this.#drawn = [{ place: 0, shape }]
  }

  get #last(): Drawn {
    const last = this.#drawn.at(-1)
    if (!last) throw new Error('a sketch begins with its input')
    return last
  }

  /** Draws a layer behind others; null, and nothing drawn, where it does not fit or gets too large. */
  add(kind: string, parameters: Record<string, unknown>, sources: readonly Drawn[] = [this.#last]): Drawn | null {
    const layer = layers.find((known) => known.kind === kind)
    if (!layer) throw new Error(`no layer ${kind}`)
    const values = fillIn(layer, parameters)
    const result = layer.outputShape(
      sources.map(({ shape }) => shape),
      values,
    )
    if (!result.ok || isTooLarge(result.shape)) return null
    const drawn = { place: this.steps.length + 1, shape: result.shape }
    const places = sources.map(({ place }) => place)
    this.steps.push([kind, parameters as ChainStep[1], places])
    this.#drawn.push(drawn)
    return drawn
  }

  /** Any layer with one input, behind the last one. */
  addAny(choices: readonly LayerDefinition[] = singleInputLayers): void {
    for (let trial = 0; trial < 10; trial += 1) {
      const layer = choices[this.#random(choices.length)]
      // Several goes at each: few numbers fit a convolution in groups.
      for (let go = 0; layer && go < 10; go += 1) {
        if (this.add(layer.kind, randomParameters(layer, this.#random))) return
      }
    }
  }

  /** Pixels one after the other, and a layer that takes nothing else. */
  addSequence(): void {
    const { shape } = this.#last
    if (shape.length === 3) this.add('Reshape', { targetShape: [-1, shape[2] ?? 1] })
    this.addAny(sequenceLayers)
  }

  /** Branches from one layer, or skips over some, and a layer that joins them. */
  addMerge(): void {
    const random = this.#random
    const merges = layers.filter(({ inputs }) => inputs === 'many')
    const merge = merges[random(merges.length)]
    if (!merge) return
    const from = this.#last
    const earlier = this.#drawn.filter(({ shape }) => formatShape(shape) === formatShape(from.shape))
    const channels = from.shape.at(-1) ?? 1
    const strides = [1 + random(2), 1 + random(2)]
    const isSkipping = random(2) === 0
    const count = merge.kind === 'Subtract' ? 2 : 2 + random(2)
    const branches: Drawn[] = []
    while (branches.length < count) {
      const skipped = isSkipping ? earlier[random(earlier.length)] : undefined
      const isUsed = branches.some(({ place }) => place === skipped?.place)
      const filters = merge.kind === 'Concatenate' ? 1 + random(9) : isSkipping ? channels : 4
      const drawn = skipped && !isUsed ? skipped : this.#addBranch(from, filters, isSkipping ? [1, 1] : strides)
      if (!drawn) return
      branches.push(drawn)
    }
    this.add(merge.kind, {}, branches)
  }

  /** One or two layers behind `from` that keep its sizes but for the strides. */
  #addBranch(from: Drawn, filters: number, strides: number[]): Drawn | null {
    const random = this.#random
    const activations = ['linear', 'tanh', 'sigmoid', 'swish', 'softplus']
    const activation = activations[random(activations.length)]
    if (from.shape.length === 1) return this.add('Dense', { units: filters, activation }, [from])
    if (from.shape.length !== 3) return this.add('Activation', { activation: 'tanh' }, [from])
    const kernelSize = [1 + random(3), 1 + random(4)]
    const parameters = { filters, kernelSize, strides, padding: 'same', activation }
    const drawn = this.add('Conv2D', parameters, [from])
    return drawn && random(3) === 0 ? this.add('BatchNormalization', {}, [drawn]) : drawn
  }

  /** A second classifier behind any layer, which only helps in training. What is drawn next goes on where it was. */
  addAuxiliaryHead(): void {
    const last = this.#last
    const from = this.#drawn[this.#random(this.#drawn.length)] ?? last
    this.add('Output', { auxiliary: true, lossWeight: 0.1 + this.#random(20) / 10 }, [this.#addClassifier(from)])
    this.#drawn.push(last)
  }

  /** To one row, and a classifier. All that leads nowhere is drawn too, and takes no part. */
  close(): void {
    this.#addClassifier(this.#last)
  }

  /** To a class for each pixel, behind the last layer that is as large as the input; false where there is none but the input. */
  closeWithMap(): boolean {
    const [input, ...others] = this.#drawn
    const isWhole = ({ shape }: Drawn) =>
      shape.length === 3 && formatShape(shape.slice(0, 2)) === formatShape(input?.shape.slice(0, 2) ?? [])
    const from = others.filter(isWhole).at(-1)
    const end = { filters: classes, kernelSize: [1 + this.#random(2), 1], padding: 'same', activation: 'softmax' }
    return from !== undefined && this.add('Conv2D', end, [from]) !== null
  }

  #addClassifier(from: Drawn): Drawn {
    const { shape } = from
    const flattening = ['Flatten', 'GlobalAveragePooling2D', 'GlobalMaxPooling2D'][this.#random(5)] ?? 'Flatten'
    const row = shape.length === 1 ? from : this.add(shape.length === 3 ? flattening : 'Flatten', {}, [from])
    const drawn = row && this.add('Dense', { units: classes, activation: 'softmax' }, [row])
    if (!drawn) throw new Error('a classifier fits everywhere')
    return drawn
  }
}

function isTooLarge(shape: Shape): boolean {
  return elementCount(shape) > largestOutput || shape.slice(0, -1).some((size) => size > largestSide * 4)
}

function fillIn(layer: LayerDefinition, parameters: Record<string, unknown>): Record<string, unknown> {
  const initial = Object.entries(layer.parameters).map(([name, parameter]) => [name, parameter.initial])
  return { ...Object.fromEntries(initial), ...parameters }
}

function randomParameters(layer: LayerDefinition, random: Random): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(layer.parameters).map(([name, parameter]) => [name, randomValue(parameter, random)]),
  )
}

function randomValue(parameter: Parameter<unknown>, random: Random): unknown {
  const { control, initial } = parameter
  switch (control.control) {
    case 'integer':
      return Math.max(control.min, 1) + random(Math.min(control.max - control.min + 1, 4))
    case 'real':
      return nearInitial(control, Number(initial), random)
    case 'pair':
      return [1 + random(3), 1 + random(3)]
    case 'size':
      return [1 + random(4), 1 + random(4), 1 + random(4)]
    case 'choice':
      return control.options[random(control.options.length)]
    case 'switch':
      return random(4) === 0 ? initial !== true : initial
    case 'list':
      return Array.from(
        { length: control.shortest + random(control.longest - control.shortest + 1) },
        () => control.min + random(Math.min(control.max - control.min + 1, 4)),
      )
    case 'frame':
      return [
        [random(3), random(3)],
        [random(3), random(3)],
      ]
  }
}

/** From half to one and a half of the initial value, within the limits. */
function nearInitial(control: Control & { control: 'real' }, initial: number, random: Random): number {
  const value = initial * (0.5 + random(1001) / 1000)
  return Math.min(Math.max(value, control.min), control.max)
}
