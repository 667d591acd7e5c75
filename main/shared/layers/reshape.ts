import { wholeWindows } from './axis-window.ts'
import { defineLayer } from './layer.ts'
import { list } from './parameters.ts'
import { channelsFirst, channelsLast } from './pytorch.ts'
import { elementCount, formatShape, type Shape } from './shape.ts'

/** The target with its one -1 worked out; null where the values do not fit. */
function resolveTarget(input: Shape, target: readonly number[]): Shape | null {
  const known = target.filter((size) => size !== -1)
  const unknowns = target.length - known.length
  const whole = elementCount(input)
  const rest = whole / elementCount(known)
  if (unknowns > 1 || !Number.isInteger(rest) || (unknowns === 0 && rest !== 1)) return null
  return target.map((size) => (size === -1 ? rest : size))
}

export const reshape = defineLayer({
  kind: 'Reshape',
  group: 'core',
  inputs: 1,
  outputs: 1,
  parameters: { targetShape: list({ initial: [-1], min: -1, shortest: 1, longest: 3 }) },
  outputShape(input, { targetShape }) {
    const shape = resolveTarget(input, targetShape)
    if (shape) return { ok: true, shape }
    return {
      ok: false,
      problem: {
        code: 'graph.reshapeSize',
        values: {
          layer: 'Reshape',
          shape: formatShape(input),
          count: elementCount(input),
          target: `[${targetShape.join(', ')}]`,
        },
        remedies: [{ kind: 'setParameters', parameters: { targetShape: [-1] } }],
      },
    }
  },
  window: wholeWindows,
  weights: () => [],
  flops: () => 0,
  // A copy: tfjs writes into it.
  keras: ({ targetShape }) => ({ className: 'Reshape', config: { targetShape: [...targetShape] } }),
  lower: (builder, x, { targetShape }) => builder.reshape(x, targetShape),
  pytorch(input, { targetShape }) {
    const target = resolveTarget(input, targetShape) ?? []
    const cut = `.reshape(-1, ${target.join(', ')})`
    return { forward: (x) => channelsFirst(`${channelsLast(x, input)}${cut}`, target) }
  },
})
