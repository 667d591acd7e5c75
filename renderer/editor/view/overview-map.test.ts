import { describe, expect, it } from 'vitest'
import type { CanvasNode } from '../flow-types.ts'
import { aroundAll, boxesByColour, mapBox } from './overview-map.ts'

const at = (id: string, x: number, y: number) =>
  ({ id, type: 'layer', position: { x, y }, measured: { width: 200, height: 80 } }) as CanvasNode
const nodes = [at('a', 0, 0), at('b', 300, 0), at('c', 0, 140)]

describe('overview', () => {
  it('draws one path of each colour', () => {
    const paths = boxesByColour(nodes, ({ id }) => (id === 'b' ? 'red' : 'blue'))
    expect([...paths]).toEqual([
      ['blue', 'M0 0h200v80h-200zM0 140h200v80h-200z'],
      ['red', 'M300 0h200v80h-200z'],
    ])
  })

  it('shows the drawing and the view, in the shape of the map', () => {
    const view = { x: 400, y: 100, width: 900, height: 600 }
    const map = mapBox(aroundAll(nodes), view, { width: 150, height: 104 })
    expect(map.width / map.height).toBeCloseTo(150 / 104)
    expect(map.x).toBeLessThan(0)
    expect(map.y).toBeLessThan(0)
    expect(map.x + map.width).toBeGreaterThan(1300)
    expect(map.y + map.height).toBeGreaterThan(700)
  })
})
