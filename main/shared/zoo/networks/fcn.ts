import type { TrainingSettings } from '../../document/schema.ts'
import { square } from '../blocks/convolution.ts'
import { addVggBlock } from '../blocks/vgg-block.ts'
import { type Drawing, startDrawing } from '../draw.ts'
import { addChain, type ChainStep, defineNetwork, originalTraining, type ZooNetwork } from '../network.ts'

/** Scores of each class enlarged by a transposed convolution that begins as bilinear interpolation. */
function enlarge(classes: number, size: number, stride: number, padding: 'valid' | 'same'): ChainStep {
  return [
    'Conv2DTranspose',
    {
      filters: classes,
      kernelSize: square(size),
      strides: square(stride),
      padding,
      useBias: false,
      kernelInitializer: 'bilinear',
    },
  ]
}

/** So many pixels away at the front of both axes, and what is too much at their end. */
function crop(front: number, end: number): ChainStep {
  return [
    'Cropping2D',
    {
      cropping: [
        [front, end],
        [front, end],
      ],
    },
  ]
}

const score = (classes: number): ChainStep => ['Conv2D', { filters: classes, kernelSize: square(1) }]

const perPixel: Partial<TrainingSettings> = { loss: 'sparseCategoricalCrossentropy' }

/** A finer map whose scores are added on the way up, and how they are lined up with the enlarged ones. */
interface Skip {
  /** Number of the pooling: pool4 is the fourth. */
  pool: number
  /** Cropping of the pooling's scores, as in the authors' networks. */
  cropping: [front: number, end: number]
}

interface Form {
  name: string
  id: string
  skips: readonly Skip[]
  /** The last enlargement, to the size of the picture, and the cropping behind it. */
  last: { size: number; stride: number; cropping: [front: number, end: number] }
}

const pool4: Skip = { pool: 4, cropping: [5, 4] }
const pool3: Skip = { pool: 3, cropping: [9, 6] }

/** The authors' networks for Caffe, on pictures of 224×224: offsets of 19, 27 and 31 pixels, 5 at pool4 and 9 at pool3. */
const forms: Form[] = [
  { id: 'fcn-32s', name: 'FCN-32s', skips: [], last: { size: 64, stride: 32, cropping: [19, 45] } },
  { id: 'fcn-16s', name: 'FCN-16s', skips: [pool4], last: { size: 32, stride: 16, cropping: [27, 53] } },
  { id: 'fcn-8s', name: 'FCN-8s', skips: [pool4, pool3], last: { size: 16, stride: 8, cropping: [31, 57] } },
]

/** Of PASCAL VOC, with the background. */
const vocClasses = 21

/** VGG-16 up to its last pooling. The zeros around the picture keep small ones from vanishing on the way. */
function addTrunk(net: Drawing, from: string): string[] {
  const block = net.block('Padding, conv1')
  const relu = { filters: 64, activation: 'relu' }
  const first = addChain(
    net,
    from,
    [
      ['ZeroPadding2D', { padding: [square(100), square(100)] }],
      ['Conv2D', relu],
      ['Conv2D', { ...relu, padding: 'same' }],
      ['MaxPooling2D', { padding: 'same' }],
    ],
    { block },
  )
  const pools = [first]
  for (const [convolutions, filters] of [
    [2, 128],
    [3, 256],
    [3, 512],
    [3, 512],
  ] as const) {
    const options = { name: `conv${pools.length + 1}`, convolutions, filters, padding: 'same' } as const
    pools.push(addVggBlock(net, pools.at(-1) ?? '', options))
  }
  return pools
}

function draw({ name, skips, last }: Form) {
  const net = startDrawing(name)
  const pools = addTrunk(net, net.add('Input', { shape: [224, 224, 3] }, null))
  const relu: ChainStep[1] = { filters: 4096, activation: 'relu' }
  let scores = addChain(
    net,
    pools.at(-1) ?? '',
    [
      ['Conv2D', { ...relu, kernelSize: square(7) }],
      ['Dropout'],
      ['Conv2D', { ...relu, kernelSize: square(1) }],
      ['Dropout'],
      score(vocClasses),
    ],
    { block: net.block('fc6, fc7, score') },
  )
  for (const { pool, cropping } of skips) {
    const block = net.block(`Skip from pool${pool}`)
    const enlarged = addChain(net, scores, [enlarge(vocClasses, 4, 2, 'valid')], { block })
    const finer = addChain(net, pools[pool - 1] ?? '', [score(vocClasses), crop(...cropping)], { block })
    scores = net.add('Add', {}, [enlarged, finer], { block })
  }
  const end = addChain(net, scores, [
    enlarge(vocClasses, last.size, last.stride, 'valid'),
    crop(...last.cropping),
    ['Activation', { activation: 'softmax' }],
  ])
  net.add('Output', {}, end)
  return net.finish({ ...originalTraining, ...perPixel, batchSize: 1 })
}

const smallClasses = 4

/** Three poolings take 28 pixels to 4; the forms differ as the large ones do. */
function drawSmall(name: string, skips: number) {
  const net = startDrawing(name)
  const pools: string[] = []
  let last = net.add('Input', { shape: [28, 28, 3] }, null)
  for (const filters of [16, 32, 64]) {
    last = addVggBlock(net, last, { name: `conv${pools.length + 1}`, convolutions: 2, filters, padding: 'same' })
    pools.push(last)
  }
  const convolved: ChainStep = ['Conv2D', { filters: 128, padding: 'same', activation: 'relu' }]
  let scores = addChain(net, last, [convolved, ['Dropout'], score(smallClasses)])
  for (const pool of [2, 1].slice(0, skips)) {
    const block = net.block(`Skip from pool${pool}`)
    const fitting = pool === 2 ? [crop(0, 1)] : []
    const enlarged = addChain(net, scores, [enlarge(smallClasses, 4, 2, 'same'), ...fitting], { block })
    const finer = addChain(net, pools[pool - 1] ?? '', [score(smallClasses)], { block })
    scores = net.add('Add', {}, [enlarged, finer], { block })
  }
  const stride = 8 / 2 ** skips
  const fitting = skips === 0 ? [crop(2, 2)] : []
  const end: ChainStep[] = [
    enlarge(smallClasses, 2 * stride, stride, 'same'),
    ...fitting,
    ['Activation', { activation: 'softmax' }],
  ]
  net.add('Output', {}, addChain(net, scores, end))
  return net.finish({ ...perPixel, epochs: 12 })
}

export const fcnNetworks: ZooNetwork[] = [
  ...forms.map((form) =>
    defineNetwork({ id: form.id, family: 'fcn', scale: 'original', data: 'pascal-voc', draw: () => draw(form) }),
  ),
  ...forms.map(({ id, name, skips }) =>
    defineNetwork({
      id: `${id}-28`,
      family: 'fcn',
      scale: 'small',
      data: 'shapes-pixels',
      draw: () => drawSmall(`${name}, 28 pixels`, skips.length),
    }),
  ),
]
