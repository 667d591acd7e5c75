import { describe, expect, it } from 'vitest'
import { initialValues } from '#shared/layers/parameters.ts'
import { findLayer } from '#shared/layers/registry.ts'
import { summarize } from './summarize.ts'

const words = {
  stride: (text: string) => `stride ${text}`,
  dilation: (text: string) => `dilation ${text}`,
  groups: (text: string) => `${text} groups`,
  units: (text: string) => `${text} units`,
  withoutBias: 'no bias',
  auxiliary: 'auxiliary',
}

describe('summarize', () => {
  it.each([
    ['Conv2D', { filters: 16, padding: 'same', activation: 'relu' }, '16 @ 3×3 · same · relu'],
    ['Conv2D', { strides: [2, 2], useBias: false }, '32 @ 3×3 · stride 2 · no bias'],
    ['Conv2D', { kernelSize: [1, 5], strides: [1, 2] }, '32 @ 1×5 · stride 1×2'],
    ['Conv2D', { dilationRate: [2, 2], groups: 2 }, '32 @ 3×3 · dilation 2×2 · 2 groups'],
    ['DepthwiseConv2D', { depthMultiplier: 2 }, '3×3 · ×2'],
    ['Conv1D', { strides: 2 }, '32 @ 3 · stride 2'],
    ['MaxPooling1D', {}, '2 · stride 2'],
    ['MaxPooling2D', {}, '2×2 · stride 2'],
    ['Dense', { units: 128, activation: 'relu' }, '128 units · relu'],
    ['Dropout', { rate: 0.25 }, '25 %'],
    ['Activation', { activation: 'softmax' }, 'softmax'],
    ['Flatten', {}, ''],
    ['Input', {}, ''],
  ])('%s %j', (kind, parameters, text) => {
    expect(summarize({ ...initialValues(findLayer(kind)?.parameters ?? {}), ...parameters }, words)).toBe(text)
  })
})
