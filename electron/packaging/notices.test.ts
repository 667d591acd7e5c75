import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

const root = path.resolve(import.meta.dirname, '../..')
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8')
const notices = read('electron/packaging/NOTICES.txt')
const { dependencies } = JSON.parse(read('package.json')) as { dependencies: Record<string, string> }

/** Licences that ask for no more than their own text, which travels in the package. */
const plain = /^(MIT|ISC|0BSD|BSD-[23]-Clause|Apache-2\.0)( AND (MIT|Apache-2\.0))*$/

describe('the notices of a release', () => {
  it.each(Object.entries(dependencies))('name %s where its licence asks for it, with its version', (name, version) => {
    const file = `node_modules/${name}/package.json`
    const { license } = JSON.parse(read(file)) as { license: string }
    if (!plain.test(license)) expect(notices).toContain(`${name} ${version}`)
  })

  it('are packed, with the texts that they point to', () => {
    const { extraResources } = JSON.parse(read('electron/packaging/builder.json')) as {
      extraResources: { from: string; to: string }[]
    }
    expect(extraResources.filter(({ from }) => !existsSync(path.join(root, from)))).toEqual([])
    const packed = new Set(extraResources.map(({ to }) => to))
    expect([...notices.matchAll(/licences\/\S+\.md/g)].filter(([text]) => !packed.has(text))).toEqual([])
    expect(packed).toContain('NOTICES.txt')
  })
})
