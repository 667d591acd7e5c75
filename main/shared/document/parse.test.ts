import { describe, expect, it } from 'vitest'
import { parseDocument, printDocument } from './parse.ts'
import { emptyDocument } from './schema.ts'

const least = { format: 'layerloom', version: 1 }
const node = { id: 'a', kind: 'Dense' }
const edge = { id: 'e', source: 'a', target: 'a' }

describe('parseDocument', () => {
  it('fills in what a short file leaves out', () => {
    const document = parseDocument(JSON.stringify({ ...least, nodes: [node] }), 'x.loom')
    expect(document.nodes[0]).toEqual({ ...node, position: { x: 0, y: 0 }, parameters: {} })
    expect(document.training).toMatchObject({ batchSize: 32, optimizer: { kind: 'adam', learningRate: 0.001 } })
    expect(document.data).toEqual({ source: 'digits' })
  })

  it('reads what it prints, and a byte order mark', () => {
    const document = {
      ...emptyDocument('网络'),
      nodes: [{ ...node, position: { x: 1.5, y: -2 }, parameters: { units: 3 } }],
    }
    expect(parseDocument(printDocument(document), 'x.loom')).toEqual(document)
    expect(parseDocument(`\uFEFF${printDocument(document)}`, 'x.loom')).toEqual(document)
  })

  it.each([
    ['', 'document.notJson', {}],
    ['{"format": "layerloom",', 'document.notJson', {}],
    ['null', 'document.notLoom', {}],
    ['[1, 2]', 'document.notLoom', {}],
    ['{"format": "keras"}', 'document.notLoom', {}],
    [JSON.stringify({ ...least, version: 2 }), 'document.newer', { version: 2, supported: 1 }],
    [JSON.stringify({ ...least, version: 'one' }), 'document.invalid', { place: 'version' }],
    [JSON.stringify({ ...least, version: 0 }), 'document.invalid', { place: 'version' }],
    [JSON.stringify({ ...least, nodes: {} }), 'document.invalid', { place: 'nodes' }],
    [
      JSON.stringify({ ...least, nodes: [node, { ...node, position: 3 }] }),
      'document.invalid',
      { place: 'nodes[1].position' },
    ],
    [JSON.stringify({ ...least, nodes: [node, node] }), 'document.duplicateId', { place: 'nodes[1].id', id: 'a' }],
    [
      JSON.stringify({ ...least, nodes: [node], edges: [edge, edge] }),
      'document.duplicateId',
      { place: 'edges[1].id' },
    ],
    [
      JSON.stringify({ ...least, nodes: [node], edges: [{ ...edge, target: 'b' }] }),
      'document.unknownNode',
      { place: 'edges[0].target', id: 'b' },
    ],
    [
      JSON.stringify({ ...least, nodes: [{ ...node, block: 'b' }] }),
      'document.unknownBlock',
      { place: 'nodes[0].block', id: 'b' },
    ],
    [
      JSON.stringify({ ...least, blocks: [{ id: 'b', parent: 'c' }] }),
      'document.unknownBlock',
      { place: 'blocks[0].parent', id: 'c' },
    ],
    [
      JSON.stringify({ ...least, blocks: [{ id: 'a' }, { id: 'b', parent: 'c' }, { id: 'c', parent: 'b' }] }),
      'document.nestedCircle',
      { place: 'blocks[1].parent', id: 'b' },
    ],
    [JSON.stringify({ ...least, notes: [{ id: 'n' }, { id: 'n' }] }), 'document.duplicateId', { place: 'notes[1].id' }],
    [
      JSON.stringify({ ...least, nodes: [node], notes: [{ id: 'a' }] }),
      'document.duplicateId',
      { place: 'notes[0].id' },
    ],
    [JSON.stringify({ ...least, training: { batchSize: 0 } }), 'document.invalid', { place: 'training.batchSize' }],
    [
      JSON.stringify({ ...least, training: { optimizer: { kind: 'magic' } } }),
      'document.invalid',
      { place: 'training.optimizer.kind' },
    ],
    [JSON.stringify({ ...least, data: { source: 'web' } }), 'document.invalid', { place: 'data.source' }],
    [JSON.stringify({ ...least, seed: -1 }), 'document.invalid', { place: 'seed' }],
  ])('refuses %s', (text, code, values) => {
    expect(() => parseDocument(text, 'x.loom')).toThrowError(
      expect.objectContaining({ code, values: expect.objectContaining({ file: 'x.loom', ...values }) }),
    )
  })
})
