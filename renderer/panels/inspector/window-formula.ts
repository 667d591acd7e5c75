import type { CheckedNode } from '#shared/graph/check-graph.ts'
import { dilatedSize, transposedLength, windowOutputLength, windowPadding } from '#shared/layers/window.ts'

export interface AxisFormula {
  axis: 'height' | 'width' | 'both' | 'steps'
  text: string
}

type Sides = number | [number, number]

/** How the sizes after a sliding window come about, with the numbers filled in; empty for layers without a window. */
export function windowFormulas({ layer, input, values }: CheckedNode): AxisFormula[] {
  const size = (values.kernelSize ?? values.poolSize) as Sides | undefined
  const strides = values.strides as Sides | undefined
  if (size === undefined || strides === undefined) return []
  const dilation = (values.dilationRate ?? 1) as Sides
  const padding = values.padding === 'same' ? 'same' : 'valid'
  const formula = layer.kind === 'Conv2DTranspose' ? transposedFormula : axisFormula
  const [down, across] = input.slice(0, -1).map((length, axis) => {
    const span = dilatedSize(sideOf(size, axis), sideOf(dilation, axis))
    return formula(length, span, sideOf(strides, axis), padding)
  })
  if (down === undefined) return []
  if (across === undefined) return [{ axis: 'steps', text: down }]
  if (down === across) return [{ axis: 'both', text: down }]
  return [
    { axis: 'height', text: down },
    { axis: 'width', text: across },
  ]
}

function sideOf(sides: Sides, axis: number): number {
  return typeof sides === 'number' ? sides : (sides[axis] ?? 1)
}

/** `14·2 + 1 = 29` */
function transposedFormula(length: number, size: number, stride: number, padding: 'valid' | 'same'): string {
  const whole = transposedLength(length, size, stride, padding)
  const surplus = whole - length * stride
  return `${length}·${stride}${surplus > 0 ? ` + ${surplus}` : ''} = ${whole}`
}

/** `(28 + 2·1 − 3)/1 + 1 = 28`; with `⌊ ⌋` where the window does not come out even. */
export function axisFormula(length: number, size: number, stride: number, padding: 'valid' | 'same'): string {
  const [before, after] = windowPadding(length, size, stride, padding)
  const padded = before === after ? (before === 0 ? '' : ` + 2·${before}`) : ` + ${before} + ${after}`
  const span = length + before + after - size
  const fraction = `(${length}${padded} − ${size})/${stride}`
  const isEven = span % stride === 0
  return `${isEven ? fraction : `⌊${fraction}⌋`} + 1 = ${windowOutputLength(length, size, stride, padding)}`
}
