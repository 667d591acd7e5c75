import { describe, expect, it } from 'vitest'
import { pathThrough, routeEdges } from './edge-routes.ts'
import type { CanvasNode } from './flow-types.ts'

const at = (id: string, x: number, y: number) =>
  ({ id, type: 'layer', position: { x, y }, measured: { width: 200, height: 92 } }) as CanvasNode

describe('routeEdges', () => {
  const column = [at('a', 0, 0), at('b', 0, 140), at('c', 0, 280)]

  it('leaves lines alone that pass nothing', () => {
    expect(routeEdges([{ source: 'a', target: 'b' }], column).size).toBe(0)
    expect(
      routeEdges(
        [{ source: 'a', target: 'c' }],
        [column[0], column[2]].filter((node) => node !== undefined),
      ).size,
    ).toBe(0)
  })

  it('leads lines around the layers between, side by side', () => {
    const routes = routeEdges([{ source: 'a', target: 'c' }], column)
    expect(routes.get('a > c')?.map(({ x }) => x)).toEqual([100, 100, 218, 218, 100, 100])
    const longer = [...column, at('d', 0, 420)]
    const both = routeEdges(
      [
        { source: 'a', target: 'c' },
        { source: 'a', target: 'd' },
      ],
      longer,
    )
    expect(both.get('a > d')?.[2]?.x).toBe(226)
  })

  it('joins layers side by side from side to side, below those between', () => {
    const row = [at('a', 0, 0), at('b', 300, 0), at('c', 600, 0)]
    const routes = routeEdges(
      [
        { source: 'a', target: 'b' },
        { source: 'a', target: 'c' },
      ],
      row,
    )
    expect(routes.get('a > b')?.map(({ y }) => y)).toEqual([46, 46, 46, 46])
    expect(Math.max(...(routes.get('a > c') ?? []).map(({ y }) => y))).toBe(110)
  })
})

describe('pathThrough', () => {
  it('rounds corners', () => {
    const { path, middle } = pathThrough(
      [
        { x: 0, y: 0 },
        { x: 0, y: 100 },
        { x: 50, y: 100 },
      ],
      10,
    )
    expect(path).toBe('M 0,0 L 0,90 Q 0,100 10,100 L 50,100')
    expect(middle).toEqual({ x: 0, y: 50 })
  })
})
