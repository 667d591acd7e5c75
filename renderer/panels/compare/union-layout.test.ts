import { describe, expect, it } from 'vitest'
import { layOutUnion } from './union-layout.ts'

const joins = (...lines: string[]) =>
  lines.map((line) => {
    const [source = '', target = ''] = line.split(' ')
    return { source, target }
  })

const layOut = (ids: string[], lines: ReturnType<typeof joins>, ...gone: string[]) =>
  layOutUnion({ ids, joins: lines, gone: new Set(gone) })

describe('layOutUnion', () => {
  it('keeps what is gone out of the way of the lines between what is there', () => {
    const places = layOut(['a', 'was', 'b'], joins('a was', 'was b', 'a b'), 'was')
    expect(places?.get('a')?.x).toBe(places?.get('b')?.x)
    expect(places?.get('was')?.x).toBeGreaterThan(places?.get('a')?.x ?? 0)
  })

  it('puts what stood in a place once beside what stands there now', () => {
    const places = layOut(['a', 'pool', 'b', 'was'], joins('a pool', 'pool b', 'a was', 'was b'), 'was')
    expect(places?.get('pool')?.y).toBe(places?.get('was')?.y)
    expect(places?.get('was')?.x).toBeGreaterThan(places?.get('pool')?.x ?? 0)
    expect(places?.get('b')?.y).toBeGreaterThan(places?.get('was')?.y ?? 0)
  })

  it('breaks a long chain into columns, and lays nothing over anything', () => {
    const ids = Array.from({ length: 30 }, (_, index) => `n${index}`)
    const places = layOut(
      ids,
      ids.slice(1).map((target, index) => ({ source: `n${index}`, target })),
    )
    expect(new Set([...(places?.values() ?? [])].map(({ x, y }) => `${x} ${y}`)).size).toBe(30)
    expect(new Set([...(places?.values() ?? [])].map(({ x }) => x)).size).toBeGreaterThan(2)
  })

  it('leaves circles and wide drawings to others', () => {
    expect(layOut(['a', 'b'], joins('a b', 'b a'))).toBeNull()
    expect(layOut(['a', 'b', 'c', 'd', 'e'], joins('a b', 'a c', 'a d', 'a e'))).toBeNull()
  })
})
