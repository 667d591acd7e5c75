import { describe, expect, it } from 'vitest'
import { augmentationSchema } from '../document/augmentation.ts'
import { type DataChoice, emptyDocument } from '../document/schema.ts'
import { findZooNetwork } from '../zoo/zoo.ts'
import { checkAugmentation } from './check-augmentation.ts'
import { checkGraph } from './check-graph.ts'
import type { DataFacts } from './check-heads.ts'

const digits: DataChoice = { source: 'digits' }
const folder: DataChoice = { source: 'idx', directory: '/d' }
const masks: DataChoice = { source: 'shapes', variant: 'segmentation', train: 1, test: 1, seed: 1 }
const facts = (channels: number, ...classNames: string[]): DataFacts => ({
  inputShape: [8, 8, channels],
  classCount: classNames.length,
  classNames,
})

function codesOf(augmentation: object, data: DataChoice, known?: DataFacts): string[] {
  const document = { ...emptyDocument(), data, augmentation: augmentationSchema.parse(augmentation) }
  return checkAugmentation(document, known).map(({ code, values }) => `${code} ${values?.step ?? ''}`.trim())
}

describe('checking the augmentation', () => {
  const colours = { steps: [{ kind: 'RandomCrop' }, { kind: 'RandomHue' }, { kind: 'RandomSaturation' }] }
  const flips = { steps: [{ kind: 'RandomFlip' }] }

  it('says what grey pictures do not have', () => {
    const grey = ['graph.augmentGrey 2', 'graph.augmentGrey 3']
    expect(codesOf(colours, digits)).toEqual(grey)
    expect(codesOf(colours, folder, facts(1, 'cat', 'dog'))).toEqual(grey)
    expect(codesOf(colours, folder, facts(3, 'cat', 'dog'))).toEqual([])
    expect(codesOf(colours, folder)).toEqual([])
  })

  it('warns of mirrored digits and letters', () => {
    expect(codesOf(flips, digits)).toEqual(['graph.augmentGlyphs 1'])
    expect(codesOf(flips, folder, facts(3, '0', '1', 'a', 'Ω'))).toEqual(['graph.augmentGlyphs 1'])
    expect(codesOf(flips, folder, facts(3, 'cat', 'd'))).toEqual([])
    expect(codesOf(flips, folder)).toEqual([])
  })

  it('leaves MixUp out of masks', () => {
    expect(codesOf({ mixup: 0.2 }, masks)).toEqual(['graph.augmentMasks'])
    expect(codesOf({ mixup: 0.2 }, digits)).toEqual([])
  })

  it('hinders no training', () => {
    const network = findZooNetwork('study-mnist-cnn')?.build() ?? emptyDocument()
    const graph = checkGraph({ ...network, augmentation: augmentationSchema.parse(flips) })
    expect(graph.diagnostics.map(({ severity, code }) => [severity, code])).toEqual([
      ['warning', 'graph.augmentGlyphs'],
    ])
    expect(graph.isTrainable).toBe(true)
  })
})
