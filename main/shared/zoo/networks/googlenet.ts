import { addConvolution, addNormalizedConvolution, square } from '../blocks/convolution.ts'
import { addInception, type InceptionFilters } from '../blocks/inception.ts'
import { type Drawing, startDrawing } from '../draw.ts'
import { addChain, type ChainStep, defineNetwork, originalTraining, type ZooNetwork } from '../network.ts'

type Row = [one: number, threeReduce: number, three: number, fiveReduce: number, five: number, pool: number]

/** Table 1 of the paper; poolings lie before 4a and 5a. */
const modules: Record<string, Row> = {
  '3a': [64, 96, 128, 16, 32, 32],
  '3b': [128, 128, 192, 32, 96, 64],
  '4a': [192, 96, 208, 16, 48, 64],
  '4b': [160, 112, 224, 24, 64, 64],
  '4c': [128, 128, 256, 24, 64, 64],
  '4d': [112, 144, 288, 32, 64, 64],
  '4e': [256, 160, 320, 32, 128, 128],
  '5a': [256, 160, 320, 32, 128, 128],
  '5b': [384, 192, 384, 48, 128, 128],
}

function readRow([one, threeReduce, three, fiveReduce, five, pool]: Row): InceptionFilters {
  return { one, threeReduce, three, fiveReduce, five, pool }
}

const pool: ChainStep = ['MaxPooling2D', { poolSize: square(3), padding: 'same' }]
const lrn: ChainStep = ['LocalResponseNormalization']

interface Variant {
  name: string
  /** As in torchvision: batch normalisation, no local response normalisation. */
  isNormalized: boolean
  hasAuxiliary: boolean
}

function addStem(net: Drawing, from: string, isNormalized: boolean): string {
  const block = net.block('Stem')
  const convolve = isNormalized ? addNormalizedConvolution : addConvolution
  const first = convolve(net, from, { filters: 64, size: 7, stride: 2, block })
  const pooled = addChain(net, first, isNormalized ? [pool] : [pool, lrn], { block })
  const squeezed = convolve(net, pooled, { filters: 64, size: 1, block })
  const widened = convolve(net, squeezed, { filters: 192, size: 3, block })
  return addChain(net, widened, isNormalized ? [pool] : [lrn, pool], { block })
}

interface Auxiliary {
  name: string
  convolve: typeof addConvolution
  filters: number
  units: number
  classes: number
  window: ChainStep[1]
}

/** A classifier at the side, so that the gradient reaches the lower layers; its loss counts 0.3. */
function addAuxiliary(net: Drawing, from: string, { name, convolve, filters, units, classes, window }: Auxiliary) {
  const block = net.block(name)
  const pooled = net.add('AveragePooling2D', window ?? {}, from, { block })
  const squeezed = convolve(net, pooled, { filters, size: 1, block })
  const last = addChain(
    net,
    squeezed,
    [
      ['Flatten'],
      ['Dense', { units, activation: 'relu' }],
      ['Dropout', { rate: 0.7 }],
      ['Dense', { units: classes, activation: 'softmax' }],
    ],
    { block },
  )
  net.add('Output', { auxiliary: true, lossWeight: 0.3 }, last, { block })
}

function draw({ name, isNormalized, hasAuxiliary }: Variant) {
  const net = startDrawing(name)
  const convolve = isNormalized ? addNormalizedConvolution : addConvolution
  let last = addStem(net, net.add('Input', { shape: [224, 224, 3] }, null), isNormalized)
  for (const [module, row] of Object.entries(modules)) {
    if (module.endsWith('a') && module !== '3a') last = addChain(net, last, [pool])
    last = addInception(net, last, { name: `Inception ${module}`, filters: readRow(row), isNormalized })
    if (!hasAuxiliary || (module !== '4a' && module !== '4d')) continue
    const window = { poolSize: square(5), strides: square(3) }
    const title = `Auxiliary ${module === '4a' ? 1 : 2}`
    addAuxiliary(net, last, { name: title, convolve, filters: 128, units: 1024, classes: 1000, window })
  }
  const classified = addChain(net, last, [
    ['GlobalAveragePooling2D'],
    ['Dropout', { rate: isNormalized ? 0.2 : 0.4 }],
    ['Dense', { units: 1000, activation: 'softmax' }],
  ])
  net.add('Output', {}, classified)
  return net.finish(originalTraining)
}

/** Five modules of an eighth of the filters, and one classifier at the side. */
function drawSmall() {
  const net = startDrawing('GoogLeNet, 32 pixels')
  const input = net.add('Input', { shape: [32, 32, 3] }, null)
  let last = addNormalizedConvolution(net, input, { filters: 24, size: 3 })
  for (const module of ['3a', '3b', '4a', '4d', '5a']) {
    if (module.endsWith('a')) last = addChain(net, last, [pool])
    const filters = readRow((modules[module] ?? []).map((count) => count / 8) as Row)
    last = addInception(net, last, { name: `Inception ${module}`, filters, isNormalized: true })
    if (module !== '4a') continue
    addAuxiliary(net, last, {
      name: 'Auxiliary',
      convolve: addNormalizedConvolution,
      filters: 16,
      units: 64,
      classes: 10,
      window: {},
    })
  }
  const head: ChainStep[] = [['GlobalAveragePooling2D'], ['Dropout'], ['Dense', { units: 10, activation: 'softmax' }]]
  net.add('Output', {}, addChain(net, last, head))
  return net.finish()
}

const original = (id: string, name: string, isNormalized: boolean, hasAuxiliary: boolean) =>
  defineNetwork({
    id,
    family: 'googlenet',
    scale: 'original',
    data: 'imagenet',
    draw: () => draw({ name, isNormalized, hasAuxiliary }),
  })

export const googlenetNetworks: ZooNetwork[] = [
  original('googlenet', 'GoogLeNet (2014)', false, true),
  original('googlenet-main', 'GoogLeNet (2014), one head', false, false),
  original('googlenet-torchvision', 'GoogLeNet (torchvision)', true, true),
  original('googlenet-torchvision-main', 'GoogLeNet (torchvision), one head', true, false),
  defineNetwork({ id: 'googlenet-32', family: 'googlenet', scale: 'small', data: 'cifar-10', draw: drawSmall }),
]
