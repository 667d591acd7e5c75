import type { Dirent } from 'node:fs'
import { readdir, readFile, realpath, stat } from 'node:fs/promises'
import path from 'node:path'
import type { SkippedFile } from '#shared/contract/data.ts'
import { LoomError } from '#shared/messages/loom-error.ts'
import { isClutter, largestFileBytes, mostFiles, type SourceFile, type SourceTree } from '../archive/source-tree.ts'
import { filesAtOnce, workAtOnce } from '../at-once.ts'
import { reasonOf } from '../reason-of.ts'

/** Deeper than anyone sorts pictures; shallower than a stack. */
const deepest = 32

/**
 * All files of a folder and of those in it. Links that lead out of it are not followed.
 * @throws LoomError data.pathUnreadable, data.tooManyFiles, data.cancelled
 */
export async function openFolder(directory: string, signal?: AbortSignal): Promise<SourceTree> {
  const walk: Walk = { root: await realpath(directory), files: [], emptyFolders: [], skipped: [], signal }
  await walkFolder(walk, '', 0)
  const { files, emptyFolders, skipped } = walk
  return { files, emptyFolders, skipped, close: async () => {} }
}

interface Walk {
  root: string
  files: SourceFile[]
  emptyFolders: string[]
  skipped: SkippedFile[]
  signal: AbortSignal | undefined
}

async function walkFolder(walk: Walk, folder: string, depth: number): Promise<void> {
  if (walk.signal?.aborted) throw new LoomError('data.cancelled')
  const entries = await listFolder(path.join(walk.root, folder))
  const shown = entries.filter(({ name }) => !isClutter(name))
  if (shown.length === 0 && folder !== '') walk.emptyFolders.push(folder)
  const plain: string[] = []
  for (const entry of shown) {
    const place = folder === '' ? entry.name : `${folder}/${entry.name}`
    if (entry.name.includes('\uFFFD')) walk.skipped.push({ path: place, reason: { code: 'data.skip.name' } })
    else if (entry.isSymbolicLink()) await followLink(walk, place)
    else if (entry.isFile()) plain.push(place)
    else if (entry.isDirectory() && depth < deepest) await walkFolder(walk, place, depth + 1)
  }
  await workAtOnce(plain, filesAtOnce, (place) => addPlain(walk, place))
}

async function listFolder(directory: string): Promise<Dirent[]> {
  try {
    return await readdir(directory, { withFileTypes: true })
  } catch (error) {
    throw new LoomError('data.pathUnreadable', { path: directory, reason: reasonOf(error) }, { cause: error })
  }
}

async function addPlain(walk: Walk, place: string): Promise<void> {
  const file = path.join(walk.root, place)
  const { size, mtimeMs } = await stat(file)
  addFile(walk, { path: place, bytes: size, modifiedMs: mtimeMs, read: () => readWhole(file, size) })
}

async function followLink(walk: Walk, place: string): Promise<void> {
  const found = await findBelow(walk.root, place)
  if (typeof found === 'string') walk.skipped.push({ path: place, reason: { code: 'data.skip.link' } })
  else addFile(walk, found)
}

/**
 * The file at a path of a folder, which is no link itself. Only one that lies in the folder: links may lead to anything, and those
 * to folders in circles.
 */
export async function findBelow(root: string, place: string): Promise<SourceFile | 'link' | 'missing'> {
  const file = await realpath(path.join(root, place)).catch(() => null)
  if (file === null) return 'missing'
  const found = await stat(file)
  if (!file.startsWith(root + path.sep) || !found.isFile()) return 'link'
  const { size, mtimeMs } = found
  return { path: place, bytes: size, modifiedMs: mtimeMs, read: () => readWhole(file, size) }
}

function addFile({ root, files }: Walk, file: SourceFile): void {
  if (files.length >= mostFiles) throw new LoomError('data.tooManyFiles', { path: root, limit: mostFiles })
  files.push(file)
}

async function readWhole(file: string, size: number): Promise<Uint8Array> {
  if (size > largestFileBytes) throw new Error('it is too large')
  return readFile(file)
}
