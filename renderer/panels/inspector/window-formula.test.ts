import { describe, expect, it } from 'vitest'
import { checkGraph } from '#shared/graph/check-graph.ts'
import { type ChainStep, drawChain } from '#shared/zoo/network.ts'
import { sizeFormulas, windowFormulas } from './window-formula.ts'

function formulasOf(steps: ChainStep[], shape: [number, number, number] = [28, 28, 1]) {
  const { nodes } = checkGraph(drawChain('chain', shape, steps))
  return nodes.flatMap((node) => windowFormulas(node))
}

describe('windowFormulas', () => {
  it.each([
    [['Conv2D', { padding: 'same' }], '(28 + 2·1 − 3)/1 + 1 = 28'],
    [['Conv2D'], '(28 − 3)/1 + 1 = 26'],
    [['Conv2D', { strides: [2, 2] }], '⌊(28 − 3)/2⌋ + 1 = 13'],
    [['Conv2D', { strides: [2, 2], padding: 'same' }], '(28 + 0 + 1 − 3)/2 + 1 = 14'],
    [['Conv2D', { dilationRate: [2, 2] }], '(28 − 5)/1 + 1 = 24'],
    [['DepthwiseConv2D', { kernelSize: [5, 5] }], '(28 − 5)/1 + 1 = 24'],
    [['MaxPooling2D'], '(28 − 2)/2 + 1 = 14'],
    [['MaxPooling2D', { poolSize: [3, 3], padding: 'same' }], '(28 + 0 + 1 − 3)/2 + 1 = 14'],
    [['Conv2DTranspose', { strides: [2, 2] }], '(28 − 1)·2 + 3 = 57'],
    [['Conv2DTranspose', { strides: [2, 2], padding: 'same' }], '(28 − 1)·2 + 3 − 1 = 56'],
    [['Conv2DTranspose'], '(28 − 1)·1 + 3 = 30'],
    [['Conv2DTranspose', { kernelSize: [4, 4], strides: [2, 2], padding: 'same' }], '(28 − 1)·2 + 4 − 2·1 = 56'],
    [['Conv2DTranspose', { strides: [4, 4] }], '(28 − 1)·4 + 3 + 1 = 112'],
    [['UpSampling2D', { interpolation: 'bilinear' }], '28·2 = 56'],
    [
      [
        'ZeroPadding2D',
        {
          padding: [
            [1, 2],
            [1, 2],
          ],
        },
      ],
      '28 + 1 + 2 = 31',
    ],
    [
      [
        'Cropping2D',
        {
          cropping: [
            [3, 0],
            [3, 0],
          ],
        },
      ],
      '28 − 3 + 0 = 25',
    ],
  ] as [ChainStep, string][])('%j: %s', (step, text) => {
    expect(formulasOf([step])).toEqual([expect.objectContaining({ axis: 'both', text })])
  })

  it('takes the steps of a sequence for its one axis', () => {
    const steps: ChainStep[] = [
      ['Reshape', { targetShape: [784, 1] }],
      ['Conv1D', { strides: 2, padding: 'same' }],
    ]
    expect(formulasOf(steps)).toEqual([
      expect.objectContaining({ axis: 'steps', text: '(784 + 0 + 1 − 3)/2 + 1 = 392' }),
    ])
  })

  it('tells height and width apart where they differ', () => {
    expect(formulasOf([['Conv2D']], [28, 20, 1]).map(({ axis }) => axis)).toEqual(['height', 'width'])
  })

  it('says nothing of layers that leave sizes as they are', () => {
    expect(
      formulasOf([['Activation'], ['BatchNormalization'], ['Flatten'], ['Dense'], ['Dropout'], ['Activation']]),
    ).toEqual([])
  })

  it('counts what is rearranged or joined', () => {
    const texts = (steps: ChainStep[], shape: [number, number, number]) =>
      checkGraph(drawChain('chain', shape, steps)).nodes.flatMap((node) => sizeFormulas(node).map(({ text }) => text))
    expect(
      texts([['Flatten'], ['Reshape', { targetShape: [14, 14] }], ['Reshape', { targetShape: [4, 49] }]], [7, 7, 4]),
    ).toEqual(['7·7·4 = 196', '196 = 14·14', '14·14 = 196 = 4·49'])
    const joined: ChainStep[] = [
      ['Dropout'],
      ['Conv2D', { filters: 3, padding: 'same' }, [0]],
      ['Concatenate', {}, [1, 2]],
    ]
    expect(texts(joined, [9, 9, 2]).at(-1)).toBe('2 + 3 = 5')
    expect(texts([['Permute', { dims: [2, 1, 3] }], ['Activation'], ['GlobalAveragePooling2D']], [5, 5, 2])).toEqual([])
  })

  it('comes out at the size that it states, with the arithmetic done', () => {
    for (const kind of ['Conv2D', 'MaxPooling2D', 'Conv2DTranspose']) {
      for (const padding of ['same', 'valid']) {
        for (let length = 4; length < 20; length += 3) {
          for (let stride = 1; stride < 5; stride += 1) {
            const size = { [kind === 'MaxPooling2D' ? 'poolSize' : 'kernelSize']: [3, 3] }
            const formulas = formulasOf([[kind, { ...size, strides: [stride, stride], padding }]], [length, length, 1])
            const [left = '', right = ''] = formulas[0]?.text.split(' = ') ?? []
            const sum = left.replaceAll('·', '*').replaceAll('−', '-').replace('⌊', 'Math.floor(').replace('⌋', ')')
            expect(new Function(`return ${sum}`)(), left).toBe(Number(right))
          }
        }
      }
    }
  })
})
