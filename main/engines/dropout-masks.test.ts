import { describe, expect, it } from 'vitest'
import { fillDropoutMask, fillGaussianNoise } from './dropout-masks.ts'

const seed = { seed: 7, step: 3, layer: 1 }

function mask(length: number, rate: number, from = seed): Float32Array {
  const values = new Float32Array(length).fill(Number.NaN)
  fillDropoutMask(values, rate, from)
  return values
}

function noise(length: number, stddev: number, from = seed): Float32Array {
  const values = new Float32Array(length).fill(Number.NaN)
  fillGaussianNoise(values, stddev, from)
  return values
}

describe('dropout masks', () => {
  it('are those of the first release, which checkpoints count on', () => {
    expect([...mask(24, 0.5)].map((value) => value / 2).join('')).toBe('110100100101110100110010')
  })

  it.each([0.1, 0.25, 0.5, 0.9])('drop a share of %s and scale the others', (rate) => {
    const values = mask(100_001, rate)
    const dropped = values.filter((value) => value === 0).length
    expect(Math.abs(dropped / values.length - rate)).toBeLessThan(0.005)
    expect(new Set(values)).toEqual(new Set([0, Math.fround(1 / (1 - rate))]))
  })

  it('begin alike at each length', () => {
    const long = mask(100, 0.3)
    for (const length of [1, 2, 7, 99]) expect(mask(length, 0.3)).toEqual(long.subarray(0, length))
  })

  it.each(['seed', 'step', 'layer'] as const)('differ by the %s', (part) => {
    expect(mask(64, 0.5, { ...seed, [part]: 9 })).not.toEqual(mask(64, 0.5))
    expect(noise(64, 1, { ...seed, [part]: 9 })).not.toEqual(noise(64, 1))
  })
})

describe('Gaussian noise', () => {
  it('is normally distributed', () => {
    const values = noise(200_001, 2)
    const mean = (power: number) => values.reduce((sum, value) => sum + (value / 2) ** power, 0) / values.length
    for (const [power, moment] of [0, 1, 0, 3].entries()) {
      expect(Math.abs(mean(power + 1) - moment), `moment ${power + 1}`).toBeLessThan(0.05)
    }
    const within = values.filter((value) => Math.abs(value) < 2).length / values.length
    expect(Math.abs(within - 0.6827)).toBeLessThan(0.005)
  })

  it('begins alike at each length', () => {
    const long = noise(100, 1)
    for (const length of [1, 2, 7, 99]) expect(noise(length, 1)).toEqual(long.subarray(0, length))
  })
})
