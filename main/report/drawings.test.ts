import { inflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { escapeHtml } from './html.ts'
import { encodePng } from './png.ts'
import { drawChart, niceTicks } from './svg-chart.ts'
import { drawMatrix } from './svg-matrix.ts'

describe('the report’s drawings', () => {
  it('have round ticks', () => {
    expect(niceTicks(0, 2.3, 5)).toEqual([0, 0.5, 1, 1.5, 2])
    expect(niceTicks(0, 8, 8)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8])
    expect(niceTicks(3, 3, 5)).toEqual([3])
    expect(niceTicks(0, 0.00042, 5)).toEqual([0, 0.0001, 0.0002, 0.0003, 0.0004])
  })

  it('are well-formed, even with one point and odd names', () => {
    const chart = drawChart({
      title: 'a<b',
      xTitle: '"x"',
      lines: [
        {
          colour: 'red',
          points: [
            [1, 0.5],
            [2, null],
            [3, Number.NaN],
          ],
        },
      ],
      formatY: String,
    })
    expect(chart).toContain('a&lt;b')
    expect(chart.match(/<circle/g)).toHaveLength(1)
    expect(chart).not.toMatch(/NaN|undefined|Infinity/)
    const matrix = drawMatrix({
      matrix: [
        [0, 0],
        [1, 2],
      ],
      names: ['<i>', 'a rather long name'],
      words: { row: 't', column: 'p', right: 'r', wrong: 'w', share: 's' },
    })
    expect(matrix).toContain('&lt;i&gt;')
    expect(matrix).not.toMatch(/NaN|undefined/)
    expect(escapeHtml(`'"`)).toBe('&#39;&quot;')
  })

  it('of hundreds of classes have only the cells that are not empty', () => {
    const words = { row: 't', column: 'p', right: 'r', wrong: 'w', share: 's' }
    const matrix = Array.from({ length: 300 }, (_, row) =>
      Array.from({ length: 300 }, (_cell, column) => +(row === column)),
    )
    const drawn = drawMatrix({ matrix, names: matrix.map((_, label) => `class ${label}`), words })
    // The diagonal, what it stands on, and what the colours mean.
    expect(drawn.match(/<rect/g)).toHaveLength(300 + 1 + 12)
  })

  it('are PNG files that say what went in', () => {
    const png = Buffer.from(
      encodePng(
        2,
        2,
        3,
        Uint8Array.from({ length: 12 }, (_, place) => place),
      ),
    )
    expect(png.subarray(1, 4).toString()).toBe('PNG')
    expect([png.readUInt32BE(16), png.readUInt32BE(20), png[24], png[25]]).toEqual([2, 2, 8, 2])
    const length = png.readUInt32BE(33)
    expect([...inflateSync(png.subarray(41, 41 + length))]).toEqual([0, 0, 1, 2, 3, 4, 5, 0, 6, 7, 8, 9, 10, 11])
    // The checksum of an empty IEND is known.
    expect(png.subarray(-4).toString('hex')).toBe('ae426082')
  })
})
