import { describe, expect, it } from 'vitest'
import { neighbour } from './neighbour.ts'

const node = (id: string, x: number, y: number) => ({ id, position: { x, y } })
const edge = (source: string, target: string) => ({ id: `${source}-${target}`, source, target })
const drawn = {
  nodes: [
    node('input', 100, 0),
    node('left', 0, 100),
    node('mid', 100, 100),
    node('right', 300, 100),
    node('add', 100, 200),
  ],
  edges: ['left', 'mid', 'right'].flatMap((id) => [edge('input', id), edge(id, 'add')]),
}

describe('neighbour', () => {
  it.each([
    ['input', 'next', 'mid'],
    ['mid', 'right', 'right'],
    ['mid', 'left', 'left'],
    ['left', 'left', null],
    ['right', 'next', 'add'],
    ['add', 'previous', 'mid'],
    ['input', 'previous', null],
    ['gone', 'next', null],
  ] as const)('from %s, %s: %s', (id, step, expected) => {
    expect(neighbour(drawn, id, step)).toBe(expected)
  })
})
