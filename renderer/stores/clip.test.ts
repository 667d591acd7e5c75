import { describe, expect, it } from 'vitest'
import { drawChain } from '#shared/zoo/network.ts'
import { copyNodes, pasteClip } from './clip.ts'

const chain = drawChain('chain', [28, 28, 1], [['Conv2D', { filters: 4 }], ['Flatten'], ['Dense']])

describe('clip', () => {
  it('copies layers and only the lines between them', () => {
    const clip = copyNodes(chain, ['conv2d-1', 'flatten-1'])
    expect(clip?.nodes.map(({ id }) => id)).toEqual(['conv2d-1', 'flatten-1'])
    expect(clip?.edges.map(({ source, target }) => [source, target])).toEqual([['conv2d-1', 'flatten-1']])
    expect(copyNodes(chain, [])).toBeNull()
  })

  it('pastes under fresh ids, a little further, with parameters and lines', () => {
    const clip = copyNodes(chain, ['conv2d-1', 'flatten-1'])
    if (!clip) throw new Error('nothing copied')
    const { document, nodeIds } = pasteClip(chain, clip, 40)
    expect(nodeIds).toEqual(['conv2d-2', 'flatten-2'])
    const [conv] = document.nodes.filter(({ id }) => id === 'conv2d-2')
    expect(conv).toMatchObject({ parameters: { filters: 4 }, position: { x: 40, y: 180 } })
    expect(document.edges.at(-1)).toMatchObject({ source: 'conv2d-2', target: 'flatten-2' })
    expect(new Set(document.edges.map(({ id }) => id)).size).toBe(document.edges.length)
  })
})
