import type { ChainStep } from '#shared/zoo/network.ts'
import type { ParityCase } from './cases.ts'

type Within = (name: string, steps: ChainStep[]) => ParityCase

/** Twelve channels fill one block of eight and half a second one. */
const twelve: ChainStep = ['Conv2D', { filters: 12, padding: 'same', activation: 'tanh' }]
const eight: ChainStep = ['Conv2D', { filters: 8, padding: 'same', activation: 'relu' }]

const merges = (within: Within): ParityCase[] =>
  ['Add', 'Subtract', 'Multiply', 'Average', 'Maximum', 'Concatenate'].flatMap((kind) => [
    within(`${kind} of two convolutions`, [twelve, [twelve[0], twelve[1], [1]], [kind, {}, [2, 3]]]),
    within(`${kind} of blocks and plain values`, [
      ['Conv2D', { filters: 8, padding: 'same', activation: 'tanh' }],
      ['Activation', { activation: 'tanh' }, [1]],
      ['ZeroPadding2D', {}],
      [
        'Cropping2D',
        {
          cropping: [
            [1, 1],
            [1, 1],
          ],
        },
      ],
      ['Conv2D', { filters: 8, padding: 'same' }],
      [kind, {}, [2, 6]],
    ]),
    within(`${kind} of relus, which are often equal`, [
      eight,
      [eight[0], eight[1], [1]],
      [kind, {}, [3, 2]],
      ['MaxPooling2D'],
    ]),
    within(`${kind} of rows`, [
      ['Flatten'],
      ['Dense', { units: 5, activation: 'tanh' }],
      ['Dense', { units: 5 }, [2]],
      [kind, {}, [3, 4]],
    ]),
    ...(kind === 'Subtract'
      ? []
      : [
          within(`${kind} of three`, [
            ['Conv2D', { filters: 3, padding: 'same' }],
            ['Conv2D', { filters: 3, padding: 'same', activation: 'sigmoid' }, [1]],
            [kind, {}, [1, 2, 3]],
          ]),
        ]),
  ])

const blocks = (within: Within): ParityCase[] => [
  within('LocalResponseNormalization of plain values that a layer beside it wants in blocks', [
    ['Conv2DTranspose', { filters: 4, kernelSize: [1, 2], padding: 'same', activation: 'tanh' }],
    ['Activation', { activation: 'tanh' }],
    ['LocalResponseNormalization', { depthRadius: 2, alpha: 0.3 }],
    ['Conv2D', { filters: 4, kernelSize: [2, 1], padding: 'same' }],
    ['Maximum', {}, [3, 5]],
  ]),
  within('a residual block', [
    eight,
    ['BatchNormalization'],
    ['Conv2D', { filters: 8, padding: 'same', activation: 'tanh' }],
    ['Conv2D', { filters: 8, padding: 'same' }],
    ['Add', {}, [5, 2]],
    ['Activation', { activation: 'softplus' }],
    ['GlobalAveragePooling2D'],
  ]),
  within('a residual block whose shortcut is strided', [
    eight,
    ['Conv2D', { filters: 9, padding: 'same', strides: [2, 2] }],
    ['Conv2D', { filters: 9, kernelSize: [1, 1], strides: [2, 2] }, [2]],
    ['Add', {}, [3, 4]],
  ]),
  within('an Inception block', [
    ['Conv2D', { filters: 8, kernelSize: [1, 1] }, [1]],
    ['Conv2D', { filters: 16, padding: 'same' }, [1]],
    ['MaxPooling2D', { poolSize: [3, 3], strides: [1, 1], padding: 'same' }, [1]],
    ['Conv2D', { filters: 5, kernelSize: [1, 1] }],
    ['Concatenate', {}, [2, 3, 5]],
    ['Conv2D', { filters: 3, kernelSize: [1, 1], activation: 'tanh' }],
  ]),
  within('a DenseNet block', [
    ['Conv2D', { filters: 4, padding: 'same', activation: 'tanh' }],
    ['Concatenate', {}, [1, 2]],
    ['Conv2D', { filters: 4, padding: 'same', activation: 'tanh' }],
    ['Concatenate', {}, [1, 2, 4]],
    ['AveragePooling2D'],
  ]),
]

const rearrangements = (within: Within): ParityCase[] => [
  within('Reshape of a picture', [
    ['Reshape', { targetShape: [5, -1, 7] }],
    ['Conv2D', { filters: 2 }],
  ]),
  within('Reshape of rows to a picture and to a sequence', [
    ['Flatten'],
    ['Reshape', { targetShape: [7, 5, 3] }],
    ['Conv2D', { filters: 4 }],
    ['Reshape', { targetShape: [-1, 4] }],
    ['Activation', { activation: 'tanh' }],
    ['Reshape', { targetShape: [-1] }],
  ]),
  within('Permute of a picture', [
    ['Permute', {}],
    ['Conv2D', { filters: 4 }],
    ['Permute', { dims: [3, 1, 2] }],
  ]),
  within('Permute of a sequence', [
    ['Reshape', { targetShape: [35, 3] }],
    ['Permute', { dims: [2, 1] }],
  ]),
  within('ZeroPadding2D, unequal', [
    [
      'ZeroPadding2D',
      {
        padding: [
          [1, 0],
          [2, 3],
        ],
      },
    ],
    ['Conv2D', { filters: 4 }],
  ]),
  within('ZeroPadding2D of more channels than a block', [twelve, ['ZeroPadding2D'], twelve]),
  within('ZeroPadding2D of pooled pictures', [['AveragePooling2D', { padding: 'same' }], ['ZeroPadding2D'], twelve]),
  within('Cropping2D, unequal', [
    [
      'Cropping2D',
      {
        cropping: [
          [1, 0],
          [0, 2],
        ],
      },
    ],
    ['Conv2D', { filters: 4 }],
  ]),
  within('Cropping2D of more channels than a block', [
    twelve,
    [
      'Cropping2D',
      {
        cropping: [
          [2, 1],
          [1, 1],
        ],
      },
    ],
    twelve,
  ]),
  ...['nearest', 'bilinear'].flatMap((interpolation) => [
    within(`UpSampling2D, ${interpolation}`, [
      ['UpSampling2D', { interpolation }],
      ['Conv2D', { filters: 2 }],
    ]),
    within(`UpSampling2D of more channels than a block, ${interpolation}`, [
      twelve,
      ['UpSampling2D', { size: [3, 2], interpolation }],
      ['Conv2D', { filters: 2, strides: [2, 2] }],
    ]),
    within(`UpSampling2D of pooled pictures, ${interpolation}`, [
      ['AveragePooling2D', { padding: 'same' }],
      ['UpSampling2D', { size: [1, 3], interpolation }],
    ]),
  ]),
  within('GlobalMaxPooling2D', [['GlobalMaxPooling2D']]),
  within('GlobalMaxPooling1D', [['Reshape', { targetShape: [-1, 3] }], ['GlobalMaxPooling1D']]),
  within('GlobalAveragePooling1D', [['Reshape', { targetShape: [-1, 5] }], ['GlobalAveragePooling1D']]),
  within('GlobalMaxPooling2D of more channels than a block', [twelve, ['GlobalMaxPooling2D']]),
]

const slopes = (within: Within): ParityCase[] => [
  within('LeakyReLU', [twelve, ['LeakyReLU']]),
  within('LeakyReLU on rows', [['Flatten'], ['Dense', { units: 9 }], ['LeakyReLU', { alpha: 0.6 }]]),
  within('ELU', [twelve, ['ELU'], ['Flatten'], ['Dense', { units: 4 }], ['ELU', { alpha: 0.4 }]]),
  within('PReLU on pictures', [['PReLU'], ['Conv2D', { filters: 2 }]]),
  within('PReLU with shared axes', [twelve, ['PReLU', { sharedAxes: [1, 2] }], ['Conv2D', { filters: 2 }]]),
  within('PReLU with one shared axis', [['PReLU', { sharedAxes: [2] }]]),
  within('PReLU on rows', [['Flatten'], ['Dense', { units: 6 }], ['PReLU']]),
  within('PReLU on rows with one slope', [['Flatten'], ['Dense', { units: 6 }], ['PReLU', { sharedAxes: [1] }]]),
  within('a frozen PReLU', [
    ['PReLU', { trainable: false }],
    ['Conv2D', { filters: 2 }],
  ]),
]

const auxiliary = (lossWeight: number, source: number): ChainStep => [
  'Output',
  { auxiliary: true, lossWeight },
  [source],
]

/** More ends than one. The classifier that `within` adds is the main one. */
const heads = (within: Within): ParityCase[] => [
  within('an auxiliary head as GoogLeNet has', [
    ['AveragePooling2D', { padding: 'same' }, [1]],
    ['Flatten'],
    ['Dense', { units: 4, activation: 'tanh' }],
    ['Dense', { units: 3, activation: 'softmax' }],
    auxiliary(0.3, 5),
    ['Conv2D', { filters: 8, padding: 'same', activation: 'swish' }, [1]],
    ['BatchNormalization'],
  ]),
  within('two auxiliary heads, of which one counts for nothing', [
    ['Conv2D', { filters: 8, padding: 'same', activation: 'relu' }, [1]],
    ['GlobalMaxPooling2D', {}, [1]],
    ['Dense', { units: 3, activation: 'softmax' }],
    auxiliary(2.5, 4),
    ['GlobalAveragePooling2D', {}, [2]],
    ['Dense', { units: 3 }],
    ['Activation', { activation: 'softmax' }],
    auxiliary(0, 8),
    ['Conv2D', { filters: 3, activation: 'tanh' }, [2]],
  ]),
  within('an auxiliary head whose results go on', [
    ['Flatten'],
    ['Dense', { units: 3, activation: 'softmax' }],
    auxiliary(0.7, 3),
    ['Dense', { units: 5, activation: 'tanh' }, [3]],
  ]),
  within('two auxiliary heads on one layer', [
    ['Conv2D', { filters: 3, kernelSize: [7, 5] }],
    ['Flatten'],
    ['Activation', { activation: 'softmax' }],
    auxiliary(0.7, 4),
    auxiliary(0.2, 4),
    ['Conv2D', { filters: 4, activation: 'relu' }, [1]],
    ['MaxPooling2D'],
  ]),
]

/** Layers that fork, merge and rearrange, several ends, and activations with parameters. `within` puts them in a network. */
export function branchesAndMore(within: Within): ParityCase[] {
  return [...merges(within), ...blocks(within), ...rearrangements(within), ...slopes(within), ...heads(within)]
}
