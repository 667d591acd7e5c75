/** One step of a decoder along both axes: what a transposed convolution of `factors` makes fit. */
export interface Upsampling {
  kernelSize: [number, number]
  strides: [number, number]
  padding: 'valid' | 'same'
  /** `[[top, bottom], [left, right]]`: pixels to take away behind it, or to add where there are too few. */
  cropping: [[number, number], [number, number]]
  zeros: [[number, number], [number, number]]
}

/**
 * How a map is brought to `factor` times its size and then to exactly `to` pixels. The kernel is Long et al.'s: `2f − f mod
 * 2` wide, so that bilinear weights interpolate. Where f·n is the size wanted, `same` gives it; else the whole result of
 * `valid` is cropped so that places keep lying over those that they came from.
 */
export function planUpsampling(
  from: readonly number[],
  to: readonly number[],
  factors: readonly [number, number],
): Upsampling {
  const axes = [0, 1].map((axis) => planAxis(from[axis] ?? 1, to[axis] ?? 1, factors[axis] ?? 1))
  const [down, across] = axes
  if (!down || !across) throw new Error('a picture has two axes')
  const isExact = axes.every(({ excess }) => excess === 0)
  const cut = (sides: [number, number]): [number, number] =>
    isExact ? [0, 0] : [Math.max(sides[0], 0), Math.max(sides[1], 0)]
  const add = ([before, after]: [number, number]): [number, number] => cut([0 - before, 0 - after])
  return {
    kernelSize: [down.kernel, across.kernel],
    strides: [factors[0], factors[1]],
    padding: isExact ? 'same' : 'valid',
    cropping: [cut(down.sides), cut(across.sides)],
    zeros: [add(down.sides), add(across.sides)],
  }
}

/** `sides` are the pixels too many before and after; below 0 they are missing. */
function planAxis(from: number, to: number, factor: number) {
  const kernel = 2 * factor - (factor % 2)
  const excess = to - from * factor
  // A pooling that does not fit leaves out pixels at the end; unpadded convolutions lose them on both sides.
  const lost = Math.abs(excess) < factor ? 0 : Math.floor(excess / 2)
  const before = Math.floor((kernel - factor) / 2) - lost
  const after = (from - 1) * factor + kernel - before - to
  return { kernel, excess, sides: [before, after] as [number, number] }
}
