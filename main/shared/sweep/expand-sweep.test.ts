import { describe, expect, it } from 'vitest'
import { checkGraph } from '../graph/check-graph.ts'
import { drawChain } from '../zoo/network.ts'
import { readAxis } from './axis-text.ts'
import { checkOnce } from './check-trials.ts'
import { expandSweep } from './expand-sweep.ts'
import { type Sweep, sweepSchema } from './sweep.ts'
import { describeTrial, trialDocument } from './trial-document.ts'

const drawing = drawChain(
  'small',
  [12, 12, 1],
  [
    ['Conv2D', { filters: 4, kernelSize: [3, 3], activation: 'relu' }],
    ['MaxPooling2D', { poolSize: [2, 2] }],
    ['Flatten'],
    ['Dropout', { rate: 0.5 }],
    ['Dense', { units: 10, activation: 'softmax' }],
  ],
  { epochs: 9 },
)

function sweepOf(axes: string[], parts: Partial<Sweep> = {}): Sweep {
  return sweepSchema.parse({ axes: axes.map((text) => readAxis(drawing, text)), ...parts })
}

const expand = (axes: string[], parts: Partial<Sweep> = {}) => expandSweep(drawing, sweepOf(axes, parts))
const valuesOf = (axes: string[], parts: Partial<Sweep> = {}) => expand(axes, parts).map(({ values }) => values)

describe('a grid', () => {
  it('has every combination, the last axis fastest', () => {
    expect(valuesOf(['conv2d-1.filters=8,16', 'training.batchSize=32,64'])).toEqual([
      [8, 32],
      [8, 64],
      [16, 32],
      [16, 64],
    ])
  })

  it('comes once as a whole before any seed comes again', () => {
    const trials = expand(['conv2d-1.filters=8,16'], { repeats: 2 })
    expect(trials.map(({ index, combination, repeat }) => [index, combination, repeat])).toEqual([
      [0, 0, 0],
      [1, 1, 0],
      [2, 0, 1],
      [3, 1, 1],
    ])
  })

  it('without axes is the drawing itself, with as many seeds as are asked for', () => {
    const sweep = sweepOf([], { repeats: 3 })
    const documents = expandSweep(drawing, sweep).map((trial) => trialDocument(drawing, sweep, trial))
    expect(documents.map(({ name, seed }) => [name, seed])).toEqual([
      ['small', 1],
      ['small', 2],
      ['small', 3],
    ])
  })

  it('goes along a range in equal steps or equal ratios', () => {
    expect(valuesOf(['training.learningRate=1e-4..1e-2:log:5']).flat()).toEqual([
      0.0001, 0.0003162, 0.001, 0.003162, 0.01,
    ])
    expect(valuesOf(['conv2d-1.filters=4..16:4']).flat()).toEqual([4, 8, 12, 16])
    expect(valuesOf(['conv2d-1.kernelSize=1..3:3'])).toEqual([[[1, 1]], [[2, 2]], [[3, 3]]])
  })

  it('has a value once, though rounding makes several alike', () => {
    expect(valuesOf(['conv2d-1.filters=1..3:9']).flat()).toEqual([1, 2, 3])
    expect(valuesOf(['conv2d-1.filters=8,8,16']).flat()).toEqual([8, 16])
  })
})

describe('a random search', () => {
  const axes = ['training.learningRate=1e-4..1e-1:log', 'conv2d-1.filters=4,8,16']
  const search = { strategy: { kind: 'random', trials: 40, seed: 7 } } as const

  it('is the same for the same seed, and another for another', () => {
    expect(valuesOf(axes, search)).toEqual(valuesOf(axes, search))
    const other = { strategy: { ...search.strategy, seed: 8 } }
    expect(valuesOf(axes, other)).not.toEqual(valuesOf(axes, search))
  })

  it('draws from the whole range by its scale', () => {
    const rates = valuesOf(axes, search).map(([rate]) => Number(rate))
    expect(rates).toHaveLength(40)
    expect(rates.every((rate) => rate >= 1e-4 && rate <= 1e-1)).toBe(true)
    // Half of them below the middle of the ratios, which is a thirtieth of the way.
    expect(rates.filter((rate) => rate < 0.00316).length).toBeGreaterThan(10)
  })

  it('gives each combination once, and no more than there are', () => {
    expect(valuesOf(['conv2d-1.filters=4,8,16'], search).flat().sort()).toEqual([16, 4, 8])
  })
})

describe('the drawing of a trial', () => {
  const documentOf = (axes: string[], values: never[] | unknown[]) => {
    const sweep = sweepOf(axes)
    const trial = expandSweep(drawing, sweep).find((each) => JSON.stringify(each.values) === JSON.stringify(values))
    if (!trial) throw new Error('no such trial')
    return trialDocument(drawing, sweep, trial)
  }

  it('takes what is behind a changed layer along', () => {
    const changed = documentOf(['conv2d-1.filters=8,16'], [16])
    const before = checkGraph(drawing).totals.parameters
    // 5 × 5 places of 16 instead of 4 filters into 10 units.
    expect(checkGraph(changed).totals.parameters - before).toBe(12 * (9 + 1) + 25 * 12 * 10)
    expect(changed.name).toBe('small · filters 16')
  })

  it('gives another optimiser its own rate, unless that is varied too', () => {
    expect(documentOf(['training.optimizer=sgd,adam'], ['sgd']).training.optimizer).toEqual({
      kind: 'sgd',
      learningRate: 0.01,
    })
    const both = documentOf(['training.learningRate=0.05,0.1', 'training.optimizer=sgd,adam'], [0.1, 'sgd'])
    expect(both.training.optimizer).toEqual({ kind: 'sgd', learningRate: 0.1 })
  })

  it('sets the rate of all dropout layers and the augmentation by its name', () => {
    const changed = documentOf(['training.dropout=0.1,0.2', 'training.augmentation=none,digits'], [0.2, 'digits'])
    expect(changed.nodes.find(({ kind }) => kind === 'Dropout')?.parameters.rate).toBe(0.2)
    expect(changed.augmentation.steps).toHaveLength(3)
  })

  it('is told with the layer where two axes have the same name', () => {
    const sweep = sweepOf(['conv2d-1.activation=relu,tanh', 'dense-1.activation=softmax'])
    expect(describeTrial(sweep, { values: ['tanh', 'softmax'] })).toBe(
      'conv2d-1.activation tanh, dense-1.activation softmax',
    )
  })
})

describe('a trial that cannot be trained', () => {
  const obstacles = (axes: string[], parts: Partial<Sweep> = {}) => {
    const sweep = sweepOf(axes, parts)
    return expandSweep(drawing, sweep)
      .map(checkOnce(drawing, sweep))
      .map(({ values: [value], seed, obstacle }) => [value, seed, obstacle?.code ?? null])
  }

  it('is found before anything starts, with the reason', () => {
    expect(obstacles(['conv2d-1.kernelSize=3x3,13x13'])).toEqual([
      [[3, 3], 1, null],
      [[13, 13], 1, 'graph.windowTooLarge'],
    ])
    expect(obstacles(['conv2d-1.filters=0,8']).map(([, , code]) => code === null)).toEqual([false, true])
    expect(obstacles(['training.batchSize=16,-4']).map(([, , code]) => code)).toEqual([null, 'sweep.badValue'])
  })

  it('is one whose optimiser has no such setting', () => {
    const sweep = sweepOf(['training.optimizer=adam,momentum', 'training.momentum=0.5,0.9'])
    const codes = expandSweep(drawing, sweep).map((trial) => checkOnce(drawing, sweep)(trial).obstacle?.code ?? null)
    expect(codes).toEqual(['sweep.notHere', 'sweep.notHere', null, null])
  })

  it('has its own seed in each repetition', () => {
    expect(obstacles(['conv2d-1.filters=8'], { repeats: 3 }).map(([, seed]) => seed)).toEqual([1, 2, 3])
  })
})

describe('what contradicts itself is refused', () => {
  const refusal = (axes: string[], parts: Partial<Sweep> = {}) => {
    try {
      expand(axes, parts)
      return null
    } catch (error) {
      return (error as { code?: string }).code
    }
  }

  it.each([
    [['conv2d-1.filters=8', 'conv2d-1.filters=16'], {}, 'sweep.axisTwice'],
    [['training.seed=1,2'], { repeats: 2 }, 'sweep.seedTwice'],
    [
      ['training.epochs=1,2'],
      { strategy: { kind: 'halving', trials: null, seed: 1, eta: 3, minEpochs: 1 } },
      'sweep.epochsTwice',
    ],
    [['training.seed=1..1001:200', 'conv2d-1.filters=1..32:32'], {}, 'sweep.tooMany'],
    [['training.learningRate=0..1:log:5'], {}, 'sweep.badRange'],
    [['conv2d-1.filters=9..3:5'], {}, 'sweep.badRange'],
    [['training.loss=1..3:5'], {}, 'sweep.notRange'],
  ] as [string[], Partial<Sweep>, string][])('%j', (axes, parts, code) => {
    expect(refusal(axes, parts)).toBe(code)
  })

  it.each([
    ['conv2d-9.filters=8', 'sweep.noLayer'],
    ['conv2d-1.filtres=8', 'sweep.noParameter'],
    ['conv2d-1.toString=8', 'sweep.noParameter'],
    ['training.toString=8', 'sweep.noSetting'],
    ['conv2d-1.filters=eight', 'sweep.notValue'],
    ['conv2d-1.filters=2.5', 'sweep.notValue'],
    ['conv2d-1.activation=reluu', 'sweep.notValue'],
    ['conv2d-1.filters', 'sweep.badAxis'],
    ['filters=8', 'sweep.badAxis'],
    ['conv2d-1.filters=,', 'sweep.noValues'],
    ['conv2d-1.kernelSize=[3', 'sweep.notValue'],
  ])('%s', (text, code) => {
    expect(() => readAxis(drawing, text)).toThrow(expect.objectContaining({ code }))
  })
})
