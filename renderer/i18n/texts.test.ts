import { describe, expect, it } from 'vitest'
import { figureNames, recordStates } from '#shared/contract/records.ts'
import { rewrites } from '#shared/graph/rewrites/registry.ts'
import { layerGroups } from '#shared/layers/layer.ts'
import { layers } from '#shared/layers/registry.ts'
import { isSubmenu, menuGroups } from '../actions/menu.ts'
import { actions } from '../actions/registry.ts'
import { dockTabs, pages, sidebarTabs } from '../stores/shell-store.ts'
import { resources } from './setup.ts'

const sources: Record<string, string> = import.meta.glob('../**/*.{ts,tsx}', {
  query: '?raw',
  import: 'default',
  eager: true,
})

/** `app:actions.new` → text; plural forms count as one key. */
function flatten(texts: object, prefix: string): Map<string, string> {
  const found = new Map<string, string>()
  for (const [name, text] of Object.entries(texts)) {
    const key = `${prefix}${name.replace(/_(zero|one|two|few|many|other)$/, '')}`
    if (typeof text === 'string') found.set(key, text)
    else for (const [inner, value] of flatten(text, `${key}.`)) found.set(inner, value)
  }
  return found
}

function allTexts(locale: keyof typeof resources): Map<string, string> {
  return new Map(Object.entries(resources[locale]).flatMap(([space, texts]) => [...flatten(texts, `${space}:`)]))
}

const english = allTexts('en')
const chinese = allTexts('zh-CN')

/** Literal keys of `t('…')` in the source, with the name space of the file's useTranslation; those built at run time are below. */
function keysInSource(): [file: string, key: string][] {
  const files = Object.entries(sources).filter(([file]) => !file.includes('.test.'))
  return files.flatMap(([file, source]) => {
    const space =
      /(?:useTranslation\(|getFixedT\([^)]*|TFunction<)'(views|layers|networks|runs|data)'[)>]/.exec(source)?.[1] ??
      'app'
    const direct = [...source.matchAll(/\bt\(\s*'([^']+)'/g)].map((match) => match[1] ?? '')
    const chosen = [...source.matchAll(/\bt\(\s*[^'"`()]+\? '([^']+)' : '([^']+)'/g)].flatMap((match) => [
      match[1] ?? '',
      match[2] ?? '',
    ])
    const named = [...source.matchAll(/'((?:app|views|layers|networks|runs|data):[\w.]+)'/g)].map(
      (match) => match[1] ?? '',
    )
    return [...direct, ...chosen, ...named].map((key): [string, string] => [
      file,
      key.includes(':') ? key : `${space}:${key}`,
    ])
  })
}

describe('texts of the window', () => {
  it('exist in both languages', () => {
    expect([...chinese.keys()].sort()).toEqual([...english.keys()].sort())
  })

  it('have the same values to fill in', () => {
    const gaps = (text: string) => [...text.matchAll(/\{\{\s*(\w+)/g)].map((match) => match[1]).sort()
    // A plural may leave its count out; all other values must be there.
    const differing = [...english].filter(([key, text]) => {
      const other = chinese.get(key) ?? ''
      return (
        gaps(text)
          .filter((gap) => gap !== 'count')
          .join() !==
        gaps(other)
          .filter((gap) => gap !== 'count')
          .join()
      )
    })
    expect(differing.map(([key]) => key)).toEqual([])
  })

  it('are there for every key in the source', () => {
    const used = keysInSource()
    expect(used.length).toBeGreaterThan(80)
    expect(used.filter(([, key]) => !english.has(key))).toEqual([])
  })

  it('are there for keys that are built while running', () => {
    const keys = [
      ...actions.map(({ labelKey }) => `app:${labelKey}`),
      ...rewrites.map(({ id }) => `app:rewrites.${id}.about`),
      ...menuGroups.filter((group) => isSubmenu(group)).map((group) => `app:menu.${group}`),
      ...[...sidebarTabs, ...dockTabs].map((tab) => `app:tabs.${tab}`),
      ...pages.map((page) => `app:pages.${page}`),
      ...recordStates.map((state) => `runs:state.${state}`),
      ...figureNames.map((name) => `runs:column.${name}`),
      ...layerGroups.map((group) => `layers:group.${group}`),
      ...layers.flatMap(({ kind }) => ['name', 'note', 'label'].map((part) => `layers:kind.${kind}.${part}`)),
      ...layers.flatMap(({ parameters }) =>
        Object.keys(parameters).flatMap((name) => [`layers:parameter.${name}.label`, `layers:parameter.${name}.help`]),
      ),
    ]
    expect(keys.filter((key) => !english.has(key))).toEqual([])
  })

  it('are in Chinese where they are meant to be', () => {
    const same = [...chinese].filter(([key, text]) => text === english.get(key) && /[a-z]{3}/.test(text))
    // Names that are the same everywhere.
    const allowed = /Epsilon|epsilon|TensorFlow|ONNX|LayerLoom|Viridis|Adam|SGD|RMSProp|AdaGrad|AdaDelta|MNIST|\{\{/i
    expect(same.filter(([, text]) => !allowed.test(text))).toEqual([])
  })
})
