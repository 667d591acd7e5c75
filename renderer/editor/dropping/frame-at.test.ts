import { describe, expect, it } from 'vitest'
import { makeBlock } from '#shared/document/blocks.ts'
import { blockBoxes, setCollapsed } from '#shared/document/place-blocks.ts'
import type { LoomDocument } from '#shared/document/schema.ts'
import { drawChain } from '#shared/zoo/network.ts'
import { findMoves, frameAt, homeAt } from './frame-at.ts'

const chain = drawChain('chain', [28, 28, 1], [['Conv2D'], ['Conv2D'], ['Flatten'], ['Dense']])

function group(document: LoomDocument, ...ids: string[]): LoomDocument {
  return makeBlock(document, new Set(ids), 'B')?.document ?? document
}

/** `block-1` with `block-2` in it. */
const drawing = group(group(chain, 'conv2d-1', 'conv2d-2', 'flatten-1'), 'conv2d-1', 'conv2d-2')
const boxes = blockBoxes(drawing)
const corner = (id: string, inset: number) => {
  const { right = 0, bottom = 0 } = boxes.get(id) ?? {}
  return { x: right - inset, y: bottom - inset }
}
const nothing = new Set<string>()

describe('frameAt', () => {
  it('is the innermost frame at a point', () => {
    expect(frameAt(drawing, corner('block-2', 5))).toBe('block-2')
    expect(frameAt(drawing, corner('block-1', 5))).toBe('block-1')
    expect(frameAt(drawing, corner('block-1', -5))).toBeUndefined()
  })

  it('passes by what is dragged, and what is collapsed', () => {
    expect(frameAt(drawing, corner('block-2', 5), new Set(['block-2']))).toBe('block-1')
    const closed = setCollapsed(drawing, 'block-1', true)
    expect(frameAt(closed, closed.blocks[0]?.position ?? { x: 0, y: 0 })).toBeUndefined()
  })
})

describe('homeAt', () => {
  const at = (inset: number, home: string | undefined) =>
    homeAt(drawing, corner('block-1', inset), { home, dragged: nothing })

  it('lets things out of their block only when they are well outside', () => {
    expect(at(-40, 'block-1')).toBe('block-1')
    expect(at(-60, 'block-1')).toBeUndefined()
    expect(at(-5, undefined)).toBeUndefined()
  })

  it('takes in at once, from outside and from around', () => {
    expect(at(5, undefined)).toBe('block-1')
    expect(homeAt(drawing, corner('block-2', 5), { home: 'block-1', dragged: nothing })).toBe('block-2')
  })
})

describe('findMoves', () => {
  const single = group(chain, 'dense-1')
  const outside = { x: 5000, y: 5000 }
  const leaving = (document: LoomDocument, heldId: string, ...others: string[]) =>
    findMoves(document, outside, { heldId, ids: [heldId, ...others] }).map(({ id }) => id)

  it('lets the last layer out of its block, when it is held and dragged by itself', () => {
    expect(leaving(single, 'dense-1')).toEqual(['dense-1'])
    // Selected with its layer, the frame moves too.
    expect(leaving(single, 'dense-1', 'block-1')).toEqual(['dense-1'])
  })

  it('keeps a block together that is dragged by its title, or with all of its layers among others', () => {
    expect(leaving(single, 'block-1')).toEqual([])
    expect(leaving(single, 'block-1', 'dense-1')).toEqual([])
    expect(leaving(single, 'dense-1', 'flatten-1')).toEqual([])
    expect(leaving(drawing, 'conv2d-1', 'conv2d-2')).toEqual(['block-2'])
  })
})
