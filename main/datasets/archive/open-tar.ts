import { createWriteStream } from 'node:fs'
import { mkdir, readFile, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { extract, type Header } from 'tar-stream'
import type { SkippedFile } from '#shared/contract/data.ts'
import { LoomError } from '#shared/messages/loom-error.ts'
import { reasonOf } from '../reason-of.ts'
import { decodeText, safePath } from './entry-name.ts'
import { type ArchiveLimits, archiveLimits, checkExpansion } from './limits.ts'
import { pourFile, readFileStart } from './pour-file.ts'
import { findEmpty, isClutter, largestFileBytes, type SourceFile, type SourceTree } from './source-tree.ts'

export interface UnpackOptions {
  /** A folder that is not there yet: the files are unpacked into it, under numbers for names, and go when the tree is closed. */
  unpackTo: string
  limits?: ArchiveLimits
  signal?: AbortSignal
}

/**
 * Unpacks a tar, plain or gzipped: what it holds is only known when it was read to its end.
 * @throws LoomError data.unreadable, data.badGzip, data.badArchive, data.archive…, data.tooManyFiles, data.cancelled
 */
export async function openTar(file: string, options: UnpackOptions): Promise<SourceTree> {
  const close = () => rm(options.unpackTo, { recursive: true, force: true })
  try {
    await mkdir(options.unpackTo, { recursive: true })
    return { ...(await unpack(file, options)), close }
  } catch (error) {
    await close()
    throw error
  }
}

interface Unpacked {
  files: SourceFile[]
  folders: string[]
  skipped: SkippedFile[]
  /** Of all that came so far, whether it is kept or not. */
  expanded: number
  count: number
}

async function unpack(file: string, options: UnpackOptions): Promise<Omit<SourceTree, 'close'>> {
  const { limits = archiveLimits, signal, unpackTo } = options
  const found: Unpacked = { files: [], folders: [], skipped: [], expanded: 0, count: 0 }
  // The names are bytes until their encoding is known.
  const archive = extract({ filenameEncoding: 'latin1' } as object)
  const { isGzip } = await readFileStart(file, 2)
  const packed = (await stat(file)).size
  const pouring = pourFile(file, archive, { isGzip, limitBytes: 2 * limits.expandedBytes })
  try {
    for await (const entry of archive) {
      if (signal?.aborted) throw new LoomError('data.cancelled')
      found.expanded += entry.header.size
      found.count += 1
      checkExpansion(file, { packed, ...found }, limits)
      const name = wantedPath(entry.header, found)
      if (name === null) {
        entry.resume()
        continue
      }
      const target = path.join(unpackTo, String(found.files.length))
      await pipeline(entry, createWriteStream(target))
      found.files.push({ path: name, bytes: entry.header.size, modifiedMs: 0, read: () => readFile(target) })
    }
  } catch (error) {
    const cause = pouring.explain(error)
    if (cause instanceof LoomError) throw cause
    throw new LoomError('data.badArchive', { file, reason: reasonOf(cause) }, { cause })
  } finally {
    pouring.close()
  }
  const { files, folders, skipped } = found
  return { files, emptyFolders: findEmpty(folders, [...files, ...skipped]), skipped }
}

/** The path of an entry that is a file to be kept; of others is noted what they are. */
function wantedPath(header: Header, { folders, skipped }: Unpacked): string | null {
  const { type, size } = header
  const name = nameOf(header)
  const found = safePath(name)
  const skip = (code: 'outside' | 'link' | 'fileSize') => {
    skipped.push({ path: found ?? name, reason: { code: `data.skip.${code}` } })
    return null
  }
  if (found === null) return skip('outside')
  if (isClutter(found)) return null
  if (type === 'directory') folders.push(found)
  if (type === 'symlink' || type === 'link') return skip('link')
  if (type !== 'file' && type !== 'contiguous-file') return null
  return size > largestFileBytes ? skip('fileSize') : found
}

/** Extended headers are UTF-8 and have been read as such. */
function nameOf({ name, pax }: Header): string {
  const isDecoded = (pax as { path?: string } | null)?.path !== undefined || [...name].some((letter) => letter > 'ÿ')
  return isDecoded ? name : decodeText(Buffer.from(name, 'latin1'))
}
