import { square } from '../blocks/convolution.ts'
import { type Drawing, startDrawing } from '../draw.ts'
import { addChain, type ChainStep, defineNetwork, drawChain, type ZooNetwork } from '../network.ts'

/** With ReLU and max pooling, as it is taught now. A 28×28 picture is padded to the 32×32 of the paper. */
function modern(shape: [number, number, number]) {
  const conv = (filters: number, padding: 'same' | 'valid'): ChainStep => [
    'Conv2D',
    { filters, kernelSize: square(5), padding, activation: 'relu' },
  ]
  const dense = (units: number): ChainStep => ['Dense', { units, activation: 'relu' }]
  return drawChain('LeNet-5', shape, [
    conv(6, shape[0] === 28 ? 'same' : 'valid'),
    ['MaxPooling2D'],
    conv(16, 'valid'),
    ['MaxPooling2D'],
    ['Flatten'],
    dense(120),
    dense(84),
    ['Dense', { units: 10, activation: 'softmax' }],
  ])
}

/** The maps of S2 that each map of C3 is computed from: table I of the paper. */
const partialTable = [
  [0, 1, 2],
  [1, 2, 3],
  [2, 3, 4],
  [3, 4, 5],
  [0, 4, 5],
  [0, 1, 5],
  [0, 1, 2, 3],
  [1, 2, 3, 4],
  [2, 3, 4, 5],
  [0, 3, 4, 5],
  [0, 1, 4, 5],
  [0, 1, 2, 5],
  [0, 1, 3, 4],
  [1, 2, 4, 5],
  [0, 2, 3, 5],
  [0, 1, 2, 3, 4, 5],
]

const oneMap = { filters: 1, kernelSize: square(5) }

/** The paper's sub-sampling: the mean of 2×2 pixels, times a trained coefficient, plus a bias, through the squashing function. */
const subSampling: ChainStep[] = [
  ['AveragePooling2D'],
  ['DepthwiseConv2D', { kernelSize: square(1), activation: 'tanh' }],
]

/** Six maps, each drawn by itself, so that those of C3 can choose among them. */
function addFirstMaps(net: Drawing, from: string): string[] {
  const block = net.block('C1, S2', { isCollapsed: true })
  const padded = net.add('ZeroPadding2D', { padding: [square(2), square(2)] }, from, { block })
  return Array.from({ length: 6 }, (_, map) => {
    const convolved = net.add('Conv2D', { ...oneMap, activation: 'tanh' }, padded, { block, name: `C1.${map}` })
    return addChain(net, convolved, subSampling, { block })
  })
}

function addPartialMaps(net: Drawing, maps: readonly string[]): string {
  const block = net.block('C3', { isCollapsed: true })
  const chosen = partialTable.map((places, map) => {
    const sources = places.flatMap((place) => maps[place] ?? [])
    const joined = net.add('Concatenate', {}, sources, { block })
    return net.add('Conv2D', { ...oneMap, activation: 'tanh' }, joined, { block, name: `C3.${map}` })
  })
  return net.add('Concatenate', {}, chosen, { block })
}

/** The network of 1998 but for its output: no layer here measures distances to drawn figures. */
function historic(name: string, output: ChainStep) {
  const net = startDrawing(name)
  const maps = addFirstMaps(net, net.add('Input', { shape: [28, 28, 1] }, null))
  const last = addChain(net, addPartialMaps(net, maps), [
    ...subSampling,
    ['Conv2D', { filters: 120, kernelSize: square(5), activation: 'tanh' }],
    ['Flatten'],
    ['Dense', { units: 84, activation: 'tanh' }],
    output,
  ])
  net.add('Output', {}, last)
  return net.finish()
}

const dense: ChainStep = ['Dense', { units: 10, activation: 'softmax' }]
/** 840 numbers that are not trained, as in the paper's output layer. */
const fixed: ChainStep = ['Dense', { units: 10, activation: 'softmax', useBias: false, trainable: false }]

const lenet = (id: string, scale: ZooNetwork['scale'], draw: ZooNetwork['build']) =>
  defineNetwork({ id, family: 'lenet', scale, data: 'mnist', draw })

export const lenetNetworks: ZooNetwork[] = [
  lenet('lenet5', 'small', () => modern([28, 28, 1])),
  lenet('lenet5-32', 'original', () => modern([32, 32, 1])),
  lenet('lenet5-1998', 'original', () => historic('LeNet-5 (1998)', dense)),
  lenet('lenet5-1998-fixed', 'original', () => historic('LeNet-5 (1998), fixed output', fixed)),
]
