import { describe, expect, it } from 'vitest'
import { createFormats } from './use-formats.ts'

describe('formats', () => {
  const en = createFormats('en')
  const zh = createFormats('zh-CN')

  it('writes numbers for people', () => {
    expect(en.integer(98442)).toBe('98,442')
    expect(en.real(0.123456)).toBe('0.1235')
    expect(en.real(0.0000123)).toBe('1.23E-5')
    expect(en.real(0)).toBe('0')
    expect(en.real(Number.NaN)).toBe('NaN')
    expect(en.percent(0.9645)).toBe('96.5%')
    expect(zh.percent(1, 0)).toBe('100%')
  })

  it('writes times', () => {
    expect(en.time(5)).toBe('0:05')
    expect(en.time(3723)).toBe('1:02:03')
    expect(en.time(-1)).toBe('0:00')
    expect(en.seconds(4.21)).toBe('4.2 sec')
    expect(zh.seconds(4.21)).toBe('4.2秒')
  })

  it('writes how long something takes roughly, in the unit that suits', () => {
    expect(en.duration(40.4)).toBe('40 sec')
    expect(en.duration(725)).toBe('12 min')
    expect(en.duration(5700)).toBe('1.6 hr')
    expect(zh.duration(725)).toBe('12分钟')
  })

  it('names classes in the language, and does not break on an unknown one', () => {
    expect(zh.className({ en: 'red', 'zh-CN': '红' })).toBe('红')
    expect(en.className(undefined)).toBe('?')
  })
})
