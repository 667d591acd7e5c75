import type { Problem } from './layer.ts'
import { elementCount, type Shape } from './shape.ts'

/** Offers to cut a row to a picture of one channel, as square as it goes, and to take a sequence as one: a row for each step. */
export function needsPicture(layer: string, input: Shape): Problem {
  const [steps = 1, channels = 1] = input
  const targetShape = input.length === 2 && channels > 1 ? [steps, channels, 1] : squarest(elementCount(input))
  return {
    code: 'graph.needsPicture',
    values: { layer, rank: input.length },
    remedies: [{ kind: 'insertBefore', layer: 'Reshape', parameters: { targetShape } }],
  }
}

function squarest(count: number): [number, number, number] {
  let height = Math.floor(Math.sqrt(count))
  while (count % height !== 0) height -= 1
  return [height, count / height, 1]
}
