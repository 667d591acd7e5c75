import type { AugmentationStep } from '#shared/document/augmentation.ts'

/** The list with one step put where another one stands. */
export function moveStep(steps: readonly AugmentationStep[], from: number, to: number): AugmentationStep[] {
  const moved = [...steps]
  const taken = moved.splice(from, 1)
  moved.splice(to, 0, ...taken)
  return moved
}
