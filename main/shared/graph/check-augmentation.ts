import { taskOf } from '../document/data-task.ts'
import type { LoomDocument } from '../document/schema.ts'
import type { Diagnostic } from './check-graph.ts'
import type { DataFacts } from './check-heads.ts'

/** What of the augmentation does nothing with these pictures, or may make another class of them. None of it stops a training. */
export function checkAugmentation({ augmentation, data }: LoomDocument, facts?: DataFacts): Diagnostic[] {
  const { steps, mixup } = augmentation
  const channels = data.source === 'digits' ? 1 : facts?.inputShape[2]
  const isGrey = channels !== undefined && channels !== 3
  const hasGlyphs = data.source === 'digits' || areGlyphs(facts?.classNames ?? [])
  const found = steps.flatMap(({ kind }, place): Diagnostic[] => {
    const values = { kind, step: place + 1 }
    if (isGrey && (kind === 'RandomSaturation' || kind === 'RandomHue')) {
      return [{ severity: 'warning', code: 'graph.augmentGrey', values }]
    }
    return hasGlyphs && kind === 'RandomFlip' ? [{ severity: 'warning', code: 'graph.augmentGlyphs', values }] : []
  })
  const isMixingMasks = mixup > 0 && taskOf(data) === 'segmentation'
  return isMixingMasks ? [...found, { severity: 'warning', code: 'graph.augmentMasks' }] : found
}

/** Whether the classes are digits or letters, of which a mirrored one is another, or none. */
function areGlyphs(names: readonly string[]): boolean {
  return names.length > 1 && names.every((name) => /^[\p{L}\p{N}]$/u.test(name))
}
