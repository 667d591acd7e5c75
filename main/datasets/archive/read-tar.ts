import { extract, type Header } from 'tar-stream'
import { LoomError } from '#shared/messages/loom-error.ts'
import { reasonOf } from '../reason-of.ts'
import { safePath } from './entry-name.ts'
import { pourFile, readFileStart, unpackedTooLarge } from './pour-file.ts'

export interface TarMember {
  /** As the archive has it, with its folders. */
  name: string
  bytes: Uint8Array
}

export interface TarOptions {
  /** Which members are read; the others are passed over. */
  isWanted(name: string): boolean
  /** The most that the whole archive may unpack to. */
  limitBytes?: number
}

const defaultLimitBytes = 4 * 1024 ** 3

/**
 * The wanted members of a .tar, plain or gzipped (told by its first bytes), one after the other as they come; nothing is
 * written to the disk, and links are never followed. A member is whole before it is answered.
 * @throws LoomError data.unreadable, data.badGzip, data.badTar, data.archivePath, data.unpackedTooLarge
 */
export async function* readTar(file: string, options: TarOptions): AsyncGenerator<TarMember, void> {
  const limitBytes = options.limitBytes ?? defaultLimitBytes
  const { isGzip } = await readFileStart(file, 2)
  const archive = extract()
  const pouring = pourFile(file, archive, { isGzip, limitBytes })
  try {
    for await (const entry of archive) {
      const { name, type } = entry.header
      // Nothing is written, so that such a name could do no harm; but no publisher's archive has one.
      if (type === 'file' && safePath(name) === null) {
        throw new LoomError('data.archivePath', { file, name: name.slice(0, 200) })
      }
      if (type === 'file' && options.isWanted(name))
        yield { name, bytes: await collect(file, entry.header, entry, limitBytes) }
      else entry.resume()
    }
  } catch (error) {
    const cause = pouring.explain(error)
    if (cause instanceof LoomError) throw cause
    throw new LoomError('data.badTar', { file, reason: reasonOf(cause) }, { cause })
  } finally {
    pouring.close()
  }
}

async function collect(
  file: string,
  { size }: Header,
  content: AsyncIterable<unknown>,
  limit: number,
): Promise<Uint8Array> {
  if (size > limit) throw unpackedTooLarge(file, limit)
  const bytes = new Uint8Array(size)
  let filled = 0
  for await (const chunk of content) {
    if (!(chunk instanceof Uint8Array)) continue
    bytes.set(chunk, filled)
    filled += chunk.length
  }
  return bytes
}
