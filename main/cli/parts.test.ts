import { describe, expect, it } from 'vitest'
import { terminalLocale } from './locale.ts'
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
