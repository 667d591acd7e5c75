import { type FileHandle, open } from 'node:fs/promises'
import { promisify } from 'node:util'
import { inflateRaw } from 'node:zlib'
import type { SkippedFile } from '#shared/contract/data.ts'
import { LoomError } from '#shared/messages/loom-error.ts'
import { reasonOf } from '../reason-of.ts'
import { decodeText, decodeTexts, safePath } from './entry-name.ts'
import { type ArchiveLimits, archiveLimits, checkExpansion } from './limits.ts'
import { findEmpty, isClutter, largestFileBytes, type SourceFile, type SourceTree } from './source-tree.ts'
import { localSignature, readAt, readZipDirectory, type ZipEntry } from './zip-directory.ts'

const inflate = promisify(inflateRaw)

/**
 * Opens a zip without unpacking it: its files are read one by one, from where its directory says they are, and never beyond the
 * size that they have there.
 * @throws LoomError data.unreadable, data.badArchive, data.archiveEncrypted, data.archive…, data.tooManyFiles
 */
export async function openZip(file: string, limits: ArchiveLimits = archiveLimits): Promise<SourceTree> {
  let handle: FileHandle
  try {
    handle = await open(file)
  } catch (error) {
    throw new LoomError('data.unreadable', { file, reason: reasonOf(error) }, { cause: error })
  }
  try {
    return await listZip(file, handle, limits)
  } catch (error) {
    await handle.close()
    if (error instanceof LoomError) throw error
    throw new LoomError('data.badArchive', { file, reason: reasonOf(error) }, { cause: error })
  }
}

async function listZip(file: string, handle: FileHandle, limits: ArchiveLimits): Promise<SourceTree> {
  const { size } = await handle.stat()
  const entries = await readZipDirectory(handle, size)
  const expanded = entries.reduce((sum, { bytes }) => sum + bytes, 0)
  checkExpansion(file, { packed: size, expanded, count: entries.length }, limits)
  if (entries.some(({ isEncrypted }) => isEncrypted)) throw new LoomError('data.archiveEncrypted', { file })
  const files: SourceFile[] = []
  const folders: string[] = []
  const skipped: SkippedFile[] = []
  const names = decodeTexts(entries.map((entry) => entry.name))
  for (const [place, entry] of entries.entries()) {
    const name = entry.isUtf8 ? decodeText(entry.name) : (names[place] ?? '')
    const path = safePath(name)
    if (path !== null && isClutter(path)) continue
    if (path === null) skipped.push({ path: name, reason: { code: 'data.skip.outside' } })
    else if (name.endsWith('/')) folders.push(path)
    else if (entry.isLink) skipped.push({ path, reason: { code: 'data.skip.link' } })
    else files.push({ path, bytes: entry.bytes, modifiedMs: 0, read: () => readEntry(handle, entry) })
  }
  const emptyFolders = findEmpty(folders, [...files, ...skipped])
  return { files, emptyFolders, skipped, close: () => handle.close() }
}

async function readEntry(handle: FileHandle, { offset, method, packedBytes, bytes }: ZipEntry): Promise<Uint8Array> {
  if (bytes > largestFileBytes || packedBytes > largestFileBytes) throw new Error('it is too large')
  const header = await readAt(handle, offset, 30)
  if (header.readUInt32LE(0) !== localSignature) throw new Error('it is not where the archive says')
  const start = offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28)
  const packed = await readAt(handle, start, packedBytes)
  const content = method === 8 ? await inflate(packed, { maxOutputLength: Math.max(1, bytes) }) : packed
  if (method !== 0 && method !== 8) throw new Error(`it is packed by a method that is not known (${method})`)
  if (content.length !== bytes) throw new Error('it is not as long as the archive says')
  return content
}
