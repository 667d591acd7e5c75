import { describe, expect, it } from 'vitest'
import en from './en/views.json'
import zh from './zh-CN/views.json'

type Texts = { [key: string]: string | Texts }

/** Every text by its path; the plural forms of one text are one. */
function flatten(texts: Texts, path = ''): Map<string, string> {
  const entries = Object.entries(texts).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string'
      ? [[(path + key).replace(/_(one|other)$/, ''), value]]
      : [...flatten(value, `${path}${key}.`)],
  )
  return new Map(entries)
}

const placeholders = (text: string) => [...new Set(text.match(/\{\{\w+/g))].sort()

describe('texts of the views', () => {
  const [english, chinese] = [flatten(en), flatten(zh)]

  it('are the same in both languages', () => {
    expect([...chinese.keys()].sort()).toEqual([...english.keys()].sort())
  })

  it.each([...english.keys()])('have the same values in %s', (key) => {
    expect(placeholders(chinese.get(key) ?? '')).toEqual(placeholders(english.get(key) ?? ''))
  })
})
