import { layersWithin } from '../../document/block-tree.ts'
import { type Fragment, takeFragment } from '../../document/fragment.ts'
import { type Drawing, startDrawing } from '../draw.ts'
import { addDenseBlock } from './dense-block.ts'
import { addInception } from './inception.ts'
import { addBasicResidual, addBottleneckResidual } from './residual.ts'
import { addVggBlock } from './vgg-block.ts'

/** What can be chosen of a ready-made block: whole numbers by name. */
export interface BlockParameter {
  name: 'filters' | 'layers' | 'growth' | 'convolutions' | 'stride'
  initial: number
  most: number
}

export interface ReadyBlock {
  /** Also names its texts. */
  id: string
  parameters: readonly BlockParameter[]
  add(net: Drawing, from: string, values: Record<string, number>): string
  /** Of a block that gives as many channels as it takes: what that means for its parameters. */
  fit?(channels: number): Record<string, number>
}

const filters = { name: 'filters', initial: 64, most: 2048 } as const
const stride = { name: 'stride', initial: 2, most: 4 } as const

/** A quarter of the channels for 1×1, half for 3×3, an eighth each for 5×5 and pooling, as in the first modules of 2014. */
function inceptionFilters(total: number) {
  const share = (part: number) => Math.max(1, Math.round(total * part))
  return {
    one: share(1 / 4),
    threeReduce: share(3 / 8),
    three: share(1 / 2),
    fiveReduce: share(1 / 16),
    five: share(1 / 8),
    pool: share(1 / 8),
  }
}

/** The blocks that come with the program. */
export const readyBlocks: readonly ReadyBlock[] = [
  {
    id: 'inception',
    parameters: [{ ...filters, initial: 256 }],
    add: (net, from, values) => addInception(net, from, { filters: inceptionFilters(values.filters ?? 256) }),
  },
  {
    id: 'residual',
    parameters: [filters],
    add: (net, from, { filters: count = 64 }) => addBasicResidual(net, from, { filters: count }),
    fit: (channels) => ({ filters: channels }),
  },
  {
    id: 'residual-projected',
    parameters: [filters, stride],
    add: (net, from, { filters: count = 64, stride: step = 2 }) =>
      addBasicResidual(net, from, { filters: count, stride: step, isProjected: true }),
  },
  {
    id: 'bottleneck',
    parameters: [filters],
    add: (net, from, { filters: count = 64 }) => addBottleneckResidual(net, from, { filters: count }),
    fit: (channels) => ({ filters: Math.max(1, Math.round(channels / 4)) }),
  },
  {
    id: 'bottleneck-projected',
    parameters: [filters, stride],
    add: (net, from, { filters: count = 64, stride: step = 2 }) =>
      addBottleneckResidual(net, from, { filters: count, stride: step, isProjected: true }),
  },
  {
    id: 'dense',
    parameters: [
      { name: 'layers', initial: 4, most: 48 },
      { name: 'growth', initial: 12, most: 256 },
    ],
    add: (net, from, { layers = 4, growth = 12 }) => addDenseBlock(net, from, { layers, growth }),
  },
  {
    id: 'vgg',
    parameters: [{ name: 'convolutions', initial: 2, most: 8 }, filters],
    add: (net, from, { convolutions = 2, filters: count = 64 }) =>
      addVggBlock(net, from, { convolutions, filters: count }),
  },
]

/** A ready-made block, to be put into a drawing. */
export function buildReadyBlock({ parameters, add }: ReadyBlock, values: Record<string, number> = {}): Fragment {
  const net = startDrawing('')
  const initial = Object.fromEntries(parameters.map((each) => [each.name, each.initial]))
  // It is drawn behind an Input, so that there is room for the lines that will lead into it.
  add(net, net.add('Input', {}, null), { ...initial, ...values })
  const document = net.finish()
  const [outer] = document.blocks
  const inside = layersWithin(document, outer?.id ?? '').map(({ id }) => id)
  return takeFragment(document, new Set(inside))
}
