import { describe, expect, it } from 'vitest'
import { attachCore } from '../../client/core-client.ts'
import { fetchWrongPictures, neighbour } from './wrong-pictures.ts'

describe('wrong pictures', () => {
  it('steps through them and round the ends', () => {
    expect(neighbour([3, 8, 20], 8, 1)).toBe(20)
    expect(neighbour([3, 8, 20], 9, -1)).toBe(8)
    expect(neighbour([3, 8, 20], 20, 1)).toBe(3)
    expect(neighbour([3, 8, 20], 1, -1)).toBe(20)
    expect(neighbour([], 5, 1)).toBeNull()
  })

  it('gathers all pages, in order', async () => {
    const all = Array.from({ length: 720 }, (_, place) => 2 * (719 - place))
    attachCore(async (_name, input) => {
      const { offset, count } = input as { offset: number; count: number }
      const items = all.slice(offset, offset + count).map((index) => ({ index }))
      return { ok: true, value: { items, total: all.length } }
    })
    const indices = await fetchWrongPictures('run-1')
    expect(indices).toHaveLength(720)
    expect(indices.slice(0, 3)).toEqual([0, 2, 4])
  })
})
