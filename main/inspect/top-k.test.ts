import { expect, it } from 'vitest'
import { topKAccuracies } from './top-k.ts'

it('counts the pictures whose class is among the most probable ones', () => {
  const scores = Float32Array.of(
    ...[0.5, 0.3, 0.1, 0.05, 0.03, 0.02],
    ...[0.25, 0.3, 0.4, 0.03, 0.01, 0.01],
    ...[0.1, 0.2, 0.3, 0.35, 0.03, 0.02],
    ...[0.6, 0.1, 0.2, 0.05, 0.03, 0.02],
  )
  // Ranks 1, 2, 0 and 4.
  expect(topKAccuracies(Uint8Array.of(1, 0, 3, 4), scores, 6)).toEqual([
    { k: 2, accuracy: 0.5 },
    { k: 3, accuracy: 0.75 },
    { k: 5, accuracy: 1 },
  ])
})

it('lets the first of equals come first, and asks for no more than there are', () => {
  const even = new Float32Array(9).fill(1 / 3)
  expect(topKAccuracies(Uint8Array.of(0, 1, 2), even, 3)).toEqual([{ k: 2, accuracy: 2 / 3 }])
  expect(topKAccuracies(Uint8Array.of(0), Float32Array.of(0.5, 0.5), 2)).toEqual([])
})
