import { describe, expect, it } from 'vitest'
import { holm } from './holm.ts'
import { logGamma, regularizedBeta } from './incomplete-beta.ts'
import { countDiscordant, mcnemarP } from './mcnemar.ts'
import { meanInterval } from './mean-interval.ts'
import { pairedTest } from './paired-t.ts'
import { quantile95, twoSidedP } from './students-t.ts'
import { welchTest } from './welch.ts'

// Reference values: SciPy 1.17.1 (special.gammaln, special.betainc, stats.t, stats.binomtest, stats.ttest_ind, stats.ttest_rel).

const seedsA = [0.971, 0.975, 0.969, 0.973, 0.972]
const seedsB = [0.978, 0.981, 0.976, 0.979]

describe('special functions', () => {
  it.each([
    [0.5, 0.5723649429247],
    [1, 0],
    [3.5, 1.2009736023470743],
    [10, 12.801827480081469],
    [150.5, 602.5139548705853],
  ])('log Γ(%d)', (x, expected) => {
    expect(logGamma(x)).toBeCloseTo(expected, 11)
  })

  it.each([
    [0.3, 0.5, 0.5, 0.36901011956554536],
    [0.5, 2, 3, 0.6875],
    [0.9, 10, 1, 0.34867844010000004],
    [0.999, 5000.5, 0.5, 0.001560731035403152],
    [0.5, 60, 41, 0.028443966820490444],
    [0, 2, 3, 0],
    [1, 2, 3, 1],
  ])('I(%d; %d, %d)', (x, a, b, expected) => {
    expect(regularizedBeta(x, a, b)).toBeCloseTo(expected, 10)
  })
})

describe("Student's t", () => {
  it.each([
    [2, 5, 0.10193947882985835],
    [1.96, 1000, 0.050273184955748736],
    [0.5, 1, 0.7048327646991335],
    [3.2, 4.7, 0.026183869756802793],
  ])('p of t = %d with %d degrees of freedom', (t, degrees, expected) => {
    expect(twoSidedP(t, degrees)).toBeCloseTo(expected, 10)
    expect(twoSidedP(-t, degrees)).toBe(twoSidedP(t, degrees))
  })

  it.each([
    [1, 12.706204736174694],
    [2, 4.302652729749462],
    [4, 2.7764451051977934],
    [9, 2.262157162798205],
    [29, 2.045229642132703],
    [1000, 1.9623390808264083],
    [3.7, 2.8675207071911895],
  ])('95 %% quantile with %d degrees of freedom', (degrees, expected) => {
    expect(quantile95(degrees)).toBeCloseTo(expected, 9)
  })
})

describe('meanInterval', () => {
  it('is the t-interval of the mean', () => {
    const interval = meanInterval(seedsA)
    expect(interval?.mean).toBeCloseTo(0.972, 12)
    expect(interval?.deviation).toBeCloseTo(0.0022360679774997916, 12)
    expect(interval?.halfWidth).toBeCloseTo(0.9747764451051977 - 0.972, 12)
  })

  it('says nothing of how far a single value may be off, and nothing of none', () => {
    expect(meanInterval([0.9])).toEqual({ count: 1, mean: 0.9, deviation: 0, halfWidth: null })
    expect(meanInterval([])).toBeNull()
  })
})

describe('welchTest', () => {
  it('agrees with SciPy', () => {
    const result = welchTest(seedsA, seedsB)
    expect(result?.difference).toBeCloseTo(0.0065, 12)
    expect(result?.degreesOfFreedom).toBeCloseTo(6.768953068592057, 9)
    expect(result?.p).toBeCloseTo(0.0030310965890082316, 10)
    expect(result?.halfWidth).toBeCloseTo(0.009936800071636963 - 0.0065, 10)
  })

  it('turns its sign, and nothing else, when the samples change places', () => {
    const [forth, back] = [welchTest(seedsA, seedsB), welchTest(seedsB, seedsA)]
    expect(back?.difference).toBe(-(forth?.difference ?? 0))
    expect(back?.p).toBeCloseTo(forth?.p ?? 0, 14)
  })

  it('needs two values of each; without any scatter it is certain', () => {
    expect(welchTest([0.9], seedsB)).toBeNull()
    expect(welchTest([0.5, 0.5], [0.5, 0.5])?.p).toBe(1)
    expect(welchTest([0.5, 0.5], [0.75, 0.75])?.p).toBe(0)
  })
})

describe('paired', () => {
  const first = [0.91, 0.84, 0.97, 0.78, 0.88, 0.93, 0.69, 0.95, 0.82, 0.9, 0.87, 0.76]
  const second = [0.93, 0.85, 0.97, 0.83, 0.9, 0.92, 0.75, 0.96, 0.85, 0.94, 0.88, 0.8]

  it('finds the mean difference with its interval, and counts who is larger', () => {
    const found = pairedTest(first, second)
    expect(found).toMatchObject({ pairs: 12, larger: { first: 1, second: 10 } })
    expect(found?.difference).toBeCloseTo(0.023333333333333334, 12)
    expect(found?.halfWidth).toBeCloseTo(0.013364291791423328, 10)
    expect(found?.p).toBeCloseTo(0.0027332667334301467, 10)
    expect(pairedTest(second, first)?.p).toBeCloseTo(found?.p ?? 0, 14)
  })

  it('needs two pairs; without any scatter it is certain', () => {
    expect(pairedTest([0.5], [0.6])).toBeNull()
    expect(pairedTest([0.5, 0.75], [0.5, 0.75])?.p).toBe(1)
    expect(pairedTest([0.5, 0.75], [0.25, 0.5])?.p).toBe(0)
  })
})

describe('McNemar', () => {
  it.each([
    [6, 16, 0.052478790283203125],
    [0, 5, 0.0625],
    [20, 20, 1],
    [150, 200, 0.008720036530555947],
    [1, 0, 1],
    [0, 0, 1],
  ])('p of %d against %d', (onlyFirst, onlySecond, expected) => {
    expect(mcnemarP({ onlyFirst, onlySecond })).toBeCloseTo(expected, 9)
    expect(mcnemarP({ onlyFirst: onlySecond, onlySecond: onlyFirst })).toBeCloseTo(expected, 9)
  })

  it('counts the pictures that only one gets right', () => {
    expect(countDiscordant([0, 1, 2, 3, 4], [0, 1, 0, 0, 4], [0, 0, 2, 0, 4])).toEqual({ onlyFirst: 1, onlySecond: 1 })
  })
})

describe('holm', () => {
  it('raises the least p most and keeps the order', () => {
    // R 4: p.adjust(c(0.01, 0.04, 0.03, 0.005), "holm") gives 0.03, 0.06, 0.06, 0.02.
    const adjusted = holm([0.01, 0.04, 0.03, 0.005])
    for (const [index, expected] of [0.03, 0.06, 0.06, 0.02].entries())
      expect(adjusted[index]).toBeCloseTo(expected, 12)
  })

  it('never exceeds 1 and leaves a single one alone', () => {
    expect(holm([0.9, 0.8])).toEqual([1, 1])
    expect(holm([0.03])).toEqual([0.03])
  })
})
