import { randomBytes } from 'node:crypto'
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { LoomError } from '#shared/messages/loom-error.ts'

export interface NewFile {
  name: string
  content: string | Uint8Array
}

const leftover = /^\.layerloom-[0-9a-f]{8}$/

/**
 * The names of what lies in a folder that may be written into: none if there is no folder yet.
 * @throws LoomError export.notAFolder, or export.otherFiles when it holds files that `isOurs` does not know
 */
export async function listOwnFiles(directory: string, isOurs: (name: string) => boolean): Promise<string[]> {
  let names: string[]
  try {
    names = await readdir(directory)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return []
    if (codeOf(error) === 'ENOTDIR') throw new LoomError('export.notAFolder', { path: directory }, { cause: error })
    throw explain(error, directory)
  }
  const other = names.find((name) => !isOurs(name) && !leftover.test(name))
  if (other !== undefined) throw new LoomError('export.otherFiles', { path: directory, file: other })
  return names.filter(isOurs)
}

/**
 * Puts files into a folder: all are written and flushed beside their place first, then moved there in the order given.
 * So the last file may refer to the others, as long as none of these replaces one that the old last file needs. Then
 * `obsolete` files are removed. After a crash at any instant the old last file or the new one is there, with all it needs.
 * @throws LoomError export.cannotWrite with the system's reason; then the old last file is there as it was
 */
export async function replaceFiles(directory: string, files: NewFile[], obsolete: readonly string[]): Promise<void> {
  const before = await readdir(directory).catch(() => null)
  const staging = path.join(directory, `.layerloom-${randomBytes(4).toString('hex')}`)
  try {
    await mkdir(staging, { recursive: true })
    for (const { name, content } of files) await writeFlushed(path.join(staging, name), content)
    for (const { name } of files) await rename(path.join(staging, name), path.join(directory, name))
    await flushFolder(directory)
  } catch (error) {
    const fresh = files
      .map(({ name }) => path.join(directory, name))
      .filter((file) => !before?.includes(path.basename(file)))
    for (const place of before ? [staging, ...fresh] : [directory]) await rm(place, { recursive: true, force: true })
    throw explain(error, directory)
  }
  const leftovers = (await readdir(directory)).filter((name) => leftover.test(name))
  for (const name of [...obsolete, ...leftovers]) await rm(path.join(directory, name), { recursive: true, force: true })
}

async function writeFlushed(file: string, content: string | Uint8Array): Promise<void> {
  const handle = await open(file, 'w')
  try {
    await handle.writeFile(content)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Makes the renames last; Windows opens no folders and needs none of this. */
async function flushFolder(directory: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(directory, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined
}

function explain(error: unknown, directory: string): LoomError {
  const reason = error instanceof Error ? error.message : String(error)
  return new LoomError('export.cannotWrite', { path: directory, reason }, { cause: error })
}
