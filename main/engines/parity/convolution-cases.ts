import type { ChainStep } from '#shared/zoo/network.ts'
import type { ParityCase } from './cases.ts'

type Within = (name: string, steps: ChainStep[], shape?: [number, number, number]) => ParityCase

/** More channels than a block has, and no whole number of blocks. */
const wide = (filters: number): ChainStep => ['Conv2D', { filters, padding: 'same', activation: 'tanh' }]

/** Dilated, grouped, depthwise, separable and transposed convolutions, and those of sequences. */
export function moreConvolutions(within: Within): ParityCase[] {
  const one = (kind: string, name: string, parameters: ChainStep[1], before: ChainStep[] = []) =>
    within(`${kind} ${name}`, [...before, [kind, parameters]])
  return [
    one('Conv2D', 'dilated, valid', { filters: 4, kernelSize: [3, 2], dilationRate: [2, 3] }),
    one('Conv2D', 'dilated, same', { filters: 4, padding: 'same', dilationRate: [2, 2] }),
    one('Conv2D', 'dilated along one axis, even kernel, same', {
      filters: 4,
      kernelSize: [2, 4],
      padding: 'same',
      dilationRate: [3, 1],
    }),
    one('Conv2D', 'dilated beyond the picture, same', { filters: 3, padding: 'same', dilationRate: [5, 4] }),
    one('Conv2D', 'dilated, many channels', { filters: 19, padding: 'same', dilationRate: [2, 1] }, [wide(18)]),
    one('Conv2D', 'of 3 groups', { filters: 6, groups: 3, padding: 'same', activation: 'sigmoid' }),
    one('Conv2D', 'of 3 groups, strided, valid', { filters: 3, groups: 3, strides: [2, 2], useBias: false }),
    one('Conv2D', 'of 2 groups, strided, same', { filters: 6, groups: 2, strides: [3, 2], padding: 'same' }, [wide(4)]),
    one('Conv2D', 'of 2 groups, dilated', { filters: 4, groups: 2, dilationRate: [2, 2], padding: 'same' }, [wide(4)]),
    one('Conv2D', 'of 2 groups, many channels', { filters: 20, groups: 2, kernelSize: [2, 3] }, [wide(18)]),
    ...depthwise(one),
    ...transposed(one),
    ...sequences(within),
  ]
}

type One = (kind: string, name: string, parameters: ChainStep[1], before?: ChainStep[]) => ParityCase

function depthwise(one: One): ParityCase[] {
  return [
    one('DepthwiseConv2D', 'as by default', {}),
    one('DepthwiseConv2D', 'frozen', { trainable: false }, [wide(17)]),
    one('DepthwiseConv2D', 'held small', { depthwiseL1: 0.01, depthwiseL2: 0.02, depthMultiplier: 2 }),
    one('DepthwiseConv2D', 'same', { padding: 'same', activation: 'sigmoid' }),
    one('DepthwiseConv2D', 'with a multiplier', { depthMultiplier: 3, padding: 'same' }),
    one('DepthwiseConv2D', 'strided, same', { strides: [2, 2], padding: 'same', depthMultiplier: 2 }),
    one('DepthwiseConv2D', 'strided, valid, pixels left over', { kernelSize: [2, 2], strides: [2, 2] }),
    one('DepthwiseConv2D', 'even kernel, without bias', { kernelSize: [4, 2], padding: 'same', useBias: false }),
    one('DepthwiseConv2D', 'stride larger than the kernel', { kernelSize: [1, 2], strides: [3, 3], padding: 'same' }),
    one('DepthwiseConv2D', 'many channels', { padding: 'same' }, [wide(18)]),
    one('DepthwiseConv2D', 'many channels, strided, same', { strides: [2, 3], padding: 'same' }, [wide(18)]),
    one('DepthwiseConv2D', 'many channels, strided, valid', { strides: [2, 1], kernelSize: [2, 3] }, [wide(16)]),
    one('DepthwiseConv2D', 'many channels, with a multiplier', { depthMultiplier: 2, useBias: false }, [wide(17)]),
    one('DepthwiseConv2D', 'of one channel', { depthMultiplier: 4 }, [['Conv2D', { filters: 1, padding: 'same' }]]),
    one('SeparableConv2D', 'as by default', { filters: 4 }),
    one('SeparableConv2D', 'held small', { filters: 4, depthwiseL2: 0.03, pointwiseL1: 0.01, pointwiseL2: 0.02 }, [
      wide(5),
    ]),
    one('SeparableConv2D', 'frozen', { filters: 4, trainable: false }),
    one('SeparableConv2D', 'same, with a multiplier', { filters: 5, padding: 'same', depthMultiplier: 2 }),
    one('SeparableConv2D', 'strided', { filters: 4, strides: [2, 2], padding: 'same', activation: 'tanh' }),
    one('SeparableConv2D', 'dilated', { filters: 4, dilationRate: [2, 2], kernelSize: [3, 2], useBias: false }),
    one('SeparableConv2D', 'many channels', { filters: 20, padding: 'same' }, [wide(18)]),
    one('SeparableConv2D', 'many channels, dilated', { filters: 20, padding: 'same', dilationRate: [3, 2] }, [
      wide(18),
    ]),
  ]
}

function transposed(one: One): ParityCase[] {
  return [
    one('Conv2DTranspose', 'as by default', { filters: 4 }),
    one('Conv2DTranspose', 'held small', { filters: 4, kernelL1: 0.01, kernelL2: 0.02 }),
    one('Conv2DTranspose', 'frozen', { filters: 4, trainable: false }),
    one('Conv2D', 'of 3 groups, held small', { filters: 3, groups: 3, kernelL2: 0.05 }),
    one('Conv2DTranspose', 'same', { filters: 4, padding: 'same', activation: 'sigmoid' }),
    one('Conv2DTranspose', 'strided, valid', { filters: 4, strides: [2, 2] }),
    one('Conv2DTranspose', 'strided, same', { filters: 4, strides: [2, 2], padding: 'same' }),
    one('Conv2DTranspose', 'even kernel, strided, same', {
      filters: 3,
      kernelSize: [2, 4],
      strides: [2, 3],
      padding: 'same',
    }),
    one('Conv2DTranspose', 'stride larger than the kernel, valid', { filters: 3, kernelSize: [2, 1], strides: [3, 2] }),
    one('Conv2DTranspose', 'stride larger than the kernel, same', {
      filters: 3,
      kernelSize: [1, 2],
      strides: [2, 3],
      padding: 'same',
      useBias: false,
    }),
    one('Conv2DTranspose', 'unequal strides, valid', { filters: 2, kernelSize: [5, 3], strides: [2, 1] }),
    one('Conv2DTranspose', 'many channels', { filters: 19, strides: [2, 2], padding: 'same' }, [wide(18)]),
  ]
}

function sequences(within: Within): ParityCase[] {
  const along = (name: string, steps: ChainStep[], channels = 3) =>
    within(name, [...(channels === 3 ? [] : [wide(channels)]), ['Reshape', { targetShape: [35, channels] }], ...steps])
  const pooling = (kind: string) => [
    along(`${kind} as by default`, [[kind]], 4),
    along(`${kind} overlapping, same`, [[kind, { poolSize: 4, strides: 2, padding: 'same' }]]),
    along(`${kind} overlapping, valid`, [[kind, { poolSize: 3, strides: 1 }]]),
    along(`${kind} stride larger than the window`, [[kind, { poolSize: 2, strides: 3, padding: 'same' }]]),
    along(`${kind} window larger than the sequence, same`, [[kind, { poolSize: 40, strides: 7, padding: 'same' }]]),
  ]
  return [
    along('Conv1D as by default', [['Conv1D', { filters: 4 }]]),
    along('Conv1D held small', [['Conv1D', { filters: 4, kernelL1: 0.01, kernelL2: 0.02 }]]),
    along('Conv1D frozen', [['Conv1D', { filters: 4, trainable: false }]]),
    along('Conv1D same', [['Conv1D', { filters: 4, padding: 'same', activation: 'sigmoid' }]]),
    along('Conv1D strided, same', [['Conv1D', { filters: 4, kernelSize: 4, strides: 3, padding: 'same' }]]),
    along('Conv1D strided, valid', [['Conv1D', { filters: 4, kernelSize: 2, strides: 3, useBias: false }]]),
    along('Conv1D dilated', [['Conv1D', { filters: 4, dilationRate: 3, padding: 'same' }]]),
    along('Conv1D dilated, valid', [['Conv1D', { filters: 4, kernelSize: 2, dilationRate: 4 }]]),
    along('Conv1D of 3 groups', [['Conv1D', { filters: 6, groups: 3, dilationRate: 2 }]]),
    along('Conv1D with softmax', [['Conv1D', { filters: 4, activation: 'softmax' }]]),
    along(
      'Conv1D twice, many channels',
      [
        ['Conv1D', { filters: 20, padding: 'same' }],
        ['Conv1D', { filters: 5 }],
      ],
      18,
    ),
    ...pooling('MaxPooling1D'),
    ...pooling('AveragePooling1D'),
  ]
}
