import { square } from '../blocks/convolution.ts'
import { type Drawing, startDrawing } from '../draw.ts'
import { addChain, type ChainStep, defineNetwork, originalTraining, type ZooNetwork } from '../network.ts'

interface UNet {
  name: string
  shape: [number, number, number]
  /** Zeros around the picture, which the convolutions eat up where they do not pad. */
  margin: number
  padding: 'valid' | 'same'
  /** Filters of each level from the top down; the last one is the bottom. */
  filters: readonly number[]
  classes: number
}

/** One level on the way down, or the bottom: its last convolution, and its side there. */
interface Level {
  last: string
  side: number
}

const original: UNet = {
  name: 'U-Net',
  shape: [388, 388, 1],
  margin: 92,
  padding: 'valid',
  filters: [64, 128, 256, 512, 1024],
  classes: 2,
}

const small: UNet = {
  name: 'U-Net, 28 pixels',
  shape: [28, 28, 3],
  margin: 0,
  padding: 'same',
  filters: [16, 32, 64],
  classes: 4,
}

function convolutions(filters: number, padding: UNet['padding']): ChainStep[] {
  const conv: ChainStep = ['Conv2D', { filters, padding, activation: 'relu' }]
  return [conv, conv]
}

/** What two convolutions leave of a map's side. */
const sideBehind = (side: number, padding: UNet['padding']) => (padding === 'valid' ? side - 4 : side)

function addWayDown(net: Drawing, from: string, { filters, padding, shape, margin }: UNet): Level[] {
  const levels: Level[] = []
  for (const [depth, count] of filters.entries()) {
    const isBottom = depth === filters.length - 1
    const block = net.block(isBottom ? 'Bottom' : `Down ${depth + 1}`)
    const above = levels.at(-1)
    const pooled = above ? net.add('MaxPooling2D', {}, above.last, { block }) : from
    // The paper has dropout at the end of the way down.
    const dropout: ChainStep[] = isBottom ? [['Dropout']] : []
    const last = addChain(net, pooled, [...convolutions(count, padding), ...dropout], { block })
    const side = above ? Math.floor(above.side / 2) : shape[0] + 2 * margin
    levels.push({ last, side: sideBehind(side, padding) })
  }
  return levels
}

/** From the bottom up: twice as large, joined to the map of the way down, which is cropped to its size. */
function addWayUp(net: Drawing, levels: readonly Level[], { filters, padding }: UNet): string {
  let { last = '', side = 0 } = levels.at(-1) ?? {}
  for (const [depth, across] of [...levels.entries()].slice(0, -1).reverse()) {
    const block = net.block(`Up ${depth + 1}`)
    const count = filters[depth] ?? 0
    const doubling = { filters: count, kernelSize: square(2), strides: square(2) }
    const enlarged = net.add('Conv2DTranspose', doubling, last, { block })
    const surplus = (across.side - 2 * side) / 2
    const cropping = [square(surplus), square(surplus)]
    const skipped = surplus > 0 ? net.add('Cropping2D', { cropping }, across.last, { block }) : across.last
    const joined = net.add('Concatenate', {}, [skipped, enlarged], { block })
    last = addChain(net, joined, convolutions(count, padding), { block })
    side = sideBehind(2 * side, padding)
  }
  return last
}

function draw(form: UNet, training: Parameters<Drawing['finish']>[0]) {
  const net = startDrawing(form.name)
  const input = net.add('Input', { shape: form.shape }, null)
  const frame = square(form.margin)
  const padded = form.margin > 0 ? net.add('ZeroPadding2D', { padding: [frame, frame] }, input) : input
  const last = addWayUp(net, addWayDown(net, padded, form), form)
  net.add(
    'Output',
    {},
    net.add('Conv2D', { filters: form.classes, kernelSize: square(1), activation: 'softmax' }, last),
  )
  return net.finish({ ...training, loss: 'sparseCategoricalCrossentropy' })
}

export const uNetNetworks: ZooNetwork[] = [
  defineNetwork({
    id: 'u-net',
    family: 'u-net',
    scale: 'original',
    data: 'cells',
    draw: () => draw(original, { ...originalTraining, batchSize: 1 }),
  }),
  defineNetwork({
    id: 'u-net-28',
    family: 'u-net',
    scale: 'small',
    data: 'shapes-pixels',
    draw: () => draw(small, { epochs: 12 }),
  }),
]
