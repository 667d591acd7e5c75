import { describe, expect, it } from 'vitest'
import { readDocument } from '../document/parse.ts'
import { checkGraph, type Diagnostic } from '../graph/check-graph.ts'
import { receptiveFields } from '../graph/receptive-field.ts'
import { formatShape } from '../layers/shape.ts'
import { isMessageCode } from '../messages/message.ts'
import { paperOf, zooFamilyIds } from './families.ts'
import { zooData } from './network.ts'
import { zoo } from './zoo.ts'

/**
 * Trained parameters, and with the moving statistics of batch normalisation where there are some: Keras's total. The
 * classics' are the published ones; for DenseNet-169 and 201 torchvision's and Keras's, by the formula below as well.
 */
const published: Record<string, [trainable: number, total?: number]> = {
  'study-mnist-cnn': [98_442],
  'study-mnist-fcn': [74_362],
  'study-cifar-cnn': [553_514],
  'study-cifar-fcn': [79_184],
  'recipe-mnist-cnn': [98_442],
  'recipe-mnist-fcn': [74_362],
  'recipe-cifar-cnn': [553_514],
  'recipe-cifar-fcn': [79_184],
  'book-colours': [3815, 3879],
  'book-shapes': [19_941, 20_005],
  'book-colours-shapes': [20_217, 20_281],
  'book-mnist': [12_042, 12_106],
  'book-fashion': [12_042, 12_106],
  'book-cifar': [1_250_858],
  lenet5: [61_706],
  'lenet5-32': [61_706],
  'lenet5-1998': [60_850],
  'lenet5-1998-fixed': [60_000, 60_840],
  'alexnet-2012': [60_965_224],
  'alexnet-2012-one-tower': [62_378_344],
  'alexnet-torchvision': [61_100_840],
  zfnet: [62_357_608],
  'vgg-a': [132_863_336],
  'vgg-a-lrn': [132_863_336],
  'vgg-b': [133_047_848],
  'vgg-c': [133_638_952],
  'vgg-d': [138_357_544],
  'vgg-e': [143_667_240],
  googlenet: [13_378_280],
  'googlenet-main': [6_998_552],
  'googlenet-torchvision': [13_004_888, 13_019_960],
  'googlenet-torchvision-main': [6_624_904, 6_639_464],
  'all-cnn-c': [1_369_738],
  'resnet-18': [11_689_512, 11_699_112],
  'resnet-34': [21_797_672, 21_814_696],
  'resnet-50': [25_557_032, 25_610_152],
  'resnet-101': [44_549_160, 44_654_504],
  'resnet-152': [60_192_808, 60_344_232],
  'densenet-121': [7_978_856, 8_062_504],
  'densenet-169': [14_149_480, 14_307_880],
  'densenet-201': [20_013_928, 20_242_984],
  // VGG-16's 14,714,688; fc6 7·7·512·4096 + 4096, fc7 4096² + 4096, 21 scores; enlarging kernels of n·n·21·21 without bias.
  'fcn-32s': [14_714_688 + 102_764_544 + 16_781_312 + 86_037 + 64 * 64 * 441],
  'fcn-16s': [14_714_688 + 102_764_544 + 16_781_312 + 86_037 + 16 * 441 + (512 + 1) * 21 + 32 * 32 * 441],
  'fcn-8s': [
    14_714_688 + 102_764_544 + 16_781_312 + 86_037 + 2 * 16 * 441 + (512 + 1) * 21 + (256 + 1) * 21 + 16 * 16 * 441,
  ],
  'u-net': [uNetParameters([64, 128, 256, 512, 1024])],
}

/** Of one channel into 2 classes: pairs of 3×3 convolutions, on the way up behind a 2×2 one that halves the channels. */
function uNetParameters(filters: readonly number[]): number {
  const pair = (from: number, to: number) => 9 * from * to + to + 9 * to * to + to
  return filters.reduce((sum, to, level) => {
    const from = filters[level - 1]
    return sum + pair(from ?? 1, to) + (from === undefined ? 2 * (to + 1) : 4 * to * from + from + pair(to, from))
  }, 0)
}

/** Our own small versions, and the baselines: by hand, so that no change goes unseen. */
const own: Record<string, [trainable: number, total?: number]> = {
  // 448 + 4640 + 9248 + 18,496 + 2·36,928, back 18,464 + 4624, at the end 16·4 + 4
  'segmentation-small': [129_844],
  // 784·10 + 10
  'ff-softmax': [7850],
  // 784·32 + 32, 2·32 (and 2·32), 32·10 + 10
  'ff-mnist': [25_514, 25_578],
  'ff-fashion': [25_514, 25_578],
  'ff-mnist-deep': [784 * 128 + 128 + 128 * 64 + 64 + 650],
  'ff-colours': [2352 * 32 + 32 + 64 + 33 * 6, 2352 * 32 + 32 + 128 + 33 * 6],
  'ff-shapes': [784 * 32 + 32 + 64 + 33 * 5, 784 * 32 + 32 + 128 + 33 * 5],
  'ff-colours-shapes': [2352 * 32 + 32 + 64 + 33 * 9, 2352 * 32 + 32 + 128 + 33 * 9],
  'ff-cifar': [3072 * 512 + 512 + 512 * 256 + 256 + 2570],
}

/** All networks, drawn and checked once. */
const checked = new Map(
  zoo.map((network) => {
    const document = network.build()
    return [network.id, { document, graph: checkGraph(document) }]
  }),
)

const rows = zoo.map((network) => [network.id, network] as const)

/** Until their own photos are chosen, networks for CIFAR-10 have the digits, which should not be mirrored as those are. */
function isOwn({ code }: Diagnostic): boolean {
  return code !== 'graph.augmentGlyphs'
}

describe('zoo', () => {
  it.each(Object.entries({ ...published, ...own }))(
    '%s has its exact parameters',
    (id, [trainable, total = trainable]) => {
      const totals = checked.get(id)?.graph.totals
      expect(totals?.trainableParameters).toBe(trainable)
      expect(totals?.parameters).toBe(total)
    },
  )

  it('gives the parameters of each network, by a table or as a small version', () => {
    const untold = zoo.filter(({ id, scale }) => scale === 'original' && !(id in published))
    expect(untold.map(({ id }) => id)).toEqual([])
    for (const { id, scale } of zoo) {
      if (scale === 'small') expect(checked.get(id)?.graph.totals.parameters, id).toBeLessThan(2_000_000)
    }
  })

  /** BN 2C each; the first convolution, dense layers of two convolutions, transitions, the classifier: torchvision/models/densenet.py. */
  it.each([
    [121, [6, 12, 24, 16]],
    [169, [6, 12, 32, 32]],
    [201, [6, 12, 48, 32]],
  ] as const)('densenet-%i has the parameters of torchvision’s formula', (layers, blocks) => {
    let channels = 64
    let total = 7 * 7 * 3 * 64 + 2 * 64
    let statistics = 2 * 64
    for (const [index, count] of blocks.entries()) {
      for (let layer = 0; layer < count; layer += 1) {
        total += 2 * channels + channels * 128 + 2 * 128 + 9 * 128 * 32
        statistics += 2 * channels + 2 * 128
        channels += 32
      }
      total += 2 * channels
      statistics += 2 * channels
      if (index === blocks.length - 1) break
      total += channels * (channels / 2)
      channels /= 2
    }
    total += channels * 1000 + 1000
    const totals = checked.get(`densenet-${layers}`)?.graph.totals
    expect([totals?.trainableParameters, totals?.parameters]).toEqual([total, total + statistics])
  })

  it.each(rows)('%s is sound, tidy and told of in both languages', (id, network) => {
    const found = checked.get(id)
    expect(found?.graph.diagnostics.filter(isOwn)).toEqual([])
    for (const part of ['title', 'note']) expect(isMessageCode(`zoo.${id}.${part}`)).toBe(true)
    expect(zooFamilyIds).toContain(network.family)
    const { document } = found ?? { document: network.build() }
    expect(readDocument(JSON.parse(JSON.stringify(document)), id)).toEqual(document)
    const places = document.nodes.filter(({ block }) => block === undefined).map(({ position }) => position)
    expect(new Set(places.map(({ x, y }) => `${x} ${y}`)).size).toBe(places.length)
  })

  it('begins the enlargements of the FCNs as bilinear interpolation', () => {
    for (const [id, { graph }] of checked) {
      if (!id.startsWith('fcn-')) continue
      const kernels = graph.nodes.filter(({ node }) => node.kind === 'Conv2DTranspose').map(({ weights }) => weights[0])
      expect(kernels.length).toBeGreaterThan(0)
      for (const kernel of kernels) expect(kernel, id).toMatchObject({ initializer: 'bilinear' })
    }
  })

  it('has a page of text for each family, and words for each kind of data', () => {
    for (const family of zooFamilyIds) {
      for (const part of ['title', 'new', 'read', 'try']) {
        expect(isMessageCode(`zoo.family.${family}.${part}`), `${family}.${part}`).toBe(true)
      }
      expect(paperOf(family)?.year ?? 2000).toBeGreaterThan(1990)
    }
    for (const data of zooData) expect(isMessageCode(`zoo.data.${data}`), data).toBe(true)
    expect(new Set(zoo.map(({ id }) => id)).size).toBe(zoo.length)
  })

  // The head of the study's FCN is as large as its map.
  const fitting = rows.filter(
    ([id, { scale, data }]) => scale === 'small' && data === 'cifar-10' && !/(study|recipe)-cifar-fcn/.test(id),
  )
  it.each(fitting)('%s takes pictures of 28×28×1 as well', (_id, network) => {
    const document = network.build()
    const nodes = document.nodes.map((node) =>
      node.kind === 'Input' ? { ...node, parameters: { shape: [28, 28, 1] } } : node,
    )
    expect(checkGraph({ ...document, nodes }).diagnostics.filter(isOwn)).toEqual([])
  })
})

/** The shapes that the study and the papers give. */
describe('shapes', () => {
  it.each([
    ['study-mnist-cnn', '28×28×16 14×14×16 14×14×32 7×7×32 7×7×64 3×3×64 3×3×64 576 128 128 10 10'],
    ['study-mnist-fcn', '28×28×16 13×13×16 13×13×32 6×6×32 6×6×64 2×2×64 2×2×64 1×1×10 10 10 10'],
    ['study-cifar-cnn', '32×32×16 16×16×16 16×16×32 8×8×32 8×8×64 4×4×64 4×4×64 1024 512 512 10 10'],
    ['study-cifar-fcn', '32×32×16 15×15×16 15×15×32 7×7×32 7×7×64 3×3×66 3×3×66 1×1×10 10 10 10'],
    [
      'alexnet-2012',
      '55×55×96 55×55×96 27×27×96 27×27×256 27×27×256 13×13×256 13×13×384 13×13×384 13×13×256 6×6×256 9216 4096 4096 4096 4096 1000 1000',
    ],
  ])('of %s', (id, shapes) => {
    expect(
      checked
        .get(id)
        ?.graph.nodes.slice(1)
        .map(({ output }) => formatShape(output))
        .join(' '),
    ).toBe(shapes)
  })

  it.each([
    ['zfnet', 'MaxPooling2D', '6×6×256'],
    ['vgg-d', 'MaxPooling2D', '7×7×512'],
    ['googlenet', 'Concatenate', '7×7×1024'],
    ['resnet-152', 'Add', '7×7×2048'],
    ['densenet-201', 'Concatenate', '7×7×1920'],
    ['all-cnn-c', 'Conv2D', '6×6×10'],
  ])('%s ends its %s at %s', (id, kind, shape) => {
    const last = checked.get(id)?.graph.nodes.filter(({ node }) => node.kind === kind)
    expect(formatShape(last?.at(-1)?.output ?? [])).toBe(shape)
  })

  it('are those of table 1 for the Inception modules, with their parameters', () => {
    const { document, graph } = checked.get('googlenet') ?? {}
    const modules = (document?.blocks ?? []).filter(({ name }) => name.startsWith('Inception'))
    const sums = modules.map(({ id }) =>
      (graph?.nodes ?? []).filter(({ node }) => node.block === id).reduce((sum, { parameters }) => sum + parameters, 0),
    )
    expect(sums).toEqual([163_696, 388_736, 376_176, 449_160, 510_104, 605_376, 868_352, 1_043_456, 1_444_080])
  })
})

/**
 * Of the last map. AlexNet's and VGG's are those of A. Araujo, W. Norris and J. Sim, “Computing receptive fields of
 * convolutional neural networks”, Distill 2019. ResNet-18: 7 + 2·2 behind the stem, 4·2·4 in conv2, then in each stage
 * 2·j + 3·2·2j of jump j before it. In ResNet-50, whose stride is in the 3×3, conv2 to conv5 add 2·j + (n − 1)·2·2j.
 */
describe('receptive fields', () => {
  it.each([
    ['alexnet-torchvision', 'MaxPooling2D', 195, 32],
    ['vgg-d', 'MaxPooling2D', 212, 32],
    ['resnet-18', 'Add', 435, 32],
    ['resnet-50', 'Add', 427, 32],
  ])('of %s', (id, kind, size, jump) => {
    const nodes = checked.get(id)?.graph.nodes ?? []
    const last = nodes.filter(({ node }) => node.kind === kind).at(-1)
    expect(receptiveFields({ nodes }).get(last?.node.id ?? '')?.height).toMatchObject({ size, jump })
  })
})
