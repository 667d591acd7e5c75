import { describe, expect, it } from 'vitest'
import { pixelClassCount } from '#shared/document/data-task.ts'
import { shapesVariants } from '#shared/document/schema.ts'
import type { Samples } from '../dataset.ts'
import { gather } from '../gather.ts'
import { countClasses } from '../stratify.ts'
import { pixelsOf } from '../testing/pixels-of.ts'
import { generateShapes } from './generate-shapes.ts'
import { circleDistance, polygonDistance, segmentDistance } from './signed-distance.ts'

const small = { train: 180, test: 90, seed: 1 }

function picture(samples: Samples, index: number): Buffer {
  return Buffer.from(gather(samples, Uint32Array.of(index)).pixels)
}

describe.each(shapesVariants)('generated set "%s"', (variant) => {
  it('is the same for the same seed and another for another', () => {
    const drawn = (seed: number) => Buffer.from(pixelsOf(generateShapes({ variant, ...small, seed }).train))
    expect(drawn(1).equals(drawn(1))).toBe(true)
    expect(drawn(1).equals(drawn(2))).toBe(false)
  })

  it('never shows a picture twice, in training or in testing', () => {
    const { train, test } = generateShapes({ variant, train: 1500, test: 500, seed: 3 })
    const seen = new Set<string>()
    for (const samples of [train, test]) {
      for (let index = 0; index < samples.count; index += 1) seen.add(picture(samples, index).toString('base64'))
    }
    expect(seen.size).toBe(2000)
  })

  it('begins a larger set with the smaller one', () => {
    const large = generateShapes({ variant, ...small, train: 200 })
    expect(picture(large.train, 179).equals(picture(generateShapes({ variant, ...small }).train, 179))).toBe(true)
  })

  it('has all classes equally often, or many pixels of each, named in both languages', () => {
    const { task, classes, train } = generateShapes({ variant, ...small })
    const counts = countClasses(train.labels, classes.length)
    if (task === 'classification') expect(new Set(counts)).toEqual(new Set([180 / classes.length]))
    else expect(Math.min(...counts)).toBeGreaterThan(0.03 * train.labels.length)
    expect(new Set(classes.map(({ en }) => en)).size).toBe(classes.length)
    expect(new Set(classes.map((name) => name['zh-CN'])).size).toBe(classes.length)
  })
})

describe('generated sets', () => {
  it('have 6, 5, 9 and 4 classes', () => {
    expect(shapesVariants.map((variant) => generateShapes({ variant, ...small }).classes.length)).toEqual([6, 5, 9, 4])
  })

  it('are in colour, but where only the shape counts', () => {
    const channels = shapesVariants.map((variant) => generateShapes({ variant, ...small }).inputShape[2])
    expect(channels).toEqual([3, 1, 3, 3])
  })

  it('show the colour that the label names', () => {
    const { train, classes } = generateShapes({ variant: 'colours', train: 600, test: 1, seed: 1 })
    const loud = { red: [0], green: [1], blue: [2], yellow: [0, 1], magenta: [0, 2], cyan: [1, 2] }
    let right = 0
    for (let index = 0; index < train.count; index += 1) {
      const pixels = picture(train, index)
      // The pixel with the strongest colour belongs to the shape.
      let strongest = [0, 0, 0]
      for (let at = 0; at < pixels.length; at += 3) {
        const found = [...pixels.subarray(at, at + 3)]
        if (Math.max(...found) - Math.min(...found) > Math.max(...strongest) - Math.min(...strongest)) strongest = found
      }
      const middle = (Math.max(...strongest) + Math.min(...strongest)) / 2
      const seen = [0, 1, 2].filter((channel) => (strongest[channel] ?? 0) > middle)
      const name = classes[train.labels[index] ?? 0]?.en as keyof typeof loud
      if (seen.join() === loud[name].join()) right += 1
    }
    expect(right / train.count).toBeGreaterThan(0.9)
  })

  it('label each pixel of a scene: inside, outside, and thin edges that count for nothing', () => {
    const { task, ignoreLabel, classes, train } = generateShapes({ variant: 'segmentation', ...small })
    expect([task, ignoreLabel, train.labels.length]).toEqual(['segmentation', 255, 180 * 28 * 28])
    expect(classes).toHaveLength(pixelClassCount)
    for (const label of train.labels) expect(label === 255 || label < classes.length).toBe(true)
    const at = (index: number, y: number, x: number) => train.labels[index * 784 + y * 28 + x] ?? 0
    let edges = 0
    for (let index = 0; index < train.count; index += 1) {
      for (let y = 0; y < 28; y += 1) {
        for (let x = 0; x < 28; x += 1) {
          const [here, right] = [at(index, y, x), x < 27 ? at(index, y, x + 1) : null]
          if (here === 255) edges += 1
          // Nobody steps from one class into another without crossing an edge.
          if (right !== null && here !== 255 && right !== 255) expect(right).toBe(here)
        }
      }
    }
    const share = edges / train.labels.length
    expect(share).toBeGreaterThan(0.03)
    expect(share).toBeLessThan(0.25)
  })

  it('colour the pixels of a shape otherwise than those around it', () => {
    const { train } = generateShapes({ variant: 'segmentation', ...small })
    const pixels = pixelsOf(train)
    let told = 0
    for (let index = 0; index < train.count; index += 1) {
      const mean = (wanted: (label: number) => boolean) => {
        const sums = [0, 0, 0]
        let count = 0
        for (let place = 0; place < 784; place += 1) {
          if (!wanted(train.labels[index * 784 + place] ?? 0)) continue
          count += 1
          for (const channel of [0, 1, 2]) {
            sums[channel] = (sums[channel] ?? 0) + (pixels[3 * (index * 784 + place) + channel] ?? 0)
          }
        }
        return sums.map((sum) => sum / count)
      }
      const [ground, shape] = [mean((label) => label === 0), mean((label) => label > 0 && label !== 255)]
      if (Math.max(...shape.map((value, channel) => Math.abs(value - (ground[channel] ?? 0)))) > 25) told += 1
    }
    expect(told / train.count).toBeGreaterThan(0.95)
  })

  it('smooth the edges: there are in-between values along them', () => {
    const distance = circleDistance({ x: 14, y: 14 }, 8)
    const covered = Array.from({ length: 28 }, (_, x) => Math.min(1, Math.max(0, 0.5 - distance(x + 0.3, 14.2))))
    expect(covered.filter((share) => share > 0 && share < 1).length).toBeGreaterThanOrEqual(1)
  })
})

describe('signed distances', () => {
  it('measure from a segment and its ends', () => {
    const distance = segmentDistance({ x: 0, y: 0 }, { x: 10, y: 0 })
    expect(distance(5, 3)).toBeCloseTo(3)
    expect(distance(13, 4)).toBeCloseTo(5)
  })

  it('are negative inside a polygon, whichever way round its corners go', () => {
    const square = [
      { x: 0, y: 0 },
      { x: 4, y: 0 },
      { x: 4, y: 4 },
      { x: 0, y: 4 },
    ]
    for (const corners of [square, [...square].reverse()]) {
      const distance = polygonDistance(corners)
      expect(distance(2, 1)).toBeCloseTo(-1)
      expect(distance(2, 6)).toBeCloseTo(2)
      expect(distance(-3, -4)).toBeCloseTo(5)
    }
  })
})
