import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import type { SkippedFile } from '#shared/contract/data.ts'

/** Raised whenever pictures are prepared otherwise than before. */
export const setVersion = 2

const indices = z.array(z.int().min(0))

const setSchema = z.object({
  version: z.literal(setVersion),
  pictureBytes: z.int().min(1),
  picturesPerFile: z.int().min(1),
  shards: z.array(z.object({ name: z.string(), bytes: z.number() })),
  classes: z.array(z.string()),
  /** Where each picture that can be used lies in the shards. */
  rows: indices,
  /** One a picture; null where masks have one for each pixel, in a file of their own. */
  labels: indices.nullable(),
  /** 0: trains, 1: tests, 2: yet to be drawn. */
  splits: indices,
  /** Their files, and height, width and channels as they were. */
  files: z.array(z.string()),
  sizes: z.array(z.tuple([z.int(), z.int(), z.int()])),
  skippedCount: z.int().min(0),
  skipped: z.array(z.custom<SkippedFile>()),
})

/** What is kept of pictures that were brought to their form: all but the pictures themselves, which lie beside it. */
export type PictureSet = z.infer<typeof setSchema>

export const labelsFile = 'labels.bin'
const setFile = 'set.json'

/** A set as it was kept, and its folder; null where there is none that is whole. */
export async function readSet(directory: string): Promise<PictureSet | null> {
  try {
    const file = path.join(directory, setFile)
    const set = setSchema.parse(JSON.parse(await readFile(file, 'utf8')))
    for (const { name, bytes } of set.shards) {
      if (bytes > 0 && (await stat(path.join(directory, name))).size !== bytes) return null
    }
    const now = new Date()
    await utimes(file, now, now).catch(() => {})
    return set
  } catch {
    return null
  }
}

/** Makes a set in a folder beside its own, which it becomes when it is whole. */
export async function keepSet(
  directory: string,
  make: (workplace: string) => Promise<PictureSet>,
): Promise<PictureSet> {
  const workplace = `${directory}.${process.pid}.part`
  await rm(workplace, { recursive: true, force: true })
  try {
    await mkdir(workplace, { recursive: true })
    const set = await make(workplace)
    await writeFile(path.join(workplace, setFile), JSON.stringify(set))
    await rm(directory, { recursive: true, force: true })
    await rename(workplace, directory)
    return set
  } finally {
    await rm(workplace, { recursive: true, force: true })
  }
}

/** Removes the sets that were not used for longest until the others take no more than `limitBytes`, and what was broken off. */
export async function trimSets(parent: string, limitBytes: number, kept: string): Promise<void> {
  const dayMs = 24 * 3600 * 1000
  const sets: { directory: string; bytes: number; usedMs: number }[] = []
  for (const name of await readdir(parent)) {
    const directory = path.join(parent, name)
    const { mtimeMs } = await stat(directory)
    if (/\.(part|unpacked)$/.test(name)) {
      if (Date.now() - mtimeMs > dayMs) await rm(directory, { recursive: true, force: true })
      continue
    }
    const used = await stat(path.join(directory, setFile)).catch(() => null)
    sets.push({ directory, bytes: await measure(directory), usedMs: used?.mtimeMs ?? 0 })
  }
  let total = sets.reduce((sum, { bytes }) => sum + bytes, 0)
  for (const { directory, bytes } of sets.sort((a, b) => a.usedMs - b.usedMs)) {
    if (total <= limitBytes) return
    if (directory === kept) continue
    await rm(directory, { recursive: true, force: true })
    total -= bytes
  }
}

async function measure(directory: string): Promise<number> {
  const sizes = (await readdir(directory)).map(async (name) => (await stat(path.join(directory, name))).size)
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
}
