/** The shape of one sample, without the batch: `[height, width, channels]` or `[units]`. Sizes are positive integers. */
export type Shape = readonly number[]

export function elementCount(shape: Shape): number {
  return shape.reduce((product, size) => product * size, 1)
}

/** `28×28×1`, as people write it. */
export function formatShape(shape: Shape): string {
  return shape.join('×')
}
