import { describe, expect, it } from 'vitest'
import { drawChain } from '../zoo/network.ts'
import { makeBlock } from './blocks.ts'
import { insertFragment, takeFragment } from './fragment.ts'
import { printFragment, readFragment } from './fragment-text.ts'
import { printDocument } from './parse.ts'
import { emptyDocument, type LoomDocument } from './schema.ts'

const chain = drawChain('chain', [28, 28, 1], [['Conv2D', { filters: 4 }], ['Flatten'], ['Dense']])
const noted: LoomDocument = {
  ...(makeBlock(chain, new Set(['conv2d-1', 'flatten-1']), 'Front')?.document ?? chain),
  notes: [{ id: 'note-1', text: 'Hello', position: { x: 5, y: 6 }, size: { width: 200, height: 80 } }],
}

describe('fragments as text', () => {
  it('come back as they were, with blocks and notes, and fit another drawing', () => {
    const fragment = takeFragment(noted, new Set(['conv2d-1', 'flatten-1', 'note-1']))
    const read = readFragment(printFragment(fragment))
    expect(read).toEqual(fragment)
    const { document, ids } = insertFragment(emptyDocument(), fragment, { x: 10, y: 20 })
    expect(document.nodes.map(({ kind, block }) => [kind, block])).toEqual([
      ['Conv2D', 'block-1'],
      ['Flatten', 'block-1'],
    ])
    expect(document.notes).toMatchObject([{ id: ids.get('note-1'), text: 'Hello', position: { x: 15, y: 26 } }])
    expect(document.edges).toMatchObject([{ source: 'conv2d-1', target: 'flatten-1' }])
  })

  it('take a whole block by its own id', () => {
    expect(takeFragment(noted, new Set(['block-1'])).nodes.map(({ id }) => id)).toEqual(['conv2d-1', 'flatten-1'])
  })

  it('can be the text of a whole project', () => {
    expect(readFragment(printDocument(chain))?.nodes).toHaveLength(5)
  })

  it.each([
    ['nothing', ''],
    ['a sentence', 'The "layerloom" stood in the corner.'],
    ['other JSON', '{"format":"other","nodes":[]}'],
    ['a later version', printDocument(chain).replace('"version": 1', '"version": 99')],
    ['an empty drawing', printDocument(emptyDocument())],
    ['two layers with one id', printDocument(chain).replaceAll('flatten-1', 'conv2d-1')],
    ['a line to nowhere', printDocument(chain).replace('"target": "dense-1"', '"target": "gone"')],
  ])('are not found in %s', (_what, text) => {
    expect(readFragment(text)).toBeNull()
  })

  it('give a thousand layers ids of their own', () => {
    const long = drawChain(
      'long',
      [8, 8, 1],
      Array.from({ length: 1000 }, () => ['Conv2D', { padding: 'same' }]),
    )
    const fragment = takeFragment(long, new Set(long.nodes.map(({ id }) => id)))
    const { document } = insertFragment(long, fragment, { x: 0, y: 0 })
    expect(new Set(document.nodes.map(({ id }) => id)).size).toBe(2004)
  })
})
