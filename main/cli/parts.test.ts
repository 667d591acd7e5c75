import { inflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { terminalLocale } from './locale.ts'
import { encodePng } from './report/png.ts'
import { drawChart, escapeXml, niceTicks } from './report/svg-chart.ts'
import { drawMatrix } from './report/svg-matrix.ts'
import { displayWidth, printTable } from './text-table.ts'
import { formatDuration } from './training-view.ts'

describe('the terminal', () => {
  it.each([
    [{ LANG: 'zh_CN.UTF-8' }, 'zh-CN'],
    [{ LANG: 'en_GB.UTF-8', LC_ALL: 'zh_TW' }, 'zh-CN'],
    [{ LANG: 'zh_CN.UTF-8', LC_ALL: 'C' }, 'en'],
    [{ LANG: 'zh_CN.UTF-8', LC_ALL: '' }, 'zh-CN'],
    [{ LANG: 'de_DE.UTF-8' }, 'en'],
    [{}, 'en'],
  ] as const)('speaks by its environment: %j', (env, locale) => {
    expect(terminalLocale(env)).toBe(locale)
  })

  it('lines up columns, Chinese ones too', () => {
    expect(displayWidth('层 ab×')).toBe(6)
    expect(
      printTable(
        [
          ['层', '参数'],
          ['a', '1'],
          ['bcd', '22'],
        ],
        [1],
      ),
    ).toBe('层   参数\n───  ────\na       1\nbcd    22\n')
  })

  it('tells durations', () => {
    expect([0, 9.6, 65, 7209].map(formatDuration)).toEqual(['0:00', '0:10', '1:05', '2:00:09'])
  })
})

describe('the report’s drawings', () => {
  it('have round ticks', () => {
    expect(niceTicks(0, 2.3, 5)).toEqual([0, 0.5, 1, 1.5, 2])
    expect(niceTicks(0, 8, 8)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8])
    expect(niceTicks(0, 0.00042, 5)).toEqual([0, 0.0001, 0.0002, 0.0003, 0.0004])
  })

  it('are well-formed, even with one point and odd names', () => {
    const chart = drawChart({
      title: 'a<b',
      xTitle: '"x"',
      lines: [{ name: '&', colour: 'red', points: [[1, 0.5]] }],
      formatY: String,
    })
    expect(chart).toContain('a&lt;b')
    expect(chart).not.toMatch(/NaN|undefined|Infinity/)
    const matrix = drawMatrix({
      matrix: [
        [0, 0],
        [1, 2],
      ],
      names: ['<i>', 'a rather long name'],
      rowTitle: 't',
      columnTitle: 'p',
    })
    expect(matrix).toContain('&lt;i&gt;')
    expect(matrix).not.toMatch(/NaN|undefined/)
    expect(escapeXml(`'"`)).toBe('&#39;&quot;')
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
