import { wholeWindows } from './axis-window.ts'
import { defineLayer, type LayerDefinition, type Problem } from './layer.ts'
import type { LoweringBuilder } from './lowering.ts'
import { needsPicture } from './picture.ts'
import { needsSequence } from './sequence.ts'
import { elementCount, type Shape } from './shape.ts'

/** What the four global poolings share: one number per channel, of a picture or of a sequence. */
export function defineGlobalPooling(options: {
  kind: string
  dimensions: 1 | 2
  /** Of the axes of places. */
  pytorchMethod: 'mean' | 'amax'
  lower<V>(builder: LoweringBuilder<V>, x: V): V
}): LayerDefinition<Record<string, never>> {
  const { kind, dimensions, pytorchMethod, lower } = options
  const refuse = (input: Shape): Problem => (dimensions === 2 ? needsPicture(kind, input) : needsSequence(kind, input))
  return defineLayer<Record<string, never>>({
    kind,
    group: 'pooling',
    inputs: 1,
    outputs: 1,
    parameters: {},
    outputShape: (input) =>
      input.length === dimensions + 1
        ? { ok: true, shape: [input[dimensions] ?? 0] }
        : { ok: false, problem: refuse(input) },
    window: wholeWindows,
    weights: () => [],
    flops: (input) => elementCount(input),
    keras: () => ({ className: kind, config: {} }),
    lower,
    pytorch: () => ({ forward: (x) => `${x}.${pytorchMethod}(${dimensions === 2 ? '(2, 3)' : '2'})` }),
  })
}
