import type { CheckedNode } from '#shared/graph/check-graph.ts'
import { windowOutputLength, windowPadding } from '#shared/layers/window.ts'

export interface AxisFormula {
  axis: 'height' | 'width' | 'both'
  text: string
}

type Pair = [number, number]

/** How the sizes after a sliding window come about, with the numbers filled in; empty for layers without a window. */
export function windowFormulas({ input, values }: CheckedNode): AxisFormula[] {
  const size = (values.kernelSize ?? values.poolSize) as Pair | undefined
  const strides = values.strides as Pair | undefined
  const [height, width] = input
  if (!size || !strides || height === undefined || width === undefined) return []
  const padding = values.padding === 'same' ? 'same' : 'valid'
  const down = axisFormula(height, size[0], strides[0], padding)
  const across = axisFormula(width, size[1], strides[1], padding)
  if (down === across) return [{ axis: 'both', text: down }]
  return [
    { axis: 'height', text: down },
    { axis: 'width', text: across },
  ]
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
