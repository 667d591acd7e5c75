import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { VersionCause } from '#shared/contract/shell.ts'
import { emptyDocument } from '#shared/document/schema.ts'
import { keepVersion, readVersions } from './versions.ts'

let root = ''
const project = { path: '/drawings/mine.loom', draft: 'a' }
const draft = { ...project, path: null }

beforeEach(async () => {
  root = path.join(await mkdtemp(path.join(os.tmpdir(), 'layerloom-versions-')), 'versions')
})
afterEach(() => rm(path.dirname(root), { recursive: true, force: true }))

function keep(name: string, keptAt: number, cause: VersionCause = 'run', key: typeof project | typeof draft = project) {
  return keepVersion(root, key, { document: emptyDocument(name), cause, keptAt })
}

async function names(key: typeof project | typeof draft = project) {
  return (await readVersions(root, key)).versions.map(({ document }) => document.name)
}

describe('versions of a project', () => {
  it('are kept with their time and cause, newest first', async () => {
    await keep('first', 1)
    await keep('second', 2, 'save')
    const { versions, damaged } = await readVersions(root, project)
    expect(damaged).toEqual([])
    expect(versions).toMatchObject([
      { keptAt: 2, cause: 'save', document: emptyDocument('second') },
      { keptAt: 1, cause: 'run', document: emptyDocument('first') },
    ])
    expect(await names({ ...project, path: '/drawings/other.loom' })).toEqual([])
  })

  it('hold equal documents once, with the last cause, also when two are kept at once', async () => {
    await keep('first', 1)
    await keep('second', 2)
    await Promise.all([keep('first', 3, 'save'), keep('first', 4, 'rewrite')])
    expect((await readVersions(root, project)).versions).toMatchObject([
      { keptAt: 4, cause: 'rewrite', document: emptyDocument('first') },
      { keptAt: 2, cause: 'run', document: emptyDocument('second') },
    ])
  })

  it('lose the oldest of more than fifty', async () => {
    for (let each = 1; each <= 52; each += 1) await keep(`v${each}`, each)
    const kept = await names()
    expect(kept).toHaveLength(50)
    expect([kept[0], kept.at(-1)]).toEqual(['v52', 'v3'])
  })

  it('follow a drawing into the file that it is saved to', async () => {
    await keep('first', 1, 'run', draft)
    expect(await names(draft)).toEqual(['first'])
    await keep('second', 2, 'save')
    expect(await names()).toEqual(['second', 'first'])
    expect(await names(draft)).toEqual([])
  })

  it('are skipped and named where they are damaged', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {})
    await keep('first', 1)
    await keep('second', 2)
    const [folder = ''] = await readdir(root)
    const [oldest = ''] = (await readdir(path.join(root, folder))).sort()
    const file = path.join(root, folder, oldest)
    await writeFile(file, '{"format":"layerloom"')
    const { versions, damaged } = await readVersions(root, project)
    expect(versions.map(({ document }) => document.name)).toEqual(['second'])
    expect(damaged).toEqual([file])
    vi.restoreAllMocks()
  })
})
