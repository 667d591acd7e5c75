import { describe, expect, it } from 'vitest'
import { apportion } from './apportion.ts'
import { seededRandom } from './random.ts'
import { balanceClasses, countClasses, drawStratified, splitValidation } from './stratify.ts'

describe('apportion', () => {
  it.each([
    [10, [1, 1, 1], [4, 3, 3]],
    [7, [3, 3, 1], [3, 3, 1]],
    [5, [99, 1], [5, 0]],
    [0, [4, 5], [0, 0]],
    [3, [0, 0], [0, 0]],
    [1, [1, 2, 2], [0, 1, 0]],
  ])('shares %i out over %j as %j', (total, weights, shares) => {
    expect(apportion(total, weights)).toEqual(shares)
  })

  it('always shares out the whole, each share next to its quota', () => {
    const random = seededRandom(3)
    for (let round = 0; round < 300; round += 1) {
      const weights = Array.from({ length: 1 + Math.floor(random() * 12) }, () => Math.floor(random() * 70_000))
      const sum = weights.reduce((all, weight) => all + weight, 0)
      const total = Math.floor(random() * sum)
      const shares = apportion(total, weights)
      expect(shares.reduce((all, share) => all + share, 0)).toBe(total)
      for (const [place, share] of shares.entries()) {
        expect(Math.abs(share - (total * (weights[place] ?? 0)) / sum)).toBeLessThan(1)
      }
    }
  })
})

describe('drawing by class', () => {
  const labels = Uint8Array.from({ length: 1000 }, (_, index) => (index % 10 < 6 ? 0 : index % 10 < 9 ? 1 : 2))

  it('gives each class its exact share', () => {
    const { drawn, rest } = drawStratified(labels, 3, 200, seededRandom(1))
    expect(
      countClasses(
        labels.filter((_, index) => drawn.includes(index)),
        3,
      ),
    ).toEqual([120, 60, 20])
    expect(new Set([...drawn, ...rest]).size).toBe(1000)
  })

  it('mixes classes in both parts', () => {
    const { rest } = drawStratified(labels, 3, 200, seededRandom(1))
    const first = countClasses(
      Uint8Array.from(rest.subarray(0, 100), (index) => labels[index] ?? 0),
      3,
    )
    expect(first[0]).toBeGreaterThan(40)
    expect(first[0]).toBeLessThan(80)
    expect(first[2]).toBeGreaterThan(0)
  })

  it('splits validation off by seed, in the order of the data', () => {
    const split = splitValidation(labels, 3, 0.15, seededRandom(5))
    expect(split.validation.length).toBe(150)
    expect(split.training.length).toBe(850)
    expect([...split.training]).toEqual([...split.training].sort((a, b) => a - b))
    expect(splitValidation(labels, 3, 0.15, seededRandom(5))).toEqual(split)
    expect(splitValidation(labels, 3, 0.15, seededRandom(6))).not.toEqual(split)
  })

  it('keeps all for training at share 0', () => {
    const split = splitValidation(labels, 3, 0, seededRandom(5))
    expect(split.training.length).toBe(1000)
    expect(split.validation.length).toBe(0)
  })
})

describe('balanceClasses', () => {
  const labels = Uint8Array.of(0, 0, 0, 0, 0, 0, 2, 2, 3, 0)

  it('lets each class that is there count the same, and a picture 1 on the average', () => {
    const weights = balanceClasses(labels, 5)
    const sums = countClasses(labels, 5).map((count, label) => count * (weights[label] ?? 0))
    for (const label of [0, 2, 3]) expect(sums[label]).toBeCloseTo(10 / 3, 10)
    expect([weights[1], weights[4]]).toEqual([0, 0])
  })

  it('changes nothing where classes are even', () => {
    expect(balanceClasses(Uint8Array.of(1, 0, 1, 0), 2)).toEqual([1, 1])
  })
})
