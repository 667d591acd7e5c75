import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { emptyDocument } from '#shared/document/schema.ts'
import { dropBlock, keepBlock, readLibrary, replaceBlock } from './block-library.ts'

let folder = ''

beforeEach(async () => {
  folder = path.join(await mkdtemp(path.join(os.tmpdir(), 'layerloom-library-')), 'blocks')
})
afterEach(() => rm(path.dirname(folder), { recursive: true, force: true }))

describe('block library', () => {
  it('keeps blocks over sessions, by name, and forgets them', async () => {
    expect(await readLibrary(folder)).toEqual({ blocks: [], setAside: [] })
    const second = await keepBlock(folder, emptyDocument('Stem'))
    const first = await keepBlock(folder, emptyDocument('Head'))
    expect(await readLibrary(folder)).toEqual({ blocks: [first, second], setAside: [] })
    await dropBlock(folder, first.id)
    expect((await readLibrary(folder)).blocks).toEqual([second])
  })

  it('gives a block another name and other words, in its own file', async () => {
    const kept = await keepBlock(folder, emptyDocument('Stem'))
    const document = { ...kept.document, name: 'Trunk', description: 'What every network begins with' }
    await replaceBlock(folder, { ...kept, document })
    expect(await readLibrary(folder)).toEqual({ blocks: [{ id: kept.id, document }], setAside: [] })
    expect(await readdir(folder)).toHaveLength(1)
  })

  it('sets a damaged file aside, names it, and reads the others', async () => {
    const kept = await keepBlock(folder, emptyDocument('Stem'))
    await writeFile(path.join(folder, 'bad.loom'), '{"format":"layerloom","version":1,"edges":[{"id":"e"}]}')
    const aside = path.join(folder, 'bad.loom.damaged')
    expect(await readLibrary(folder)).toEqual({ blocks: [kept], setAside: [aside] })
    expect(await readFile(aside, 'utf8')).toContain('"e"')
    expect((await readLibrary(folder)).setAside).toEqual([])
    expect(await readdir(folder)).toHaveLength(2)
  })
})
