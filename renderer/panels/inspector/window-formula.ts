import type { CheckedNode } from '#shared/graph/check-graph.ts'
import type { AxisWindow } from '#shared/layers/axis-window.ts'
import { elementCount, formatShape } from '#shared/layers/shape.ts'

export interface AxisFormula {
  axis: 'height' | 'width' | 'both' | 'steps' | 'values' | 'channels'
  /** With the numbers filled in: `(28 + 2·1 − 3)/1 + 1 = 28`. */
  text: string
  /** In letters; null where the numbers say it all. */
  rule: string | null
}

const slidingRule = '(N + 2P − F)/S + 1'
const transposedRule = '(N − 1)·S + F − 2P'

/** How what a layer gives comes to its size; empty where it is that of what came in, or a number of the layer's own. */
export function sizeFormulas(checked: CheckedNode): AxisFormula[] {
  const windows = windowFormulas(checked)
  return windows.length > 0 ? windows : countFormulas(checked)
}

/** Values in another order of places, `7·7·64 = 3136`, or channels side by side, `64 + 32 = 96`. */
function countFormulas({ inputs, input, output, weights }: CheckedNode): AxisFormula[] {
  if (inputs.length === 0) return []
  const last = (shape: readonly number[]) => shape.at(-1) ?? 0
  if (inputs.length > 1) {
    const channels = inputs.map(last)
    const sum = channels.reduce((total, count) => total + count, 0)
    return sum === last(output) ? [{ axis: 'channels', text: `${channels.join(' + ')} = ${sum}`, rule: null }] : []
  }
  const sorted = (shape: readonly number[]) => formatShape([...shape].sort())
  const isRearranged = elementCount(input) === elementCount(output) && sorted(input) !== sorted(output)
  if (!isRearranged || weights.length > 0) return []
  const count = input.length > 1 && output.length > 1 ? [elementCount(input)] : []
  return [{ axis: 'values', text: [input.join('·'), ...count, output.join('·')].join(' = '), rule: null }]
}

/** How the sizes behind a window come about; empty where it leaves them as they are or takes the picture as a whole. */
export function windowFormulas({ layer, inputs, input, output, values }: CheckedNode): AxisFormula[] {
  const axes = layer.window(inputs, values).map((window, axis) => {
    const [length = 0, result = 0] = [input[axis], output[axis]]
    return axisFormula(window, { length, result, isStrided: 'strides' in values })
  })
  const [down, across] = axes
  if (!down) return []
  if (axes.length === 1) return [{ axis: 'steps', ...down }]
  if (!across || across.text === down.text) return [{ axis: 'both', ...down }]
  return [
    { axis: 'height', ...down },
    { axis: 'width', ...across },
  ]
}

type Formula = Omit<AxisFormula, 'axis'>

function axisFormula(
  window: AxisWindow,
  { length, result, isStrided }: { length: number; result: number; isStrided: boolean },
): Formula | null {
  const { stride, rate } = window
  const size = window.last - window.first + 1
  // With a stride of 1 a transposed convolution is told by its window, which lies before the place alone.
  if (rate > 1 || (window.first < 0 && window.last === 0 && isStrided)) {
    return isStrided
      ? transposedFormula(length, size, { rate, result })
      : { text: `${length}·${rate} = ${result}`, rule: null }
  }
  if (stride === 0) return null
  if (size === 1 && stride === 1) return result === length ? null : framedFormula(length, -window.first, result)
  return slidingFormula(length, { size, stride, before: -window.first, result })
}

/** `(28 + 2·1 − 3)/1 + 1 = 28`; with `⌊ ⌋` where the window does not come out even. */
function slidingFormula(
  length: number,
  { size, stride, before, result }: { size: number; stride: number; before: number; result: number },
): Formula {
  // What the last window reaches over the border is padding; what it leaves of the picture is cut off.
  const after = Math.max((result - 1) * stride + size - length - before, 0)
  const padded = before === after ? (before === 0 ? '' : ` + 2·${before}`) : ` + ${before} + ${after}`
  const fraction = `(${length}${padded} − ${size})/${stride}`
  const isEven = (length + before + after - size) % stride === 0
  return { text: `${isEven ? fraction : `⌊${fraction}⌋`} + 1 = ${result}`, rule: slidingRule }
}

/** `(14 − 1)·2 + 4 − 2·1 = 28`: each pixel spreads over a window, and what juts out is cropped. */
function transposedFormula(length: number, size: number, { rate, result }: { rate: number; result: number }): Formula {
  const surplus = (length - 1) * rate + size - result
  const taken = surplus % 2 === 0 ? `2·${surplus / 2}` : surplus
  const cropped = surplus === 0 ? '' : surplus > 0 ? ` − ${taken}` : ` + ${-surplus}`
  return { text: `(${length} − 1)·${rate} + ${size}${cropped} = ${result}`, rule: transposedRule }
}

/** `28 + 2 + 2 = 32` */
function framedFormula(length: number, before: number, result: number): Formula {
  const after = result - length - before
  const side = (pixels: number) => (pixels < 0 ? ` − ${-pixels}` : ` + ${pixels}`)
  return { text: `${length}${side(before)}${side(after)} = ${result}`, rule: null }
}
