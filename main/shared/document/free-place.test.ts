import { describe, expect, it } from 'vitest'
import { drawChain } from '../zoo/network.ts'
import { makeBlock } from './blocks.ts'
import { takeFragment } from './fragment.ts'
import { freeShift, insertFree } from './free-place.ts'
import { type Box, blockBoxes, boxAt } from './place-blocks.ts'

const box = (left: number, top: number, right: number, bottom: number): Box => ({ left, top, right, bottom })

describe('the way to a free place', () => {
  it('is none where nothing lies', () => {
    expect(freeShift(box(0, 0, 10, 10), [box(10, 0, 20, 10)])).toEqual({ x: 0, y: 0 })
  })

  it('is the shortest to one of the sides, past all that lies there', () => {
    const row = [box(0, 0, 200, 92), box(220, 0, 420, 92)]
    expect(freeShift(box(100, 10, 300, 102), row)).toEqual({ x: 0, y: 130 })
    const tower = [box(0, -500, 200, 92), box(0, 92, 200, 900)]
    expect(freeShift(box(150, 10, 350, 102), tower)).toEqual({ x: 98, y: 0 })
    expect(freeShift(box(-150, 10, 50, 102), tower)).toEqual({ x: -98, y: 0 })
  })
})

describe('a part that is put into a drawing', () => {
  const chain = drawChain('chain', [28, 28, 1], [['Conv2D', { filters: 8 }], ['Dropout'], ['Flatten'], ['Dense']])
  const part = takeFragment(chain, new Set(['conv2d-1', 'dropout-1']))
  const overlaps = (document: typeof chain) =>
    document.nodes.flatMap((a) =>
      document.nodes.filter((b) => {
        const [one, other] = [boxAt(a.position), boxAt(b.position)]
        const isOver =
          one.left < other.right && one.right > other.left && one.top < other.bottom && one.bottom > other.top
        return a !== b && isOver
      }),
    )

  it('lies beside what is there, and as it was itself', () => {
    const { document, ids } = insertFree(chain, part, { x: 40, y: 40 })
    expect(overlaps(document)).toEqual([])
    const [conv, dropout] = ['conv2d-1', 'dropout-1'].map((id) =>
      document.nodes.find((node) => node.id === ids.get(id)),
    )
    expect(conv?.position.x).toBe(dropout?.position.x)
    expect((dropout?.position.y ?? 0) - (conv?.position.y ?? 0)).toBe(140)
    expect(document.nodes.slice(0, chain.nodes.length)).toEqual(chain.nodes)
  })

  it('stays where it was let go in a free place', () => {
    const { document } = insertFree(chain, part, { x: 1000, y: 0 })
    expect(document.nodes.at(-1)?.position.x).toBe((part.nodes[0]?.position.x ?? 0) + 1000)
  })

  it('lets the frame that it joins grow, and what stands around it make room', () => {
    const grouped = makeBlock(chain, new Set(['conv2d-1', 'dropout-1']), 'pair')
    const [first] = chain.nodes
    if (!grouped || !first) throw new Error('no block')
    const { blockId } = grouped
    const nodes = [...grouped.document.nodes, { ...first, id: 'beside', position: { x: 300, y: 140 } }]
    const { document } = insertFree({ ...grouped.document, nodes }, part, { x: 0, y: 0 }, blockId)
    expect(overlaps(document)).toEqual([])
    const frame = blockBoxes(document).get(blockId)
    const moved = document.nodes.find(({ id }) => id === 'beside')
    expect(moved?.position.x).toBeGreaterThan(frame?.right ?? Number.POSITIVE_INFINITY)
  })
})
