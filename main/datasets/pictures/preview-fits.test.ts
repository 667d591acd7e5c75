import { describe, expect, it } from 'vitest'
import { createDatasetOpener } from '../open-dataset.ts'
import { classFolders, openPictureData, picturesChoice, writeTree } from '../testing/picture-files.ts'
import { loadSharp } from './load-sharp.ts'
import { previewFits } from './preview-fits.ts'

/** 12 × 4: black with a white square in the middle. */
async function wide(): Promise<Buffer> {
  const square = { create: { width: 4, height: 4, channels: 3, background: '#ffffff' } } as const
  return loadSharp()({ create: { width: 12, height: 4, channels: 3, background: '#000000' } })
    .composite([{ input: square, left: 4, top: 0 }])
    .png()
    .toBuffer()
}

const meanOf = (pixels: Uint8Array) => pixels.reduce((sum, value) => sum + value, 0) / pixels.length

describe('the fits of a picture', () => {
  it('show the same picture as it is, and under each of them', async () => {
    const source = await writeTree({ ...(await classFolders({ a: 3, b: 3 })), 'a/wide.png': await wide() })
    const choice = picturesChoice(source, { fit: 'pad', channels: 1, testShare: 0.3 })
    const dataset = await openPictureData(source, { fit: 'pad', channels: 1, testShare: 0.3 })
    const places = (['train', 'test'] as const).flatMap((split) =>
      (dataset.origins?.[split] ?? []).map(({ file }, index) => ({ split, index, file })),
    )
    const place = places.find(({ file }) => file === 'a/wide.png')
    if (!place) throw new Error('the picture is not there')
    const preview = await previewFits(choice, dataset, place)
    expect(preview?.size).toEqual({ height: 4, width: 12 })
    expect(preview?.original).toMatchObject({ height: 4, width: 12, channels: 3, count: 1 })
    const { stretch, crop, pad } = preview?.fits ?? {}
    for (const each of [stretch, crop, pad]) expect(each).toMatchObject({ height: 4, width: 4, channels: 1 })
    // Cut to its middle it is white; with a border there is less of it than when it is out of shape.
    expect(meanOf(crop?.pixels ?? new Uint8Array())).toBeGreaterThan(200)
    expect(meanOf(pad?.pixels ?? new Uint8Array())).toBeLessThan(meanOf(stretch?.pixels ?? new Uint8Array()))
    // What is shown as chosen is what is learned from.
    const { pixels } = dataset[place.split]
    expect(pixels.pictureBytes).toBe(16)
  })

  it('are of pictures of one’s own alone', async () => {
    const shapes = { source: 'shapes', variant: 'colours', train: 4, test: 2, seed: 1 } as const
    const dataset = await createDatasetOpener({ digitsDirectory: '' })(shapes)
    expect(await previewFits(shapes, dataset, { split: 'train', index: 0 })).toBeNull()
  })
})
