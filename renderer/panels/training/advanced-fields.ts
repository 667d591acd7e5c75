import type { TrainingSettings } from '#shared/document/schema.ts'

/** The settings that are folded away, with the values at which they do nothing. */
const idle = { labelSmoothing: 0, classWeights: 'none', clipNorm: 0, clipValue: 0 } as const

/** Which of them take part in training. */
export function changedAdvanced(training: TrainingSettings): (keyof typeof idle)[] {
  return (Object.keys(idle) as (keyof typeof idle)[]).filter((name) => training[name] !== idle[name])
}
