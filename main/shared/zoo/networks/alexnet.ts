import { square } from '../blocks/convolution.ts'
import { startDrawing } from '../draw.ts'
import { addChain, type ChainStep, defineNetwork, originalTraining, type ZooNetwork } from '../network.ts'

const lrn: ChainStep = ['LocalResponseNormalization']
/** Windows of 3 with steps of 2: they overlap. */
const pool: ChainStep = ['MaxPooling2D', { poolSize: square(3) }]
const dropout: ChainStep = ['Dropout']

function conv(filters: number, size: number, parameters: ChainStep[1] = {}): ChainStep {
  return ['Conv2D', { filters, kernelSize: square(size), padding: 'same', activation: 'relu', ...parameters }]
}

const dense = (units: number): ChainStep => ['Dense', { units, activation: 'relu' }]
const classes = (units: number): ChainStep => ['Dense', { units, activation: 'softmax' }]

interface AlexNet {
  name: string
  shape: [number, number, number]
  features: ChainStep[]
  head: ChainStep[]
}

/** Two blocks: what finds features in the picture, and what decides by them. */
function draw({ name, shape, features, head }: AlexNet, training = originalTraining) {
  const net = startDrawing(name)
  const input = net.add('Input', { shape }, null)
  const found = addChain(net, input, features, { block: net.block('Features', { isCollapsed: false }) })
  const decided = addChain(net, found, [['Flatten'], ...head], {
    block: net.block('Classifier', { isCollapsed: false }),
  })
  net.add('Output', {}, decided)
  return net.finish(training)
}

/** `groups`: 2 as on the paper's two graphics cards, which exchanged maps before the third convolution only. */
function original(name: string, groups: number): AlexNet {
  const half: ChainStep[1] = groups === 1 ? {} : { groups }
  return {
    name,
    shape: [227, 227, 3],
    features: [
      conv(96, 11, { strides: square(4), padding: 'valid' }),
      lrn,
      pool,
      conv(256, 5, half),
      lrn,
      pool,
      conv(384, 3),
      conv(384, 3, half),
      conv(256, 3, half),
      pool,
    ],
    head: [dense(4096), dropout, dense(4096), dropout, classes(1000)],
  }
}

const torchvision: AlexNet = {
  name: 'AlexNet (torchvision)',
  shape: [224, 224, 3],
  features: [
    ['ZeroPadding2D', { padding: [square(2), square(2)] }],
    conv(64, 11, { strides: square(4), padding: 'valid' }),
    pool,
    conv(192, 5),
    pool,
    conv(384, 3),
    conv(256, 3),
    conv(256, 3),
    pool,
  ],
  head: [dropout, dense(4096), dropout, dense(4096), classes(1000)],
}

const small: AlexNet = {
  name: 'AlexNet, 32 pixels',
  shape: [32, 32, 3],
  features: [
    conv(24, 5),
    lrn,
    pool,
    conv(64, 5, { groups: 2 }),
    lrn,
    pool,
    conv(96, 3),
    conv(96, 3, { groups: 2 }),
    conv(64, 3, { groups: 2 }),
    pool,
  ],
  head: [dense(256), dropout, dense(128), dropout, classes(10)],
}

const alexnet = (id: string, drawn: ZooNetwork['build']) =>
  defineNetwork({ id, family: 'alexnet', scale: 'original', data: 'imagenet', draw: drawn })

export const alexnetNetworks: ZooNetwork[] = [
  alexnet('alexnet-2012', () => draw(original('AlexNet (2012)', 2))),
  alexnet('alexnet-2012-one-tower', () => draw(original('AlexNet (2012), one tower', 1))),
  alexnet('alexnet-torchvision', () => draw(torchvision)),
  defineNetwork({
    id: 'alexnet-32',
    family: 'alexnet',
    scale: 'small',
    data: 'cifar-10',
    draw: () => draw(small, {}),
  }),
]

const evenPool: ChainStep = ['MaxPooling2D', { poolSize: square(3), padding: 'same' }]

const zfnet: AlexNet = {
  name: 'ZFNet',
  shape: [224, 224, 3],
  features: [
    ['ZeroPadding2D'],
    conv(96, 7, { strides: square(2), padding: 'valid' }),
    evenPool,
    lrn,
    conv(256, 5, { strides: square(2), padding: 'valid' }),
    evenPool,
    lrn,
    conv(384, 3),
    conv(384, 3),
    conv(256, 3),
    pool,
  ],
  head: [dense(4096), dropout, dense(4096), dropout, classes(1000)],
}

const smallZfnet: AlexNet = {
  name: 'ZFNet, 32 pixels',
  shape: [32, 32, 3],
  features: [conv(24, 3), lrn, pool, conv(64, 3), lrn, pool, conv(96, 3), conv(96, 3), conv(64, 3), pool],
  head: [dense(256), dropout, dense(128), dropout, classes(10)],
}

export const zfnetNetworks: ZooNetwork[] = [
  defineNetwork({ id: 'zfnet', family: 'zfnet', scale: 'original', data: 'imagenet', draw: () => draw(zfnet) }),
  defineNetwork({
    id: 'zfnet-32',
    family: 'zfnet',
    scale: 'small',
    data: 'cifar-10',
    draw: () => draw(smallZfnet, {}),
  }),
]
