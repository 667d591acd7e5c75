import { expect, it } from 'vitest'
import { pixelAccuracies } from './pixel-accuracy.ts'

it('is the part of each picture’s pixels that is right; of those that count', () => {
  const labels = Uint8Array.of(...[0, 1, 2, 255], ...[1, 1, 1, 1], ...[255, 255, 255, 255])
  const test = { count: 3, labels, pixels: { kind: 'memory', pictureBytes: 0, bytes: new Uint8Array() } as const }
  const predicted = Uint8Array.of(...[0, 1, 0, 255], ...[1, 0, 0, 0], ...[0, 0, 0, 255])
  const found = pixelAccuracies({ test, ignoreLabel: 255 }, { predicted })
  expect([...found]).toEqual([expect.closeTo(2 / 3, 6), 0.25, Number.NaN])
  expect([...pixelAccuracies({ test }, { predicted })]).toEqual([0.75, 0.25, 0.25])
})
