import { describe, expect, it } from 'vitest'
import { remove, setParameters } from '#shared/document/edit.ts'
import type { LoomDocument } from '#shared/document/schema.ts'
import { checkGraph } from '#shared/graph/check-graph.ts'
import { compareGraphs } from '#shared/graph/compare-graphs.ts'
import { matchLayers } from '#shared/graph/match-layers.ts'
import { drawChain } from '#shared/zoo/network.ts'
import { findZooNetwork } from '#shared/zoo/zoo.ts'
import { overlayDrawings } from './overlay.ts'

const drawing = drawChain(
  'chain',
  [28, 28, 1],
  [['Conv2D', { filters: 8 }], ['Dropout'], ['Flatten'], ['Dense', { activation: 'softmax' }]],
)

function overlay(before: LoomDocument, after: LoomDocument, isSameProject: boolean) {
  const [old, now] = [checkGraph(before), checkGraph(after)]
  const pairs = matchLayers(old, now, { isSameProject })
  return overlayDrawings(before, after, compareGraphs(old, now, { pairs }))
}

describe('overlayDrawings', () => {
  it('tells changed, removed and equal layers and lines apart', () => {
    const after = remove(setParameters(drawing, 'conv2d-1', { filters: 4 }), new Set(['dropout-1']))
    const { picture, tones } = overlay(drawing, after, true)
    expect(tones.get('conv2d-1')).toBe('changed')
    expect(tones.get('dense-1')).toBe('same')
    expect(tones.get('removed dropout-1')).toBe('removed')
    expect(tones.get('input-1 > conv2d-1')).toBe('same')
    expect(tones.get('conv2d-1 > removed dropout-1')).toBe('removed')
    expect(picture.boxes).toHaveLength(drawing.nodes.length)
    expect(overlay(after, drawing, true).tones.get('dropout-1')).toBe('added')
  })

  it('lays no box over another, also of drawings that have little in common', () => {
    const [before, after] = ['googlenet', 'lenet5'].map((id) => findZooNetwork(id)?.build() ?? drawing)
    const { boxes } = overlay(before ?? drawing, after ?? drawing, false).picture
    const gone = boxes.filter(({ id }) => id.startsWith('removed'))
    expect(gone.length).toBeGreaterThan(0)
    for (const a of gone) {
      const over = boxes.filter((b) => b !== a && Math.abs(a.x - b.x) < 200 && Math.abs(a.y - b.y) < 92)
      expect(over).toEqual([])
    }
  })
})
