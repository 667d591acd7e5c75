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
    ['', 'document.notJson', { reason: 'it ends before it is complete', reasonZh: '内容不完整，提前结束' }],
    ['{"format": "layerloom",', 'document.notJson', {}],
    [
      '{\n  "format": "layerloom",\n  "nodes": [1 2]\n}',
      'document.notJson',
      { reasonZh: '第 3 行第 15 列无法读取：2]' },
    ],
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

  it.each([
    [{ nodes: 3 }, 'it must be a list', '应为列表'],
    [{ nodes: ['x'] }, 'it must be an object with named fields', '应为带有字段名的对象'],
    [{ nodes: [{ id: 'a' }] }, 'something is missing there', '缺少该项'],
    [{ name: 5 }, 'it must be a text', '应为文本'],
    [{ name: 'x'.repeat(201) }, 'it must have 200 characters or fewer', '最多只能有 200 个字符'],
    [{ nodes: [{ id: '', kind: 'Dense' }] }, 'it must have 1 characters or more', '至少需要 1 个字符'],
    [{ seed: 1.5 }, 'it must be a whole number', '应为整数'],
    [{ seed: -1 }, 'it must be at least 0', '不能小于 0'],
    [{ training: { validationSplit: 0.9 } }, 'it must be at most 0.5', '不能大于 0.5'],
    [{ training: { validationSplit: 'half' } }, 'it must be a number', '应为数字'],
    [{ training: { isShuffled: 'no' } }, 'it must be true or false', '应为 true 或 false'],
    [
      { training: { engine: 'cuda' } },
      '"cuda" is none of auto, onnx, tfjs',
      '"cuda" 不是以下可选值之一：auto, onnx, tfjs',
    ],
    [{ data: { source: 'web' } }, 'this program does not know "web"', '本程序无法识别 "web"'],
    [{ data: {} }, 'something is missing there', '缺少该项'],
    [{ data: 3 }, 'it must be an object with named fields', '应为带有字段名的对象'],
    [
      { notes: Array(10_001).fill({ id: 'n' }) },
      'the list must have 10000 entries or fewer',
      '列表最多只能有 10000 项',
    ],
    [{ version: 0 }, 'it must be a whole number from 1', '应为从 1 开始的整数'],
  ])('says in both languages what is wrong in %o', (fields, reason, reasonZh) => {
    expect(() => parseDocument(JSON.stringify({ ...least, ...fields }), 'x.loom')).toThrowError(
      expect.objectContaining({ code: 'document.invalid', values: expect.objectContaining({ reason, reasonZh }) }),
    )
  })
})
