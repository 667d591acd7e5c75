import { randomUUID } from 'node:crypto'
import { closeSync, fsyncSync, openSync, realpathSync, renameSync, rmSync, writeSync } from 'node:fs'
import { open, realpath, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'

/**
 * Puts `content` in the place of the file's content at once: at any instant the file holds the old or the new content, whole.
 * Links are followed, and the file's permissions stay.
 * @throws the system's error; the old file is then as it was.
 */
export async function writeFileAtomically(file: string, content: string | Uint8Array): Promise<void> {
  const target = await realpath(file).catch(() => file)
  const mode = await stat(target).then(
    (stats) => stats.mode & 0o777,
    () => 0o644,
  )
  const temporary = temporaryName(target)
  try {
    const handle = await open(temporary, 'wx', mode)
    try {
      await handle.writeFile(content)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(temporary, target)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
  await syncFolder(path.dirname(target))
}

/** The same without waiting, for small notes of the shell. */
export function writeFileAtomicallySync(file: string, text: string): void {
  const target = existingTarget(file)
  const temporary = temporaryName(target)
  try {
    const descriptor = openSync(temporary, 'wx', 0o600)
    try {
      writeSync(descriptor, text)
      fsyncSync(descriptor)
    } finally {
      closeSync(descriptor)
    }
    renameSync(temporary, target)
  } catch (error) {
    rmSync(temporary, { force: true })
    throw error
  }
}

function temporaryName(target: string): string {
  return path.join(path.dirname(target), `.${path.basename(target)}.${randomUUID().slice(0, 8)}.tmp`)
}

function existingTarget(file: string): string {
  try {
    return realpathSync(file)
  } catch {
    return file
  }
}

/** Makes the rename itself last through a power cut. Windows has no such call and needs none. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r').catch(() => undefined)
  await handle?.sync().catch(() => undefined)
  await handle?.close()
}
