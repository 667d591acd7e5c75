import type { Name } from './onnx-graph.ts'
import type { StepBuilder } from './step-builder.ts'

/*
 * ONNX's Conv for plain layouts, worded so that WebGPU answers right. What ONNX Runtime 1.30 gets wrong there, measured:
 * - Filters by fours, and channels that come by threes but not by fours (18 → 20, not 3 → 8): its kernel takes them by threes.
 * - Groups of four filters or more that are not whole fours (or pairs): a vector then reaches into the next group.
 * `main/engines/parity/webgpu.test.ts` sees both.
 */

interface Operands {
  x: Name
  /** `[filters, channels / groups, height, width]` */
  kernel: Name
  bias?: Name | undefined
  channels: number
  filters: number
}

type Attributes = Record<string, number | readonly number[]>

/** A convolution without groups. */
export function plainConv(
  { graph, stepsAround }: StepBuilder,
  { x, kernel, bias, channels, filters }: Operands,
  attributes: Attributes,
): Name {
  const isHit = stepsAround && filters % 4 === 0 && channels > 3 && channels % 3 === 0
  const missing = isHit ? (4 - (channels % 4)) % 4 : 0
  const pad = (name: Name) =>
    missing === 0 ? name : graph.add('Pad', [name, graph.int64s([0, 0, 0, 0, 0, missing, 0, 0])])
  return graph.add('Conv', [pad(x), pad(kernel), ...(bias === undefined ? [] : [bias])], attributes)
}

/** Whether a convolution in these groups must be written as one without. */
export function mustSpreadGroups({ stepsAround }: StepBuilder, filters: number, groups: number): boolean {
  const inGroup = filters / groups
  const vector = filters % 4 === 0 ? 4 : filters % 2 === 0 ? 2 : 1
  return stepsAround && inGroup >= 4 && inGroup % vector !== 0
}

/** 1 where a filter belongs to a group, `[filters, groups, 1, 1]`. */
export function groupMask({ graph }: StepBuilder, filters: number, groups: number): Name {
  const mask = Array.from({ length: filters * groups }, (_, place) => {
    const [filter, group] = [Math.floor(place / groups), place % groups]
    return Math.floor((filter * groups) / filters) === group ? 1 : 0
  })
  return graph.floats(mask, [filters, groups, 1, 1])
}

/**
 * A convolution over the batch, whose size is only known when it runs: one filter more, and they do not come by fours. Cut to
 * `size`, as `[channels, filters, height, width]`.
 */
export function convOverBatch(
  { graph, stepsAround }: StepBuilder,
  { x, kernel, filters, size }: Pick<Operands, 'x' | 'kernel' | 'filters'> & { size: readonly number[] },
  attributes: Attributes,
): Name {
  const isHit = stepsAround && filters % 4 === 0 && attributes.group === undefined
  const whole = isHit ? graph.add('Pad', [kernel, graph.int64s([0, 0, 0, 0, 1, 0, 0, 0])]) : kernel
  const ends = graph.int64s([filters, ...size])
  return graph.add('Slice', [
    graph.add('Conv', [x, whole], attributes),
    graph.int64s([0, 0, 0]),
    ends,
    graph.int64s([1, 2, 3]),
  ])
}
