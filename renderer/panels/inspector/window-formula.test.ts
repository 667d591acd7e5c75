import { describe, expect, it } from 'vitest'
import { checkGraph } from '#shared/graph/check-graph.ts'
import { type ChainStep, drawChain } from '#shared/zoo/network.ts'
import { axisFormula, windowFormulas } from './window-formula.ts'

describe('axisFormula', () => {
  it.each([
    [28, 3, 1, 'same', '(28 + 2·1 − 3)/1 + 1 = 28'],
    [28, 3, 1, 'valid', '(28 − 3)/1 + 1 = 26'],
    [28, 3, 2, 'valid', '⌊(28 − 3)/2⌋ + 1 = 13'],
    [28, 2, 2, 'valid', '(28 − 2)/2 + 1 = 14'],
    [28, 3, 2, 'same', '(28 + 0 + 1 − 3)/2 + 1 = 14'],
  ] as const)('%d, window %d, stride %d, %s', (length, size, stride, padding, text) => {
    expect(axisFormula(length, size, stride, padding)).toBe(text)
  })

  it('comes out at the size that it states, with the arithmetic done', () => {
    for (const padding of ['same', 'valid'] as const) {
      for (let length = 4; length < 30; length += 1) {
        for (let stride = 1; stride < 5; stride += 1) {
          const [left = '', right = ''] = axisFormula(length, 3, stride, padding).split(' = ')
          const sum = left.replaceAll('·', '*').replaceAll('−', '-').replace('⌊', 'Math.floor(').replace('⌋', ')')
          expect(new Function(`return ${sum}`)()).toBe(Number(right))
        }
      }
    }
  })
})

describe('windowFormulas', () => {
  it.each([
    [['Conv2D', { dilationRate: [2, 2] }], '(28 − 5)/1 + 1 = 24'],
    [['Conv2DTranspose', { strides: [2, 2] }], '28·2 + 1 = 57'],
    [['Conv2DTranspose', { strides: [2, 2], padding: 'same' }], '28·2 = 56'],
  ] as [ChainStep, string][])('%j: %s', (step, text) => {
    const { nodes } = checkGraph(drawChain('chain', [28, 28, 1], [step]))
    expect(nodes.flatMap((node) => windowFormulas(node))).toEqual([{ axis: 'both', text }])
  })

  it('takes the steps of a sequence for its one axis', () => {
    const steps: ChainStep[] = [
      ['Reshape', { targetShape: [784, 1] }],
      ['Conv1D', { strides: 2, padding: 'same' }],
    ]
    const { nodes } = checkGraph(drawChain('chain', [28, 28, 1], steps))
    expect(nodes.flatMap((node) => windowFormulas(node))).toEqual([
      { axis: 'steps', text: '(784 + 0 + 1 − 3)/2 + 1 = 392' },
    ])
  })

  it('tells height and width apart where they differ, and nothing for layers without a window', () => {
    const { nodes } = checkGraph(drawChain('chain', [28, 20, 1], [['Conv2D'], ['Flatten']]))
    expect(nodes.map((node) => windowFormulas(node).map(({ axis }) => axis))).toEqual([[], ['height', 'width'], [], []])
  })
})
