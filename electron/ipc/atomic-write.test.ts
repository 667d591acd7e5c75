import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { writeFileAtomically, writeFileAtomicallySync } from './atomic-write.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'layerloom-atomic-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

it('replaces the content and leaves nothing beside it', async () => {
  const file = path.join(folder, 'a.loom')
  await writeFile(file, 'old')
  await writeFileAtomically(file, 'new')
  expect(await readFile(file, 'utf8')).toBe('new')
  writeFileAtomicallySync(file, 'newer')
  expect(await readFile(file, 'utf8')).toBe('newer')
  expect(await readdir(folder)).toEqual(['a.loom'])
})

it('never shows half a text to a reader', async () => {
  const file = path.join(folder, 'a.loom')
  const texts = ['a', 'b'].map((letter) => letter.repeat(200_000))
  await writeFile(file, texts[0] ?? '')
  const seen = new Set<string>()
  let isWriting = true
  const reading = (async () => {
    while (isWriting) seen.add(await readFile(file, 'utf8'))
  })()
  for (let turn = 0; turn < 20; turn += 1) await writeFileAtomically(file, texts[turn % 2] ?? '')
  isWriting = false
  await reading
  expect([...seen].every((text) => texts.includes(text))).toBe(true)
})

it('keeps permissions and follows links', async () => {
  const file = path.join(folder, 'target.loom')
  await writeFile(file, 'old')
  await chmod(file, 0o640)
  const link = path.join(folder, 'link.loom')
  await symlink(file, link)
  await writeFileAtomically(link, 'new')
  expect(await readFile(file, 'utf8')).toBe('new')
  expect((await stat(file)).mode & 0o777).toBe(0o640)
})

it('leaves no temporary file when it cannot finish', async () => {
  // A folder cannot be replaced by a file, so the last step fails.
  const place = path.join(folder, 'taken')
  await mkdir(path.join(place, 'inside'), { recursive: true })
  await expect(writeFileAtomically(place, 'new')).rejects.toThrow()
  expect(() => writeFileAtomicallySync(place, 'new')).toThrow()
  expect(await readdir(folder)).toEqual(['taken'])
})
