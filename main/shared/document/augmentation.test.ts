import { describe, expect, it } from 'vitest'
import {
  augmentationFields,
  augmentationKinds,
  augmentationSchema,
  augmentationStepSchema,
  colourKinds,
  defaultStep,
  geometricKinds,
  isAugmenting,
} from './augmentation.ts'
import { augmentationPresets } from './augmentation-presets.ts'
import { parseDocument, printDocument } from './parse.ts'
import { emptyDocument } from './schema.ts'

const least = { format: 'layerloom', version: 1 }
const read = (augmentation?: unknown) => parseDocument(JSON.stringify({ ...least, augmentation }), 'x.loom')

describe('the document’s augmentation', () => {
  it('is none in files that know of none', () => {
    expect(read().augmentation).toEqual({ steps: [], fillMode: 'constant', fillValue: 0, mixup: 0 })
    expect(isAugmenting(read().augmentation)).toBe(false)
    expect(isAugmenting(read({ mixup: 0.2 }).augmentation)).toBe(true)
  })

  it('fills in the defaults of a step, and is read as it was written', () => {
    const document = read({ steps: [{ kind: 'RandomCrop' }, { kind: 'RandomZoom', probability: 0.5 }], mixup: 0.2 })
    expect(document.augmentation.steps).toEqual([
      { kind: 'RandomCrop', padding: 4, probability: 1 },
      { kind: 'RandomZoom', scale: [0.9, 1.1], probability: 0.5 },
    ])
    expect(parseDocument(printDocument(document), 'x.loom')).toEqual(document)
  })

  it.each([
    [{ steps: [{ kind: 'RandomWobble' }] }, 'augmentation.steps[0].kind'],
    [{ steps: [{ kind: 'RandomCrop', padding: 1.5 }] }, 'augmentation.steps[0].padding'],
    [{ steps: [{ kind: 'RandomZoom', scale: [1] }] }, 'augmentation.steps[0].scale'],
    [{ steps: [{ kind: 'RandomZoom', scale: [1, 99] }] }, 'augmentation.steps[0].scale[1]'],
    [{ fillMode: 'wrap' }, 'augmentation.fillMode'],
    [{ mixup: -1 }, 'augmentation.mixup'],
  ])('refuses %j and says where', (augmentation, place) => {
    expect(() => read(augmentation)).toThrowError(
      expect.objectContaining({ code: 'document.invalid', values: expect.objectContaining({ place }) }),
    )
  })

  it('has a schema, and limits that it keeps, for each step', () => {
    for (const kind of augmentationKinds) {
      expect(defaultStep(kind).kind).toBe(kind)
      for (const [name, field] of Object.entries(augmentationFields[kind])) {
        expect((defaultStep(kind) as Record<string, unknown>)[name]).toEqual(field.initial)
        if (field.form === 'choice') continue
        const settingOf = (end: number) => (field.form === 'range' ? [end, end] : end)
        const fits = (end: number) => augmentationStepSchema.safeParse({ kind, [name]: settingOf(end) }).success
        expect([fits(field.min), fits(field.max), fits(field.max + 1), fits(field.min - 1)]).toEqual([
          true,
          true,
          false,
          false,
        ])
      }
    }
  })

  it('knows of each step what it acts on', () => {
    expect([...geometricKinds, ...colourKinds, 'RandomErasing'].sort()).toEqual([...augmentationKinds].sort())
  })
})

describe('presets', () => {
  it('are whole, and none is none', () => {
    for (const preset of Object.values(augmentationPresets)) expect(augmentationSchema.parse(preset)).toEqual(preset)
    expect(augmentationPresets.none).toEqual(emptyDocument().augmentation)
  })
})
