import { type ChainStep, defineNetwork, drawChain, type ZooData, type ZooNetwork } from '../network.ts'

/** Networks without a convolution, to be compared with those that have some. */
const classes = (units: number): ChainStep => ['Dense', { units, activation: 'softmax' }]
const hidden = (units: number): ChainStep => ['Dense', { units, activation: 'relu' }]
const normalized: ChainStep[] = [['Dense', { units: 32 }], ['BatchNormalization'], ['Activation']]

interface Baseline {
  id: string
  name: string
  shape: [number, number, number]
  data: ZooData
  steps: ChainStep[]
}

const baselines: Baseline[] = [
  { id: 'ff-softmax', name: 'Softmax regression', shape: [28, 28, 1], data: 'mnist', steps: [classes(10)] },
  {
    id: 'ff-mnist',
    name: 'Feed-forward, digits',
    shape: [28, 28, 1],
    data: 'mnist',
    steps: [...normalized, classes(10)],
  },
  {
    id: 'ff-mnist-deep',
    name: 'Feed-forward, digits, deeper',
    shape: [28, 28, 1],
    data: 'mnist',
    steps: [hidden(128), hidden(64), classes(10)],
  },
  {
    id: 'ff-colours',
    name: 'Feed-forward, colours',
    shape: [28, 28, 3],
    data: 'colours',
    steps: [...normalized, classes(6)],
  },
  {
    id: 'ff-shapes',
    name: 'Feed-forward, shapes',
    shape: [28, 28, 1],
    data: 'shapes',
    steps: [...normalized, classes(5)],
  },
  {
    id: 'ff-colours-shapes',
    name: 'Feed-forward, colours and shapes',
    shape: [28, 28, 3],
    data: 'colours-shapes',
    steps: [...normalized, classes(9)],
  },
  {
    id: 'ff-fashion',
    name: 'Feed-forward, clothes',
    shape: [28, 28, 1],
    data: 'fashion-mnist',
    steps: [...normalized, classes(10)],
  },
  {
    id: 'ff-cifar',
    name: 'Feed-forward, CIFAR-10',
    shape: [32, 32, 3],
    data: 'cifar-10',
    steps: [hidden(512), hidden(256), classes(10)],
  },
]

export const feedForwardNetworks: ZooNetwork[] = baselines.map(({ id, name, shape, data, steps }) =>
  defineNetwork({
    id,
    family: 'feed-forward',
    scale: 'small',
    data,
    draw: () => drawChain(name, shape, [['Flatten'], ...steps]),
  }),
)
