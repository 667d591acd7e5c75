import { describe, expect, it } from 'vitest'
import { findZooNetwork, zoo } from '#shared/zoo/zoo.ts'
import { drawPicture, wrapName } from './graph-picture.ts'

function pictureOf(id: string) {
  const network = findZooNetwork(id)
  if (!network) throw new Error(`no network ${id}`)
  return drawPicture(network.build())
}

describe('drawPicture', () => {
  it('shows collapsed blocks in place of their layers, with one line between two', () => {
    const { boxes, lines } = pictureOf('googlenet')
    const names = boxes.filter(({ isBlock }) => isBlock).map(({ name }) => name)
    expect(names).toEqual(expect.arrayContaining(['Stem', 'Inception 3a', 'Auxiliary 1', 'Inception 5b']))
    expect(names).toHaveLength(12)
    expect(boxes.find(({ name }) => name === 'Inception 3a')?.kind).toBe('Conv2D')
    // A chain of 19, and a line to each classifier at the side.
    expect(boxes).toHaveLength(19)
    expect(lines).toHaveLength(18)
  })

  it('has all boxes in view, and each line between two of them', () => {
    for (const network of zoo) {
      const { boxes, lines, left, top, width, height } = drawPicture(network.build())
      expect(
        boxes.every(({ x, y }) => x >= left && y >= top && x + 200 <= left + width && y + 92 <= top + height),
      ).toBe(true)
      expect(lines.length).toBeGreaterThanOrEqual(boxes.length - 1)
    }
  })

  it('shows every layer where there are no blocks', () => {
    expect(pictureOf('ff-softmax').boxes.map(({ kind }) => kind)).toEqual(['Input', 'Flatten', 'Dense', 'Output'])
  })
})

describe('wrapName', () => {
  it.each([
    ['Conv2D', ['Conv2D']],
    ['GlobalAveragePooling2D', ['GlobalAverage', 'Pooling2D']],
    ['BatchNormalization', ['Batch', 'Normalization']],
    ['Reduction block A', ['Reduction', 'block A']],
    ['averyveryverylongname', ['averyveryverylongname']],
  ])('%s', (name, lines) => {
    expect(wrapName(name)).toEqual(lines)
  })
})
