import { describe, expect, it } from 'vitest'
import { type AugmentationStep, augmentationKinds, augmentationStepSchema } from '#shared/document/augmentation.ts'
import { createFormats } from '../../../charts/use-formats.ts'
import { describeStep } from './describe-step.ts'
import { moveStep } from './move-step.ts'

const formats = createFormats('en')
const step = (settings: object): AugmentationStep => augmentationStepSchema.parse(settings)

describe('a step in one line', () => {
  it.each([
    [{ kind: 'RandomFlip' }, 'P\u00a050%'],
    [{ kind: 'RandomFlip', probability: 1 }, ''],
    [{ kind: 'RandomCrop' }, '±4\u00a0px'],
    [{ kind: 'RandomResizedCrop' }, '50%–100% · 0.75×–1.33×'],
    [{ kind: 'RandomTranslation', heightFactor: 0.2 }, '±20% · ±10%'],
    [{ kind: 'RandomRotation', probability: 0.25 }, '±15° · P\u00a025%'],
    [{ kind: 'RandomZoom' }, '0.9×–1.1×'],
    [{ kind: 'RandomShear' }, '±0.2 · ±0'],
    [{ kind: 'RandomErasing' }, '2%–33% · 0.3×–3.3× · P\u00a050%'],
  ])('reads %j', (settings, line) => {
    expect(describeStep(step(settings), formats)).toBe(line)
  })

  it('has no gap in it for any kind', () => {
    for (const kind of augmentationKinds) expect(describeStep(step({ kind }), formats)).not.toMatch(/NaN|undefined|· ·/)
  })
})

describe('moving a step', () => {
  it('puts it where another one stands, and leaves the list as it was', () => {
    const steps = (['RandomFlip', 'RandomCrop', 'RandomZoom'] as const).map((kind) => step({ kind }))
    const kinds = (moved: AugmentationStep[]) => moved.map(({ kind }) => kind)
    expect(kinds(moveStep(steps, 0, 1))).toEqual(['RandomCrop', 'RandomFlip', 'RandomZoom'])
    expect(kinds(moveStep(steps, 2, 0))).toEqual(['RandomZoom', 'RandomFlip', 'RandomCrop'])
    expect(kinds(steps)).toEqual(['RandomFlip', 'RandomCrop', 'RandomZoom'])
  })
})
