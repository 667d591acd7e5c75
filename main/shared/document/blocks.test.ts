import { describe, expect, it } from 'vitest'
import { checkGraph } from '../graph/check-graph.ts'
import { addInception } from '../zoo/blocks/inception.ts'
import { addBasicResidual } from '../zoo/blocks/residual.ts'
import { startDrawing } from '../zoo/draw.ts'
import { drawChain } from '../zoo/network.ts'
import { layersWithin, wholeBlocks } from './block-tree.ts'
import {
  dissolveBlock,
  isRepeatable,
  makeBlock,
  moveIntoBlock,
  renameBlock,
  repeatBlock,
  setAllCollapsed,
  setColour,
} from './blocks.ts'
import { connect, insertOnEdge, remove } from './edit.ts'
import { insertFragment, takeFragment } from './fragment.ts'
import { readDocument } from './parse.ts'
import { blockBoxes, setCollapsed } from './place-blocks.ts'
import { portsOf } from './ports.ts'
import type { LoomDocument } from './schema.ts'

const chain = drawChain('chain', [8, 8, 3], [['Conv2D'], ['Conv2D'], ['Conv2D'], ['Flatten'], ['Dense']])
const joins = ({ edges }: LoomDocument) => edges.map(({ source, target }) => `${source} > ${target}`).sort()
const blockOf = (document: LoomDocument, id: string) => document.nodes.find((node) => node.id === id)?.block
const placeOf = (document: LoomDocument, id: string) => document.nodes.find((node) => node.id === id)?.position
const ids = (document: LoomDocument, blockId: string) => new Set(layersWithin(document, blockId).map(({ id }) => id))

function block(document: LoomDocument, nodeIds: string[], name = 'B'): LoomDocument {
  const made = makeBlock(document, new Set(nodeIds), name)?.document
  if (!made) throw new Error('nothing to make a block of')
  return readDocument(JSON.parse(JSON.stringify(made)), 'x')
}

function residualNet(isCollapsed = false) {
  const net = startDrawing('net')
  const input = net.add('Input', { shape: [8, 8, 16] }, null)
  const last = addBasicResidual(net, input, { filters: 16, isCollapsed })
  net.add('Output', {}, net.add('Flatten', {}, last))
  return net.finish()
}

describe('makeBlock', () => {
  it('puts layers into a new block and changes no line', () => {
    const made = block(chain, ['conv2d-1', 'conv2d-2'], 'Trunk')
    expect(made.blocks).toMatchObject([{ id: 'block-1', name: 'Trunk', isCollapsed: false }])
    expect(blockOf(made, 'conv2d-2')).toBe('block-1')
    expect(blockOf(made, 'conv2d-3')).toBeUndefined()
    expect(made.edges).toEqual(chain.edges)
    expect(makeBlock(chain, new Set(['nobody']), 'B')).toBeNull()
  })

  it('nests: inside of the block around all, around blocks that are taken whole', () => {
    const outer = block(chain, ['conv2d-1', 'conv2d-2', 'conv2d-3'])
    const inner = block(outer, ['conv2d-1', 'conv2d-2'])
    expect(inner.blocks.map(({ id, parent }) => [id, parent])).toEqual([
      ['block-1', undefined],
      ['block-2', 'block-1'],
    ])
    expect(blockOf(inner, 'conv2d-1')).toBe('block-2')
    const around = block(inner, ['conv2d-1', 'conv2d-2', 'conv2d-3'])
    expect(around.blocks.find(({ id }) => id === 'block-1')?.parent).toBe('block-3')
    const wider = block(inner, ['conv2d-1', 'flatten-1'])
    expect(wider.blocks.find(({ id }) => id === 'block-1')?.parent).toBe('block-3')
    expect(blockOf(wider, 'conv2d-1')).toBe('block-2')
    expect(blockOf(wider, 'flatten-1')).toBe('block-3')
  })
})

describe('blocks', () => {
  it('dissolve into what is around them', () => {
    const nested = block(block(chain, ['conv2d-1', 'conv2d-2', 'conv2d-3']), ['conv2d-1', 'conv2d-2'])
    const left = dissolveBlock(nested, 'block-1')
    expect(left.blocks.map(({ id, parent }) => [id, parent])).toEqual([['block-2', undefined]])
    expect(blockOf(left, 'conv2d-3')).toBeUndefined()
    expect(blockOf(dissolveBlock(nested, 'block-2'), 'conv2d-1')).toBe('block-1')
  })

  it('are renamed and coloured, and lose the colour again', () => {
    const made = setColour(renameBlock(block(chain, ['conv2d-1']), 'block-1', 'Stem'), new Set(['block-1']), 'teal')
    expect(made.blocks[0]).toMatchObject({ name: 'Stem', colour: 'teal' })
    expect(setColour(made, new Set(['block-1']), null).blocks[0]).not.toHaveProperty('colour')
  })

  it('are gone with their last layer, nested ones too', () => {
    const nested = block(block(chain, ['conv2d-1', 'conv2d-2']), ['conv2d-1'])
    expect(remove(nested, new Set(['conv2d-1'])).blocks.map(({ id }) => id)).toEqual(['block-1'])
    const gone = remove(nested, new Set(['conv2d-1', 'conv2d-2']))
    expect(gone.blocks).toEqual([])
    expect(joins(gone)).toContain('input-1 > conv2d-3')
  })

  it('heal when they are removed whole, whatever their branches', () => {
    const net = startDrawing('net')
    const input = net.add('Input', { shape: [8, 8, 4] }, null)
    const filters = { one: 1, threeReduce: 1, three: 1, fiveReduce: 1, five: 1, pool: 1 }
    net.add('Output', {}, net.add('Flatten', {}, addInception(net, input, { filters })))
    const document = net.finish()
    const shuffled = { ...document, nodes: [...document.nodes].reverse() }
    expect(joins(remove(shuffled, ids(document, 'block-1')))).toEqual(['flatten-1 > output-1', 'input-1 > flatten-1'])
    const residual = residualNet()
    expect(joins(remove(residual, ids(residual, 'block-1')))).toEqual(['flatten-1 > output-1', 'input-1 > flatten-1'])
  })

  it('know where data comes in and goes out, and where it would', () => {
    const document = residualNet()
    expect(portsOf(document, ids(document, 'block-1'))).toEqual({
      sources: ['input-1'],
      entries: ['conv2d-1', 'add-1'],
      exits: ['activation-2'],
    })
    const loose = { ...document, edges: document.edges.filter(({ source }) => source !== 'input-1') }
    expect(portsOf(loose, ids(document, 'block-1'))).toMatchObject({ sources: [], entries: ['conv2d-1', 'add-1'] })
  })
})

describe('lines to blocks', () => {
  it('mean what takes and gives in them, and replace their one source', () => {
    const document = residualNet(true)
    const before = insertOnEdge(document, 'edge-1', 'Dropout').document
    expect(joins(connect(before, 'input-1', 'block-1'))).toEqual(joins(document).concat('input-1 > dropout-1').sort())
    const followed = connect(document, 'block-1', 'output-1')
    expect(joins(followed)).toContain('activation-2 > output-1')
  })

  it('put a layer into the block that holds both ends, else beside it', () => {
    const document = residualNet()
    const edgeOf = (source: string, target: string) =>
      document.edges.find((edge) => edge.source === source && edge.target === target)?.id ?? ''
    const within = insertOnEdge(document, edgeOf('conv2d-1', 'batchnormalization-1'), 'Dropout')
    expect(blockOf(within.document, 'dropout-1')).toBe('block-1')
    const behind = insertOnEdge(document, edgeOf('activation-2', 'flatten-1'), 'Dropout')
    expect(blockOf(behind.document, 'dropout-1')).toBeUndefined()
    expect(placeOf(behind.document, 'flatten-1')?.y).toBe((placeOf(document, 'flatten-1')?.y ?? 0) + 140)
  })
})

describe('repeatBlock', () => {
  it('puts copies in series, numbered, each a block of its own', () => {
    const repeated = repeatBlock(renameBlock(residualNet(), 'block-1', 'Residual'), 'block-1', 3)
    expect(readDocument(JSON.parse(JSON.stringify(repeated)), 'x')).toEqual(repeated)
    expect(repeated.blocks.map(({ name }) => name)).toEqual(['Residual 1', 'Residual 2', 'Residual 3'])
    const checked = checkGraph(repeated)
    expect(checked.diagnostics).toEqual(checkGraph(residualNet()).diagnostics)
    const one = 2 * 9 * 16 * 16 + 2 * 4 * 16
    expect(checked.totals.parameters).toBe(3 * one)
    expect(joins(repeated)).toContain('activation-2 > conv2d-3')
    expect(joins(repeated)).toContain('activation-2 > add-2')
    expect(joins(repeated)).toContain('activation-6 > flatten-1')
    const boxes = [...blockBoxes(repeated).values()]
    expect(boxes[1]?.top).toBeGreaterThan(boxes[0]?.bottom ?? 0)
    expect(boxes[2]?.top).toBeGreaterThan(boxes[1]?.bottom ?? 0)
  })

  it('repeats nested blocks with what they hold', () => {
    const outer = block(residualNet(), ['conv2d-1', 'batchnormalization-1', 'activation-1'], 'Body')
    const repeated = repeatBlock(outer, 'block-1', 2)
    expect(repeated.blocks.map(({ id, parent }) => [id, parent])).toEqual([
      ['block-1', undefined],
      ['block-2', 'block-1'],
      ['block-3', undefined],
      ['block-4', 'block-3'],
    ])
    expect(repeated.nodes).toHaveLength(outer.nodes.length + 7)
  })

  it('leaves alone what has two ways out', () => {
    const document = { ...residualNet() }
    const edges = [...document.edges, { id: 'second', source: 'conv2d-1', target: 'flatten-1' }]
    expect(isRepeatable({ ...document, edges }, 'block-1')).toBe(false)
    expect(repeatBlock({ ...document, edges }, 'block-1', 2).nodes).toHaveLength(document.nodes.length)
  })
})

describe('setCollapsed', () => {
  it('closes up below the block, and back to where everything was', () => {
    const open = residualNet()
    const folded = setCollapsed(open, 'block-1', true)
    const box = blockBoxes(folded).get('block-1')
    expect((box?.right ?? 0) - (box?.left ?? 0)).toBe(200)
    expect(setCollapsed(folded, 'block-1', false)).toEqual({
      ...open,
      blocks: [{ ...open.blocks[0], position: folded.blocks[0]?.position }],
    })
  })

  it('moves what is below up and what is beside together, in frames around it too', () => {
    let document = block(chain, ['conv2d-1', 'conv2d-2'])
    document = block(document, ['conv2d-1', 'conv2d-2', 'conv2d-3'], 'outer')
    const folded = setCollapsed(document, 'block-1', true)
    const moved = (id: string) => (placeOf(folded, id)?.y ?? 0) - (placeOf(document, id)?.y ?? 0)
    expect(moved('conv2d-3')).toBeLessThan(0)
    expect(moved('flatten-1')).toBe(moved('conv2d-3'))
    expect(moved('input-1')).toBe(0)
    expect((placeOf(folded, 'dense-1')?.x ?? 0) <= (placeOf(document, 'dense-1')?.x ?? 0)).toBe(true)
  })

  it('folds and opens a whole drawing, back to where everything was', () => {
    const nested = block(block(chain, ['conv2d-1', 'conv2d-2', 'conv2d-3']), ['conv2d-1', 'conv2d-2'])
    const folded = setAllCollapsed(nested, true)
    expect(folded.blocks.every(({ isCollapsed }) => isCollapsed)).toBe(true)
    expect(setAllCollapsed(folded, false).nodes).toEqual(nested.nodes)
  })
})

describe('fragments', () => {
  it('keep the blocks that they hold whole', () => {
    const nested = block(block(chain, ['conv2d-1', 'conv2d-2', 'conv2d-3']), ['conv2d-1', 'conv2d-2'])
    const part = takeFragment(nested, new Set(['conv2d-1', 'conv2d-2', 'flatten-1']))
    expect(part.blocks.map(({ id, parent }) => [id, parent])).toEqual([['block-2', undefined]])
    const { document, ids: fresh } = insertFragment(nested, part, { x: 300, y: 0 })
    expect(document.blocks.at(-1)).toMatchObject({ id: 'block-3' })
    expect(blockOf(document, fresh.get('conv2d-1') ?? '')).toBe('block-3')
    expect(wholeBlocks(document, new Set([...fresh.values()]))).toEqual(new Set(['block-3']))
    expect(readDocument(JSON.parse(JSON.stringify(document)), 'x')).toEqual(document)
  })
})

describe('moveIntoBlock', () => {
  const made = block(block(chain, ['conv2d-1', 'conv2d-2']), ['conv2d-3'])

  it('puts layers into another block, and out of all', () => {
    const moved = moveIntoBlock(made, new Set(['conv2d-2', 'dense-1']), 'block-2')
    expect(ids(moved, 'block-2')).toEqual(new Set(['conv2d-2', 'conv2d-3', 'dense-1']))
    expect(blockOf(moveIntoBlock(moved, new Set(['dense-1']), undefined), 'dense-1')).toBeUndefined()
    expect(moved.edges).toBe(made.edges)
    expect(moveIntoBlock(made, new Set(['conv2d-3']), 'block-2')).toBe(made)
  })

  it('takes away a block in which nothing is left', () => {
    expect(moveIntoBlock(made, new Set(['conv2d-3']), 'block-1').blocks.map(({ id }) => id)).toEqual(['block-1'])
  })

  it('nests blocks, but none into itself', () => {
    const nested = moveIntoBlock(made, new Set(['block-2']), 'block-1')
    expect(nested.blocks.find(({ id }) => id === 'block-2')?.parent).toBe('block-1')
    expect(moveIntoBlock(nested, new Set(['block-1']), 'block-2')).toBe(nested)
  })
})
