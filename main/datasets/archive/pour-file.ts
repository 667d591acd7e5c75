import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { LoomError } from '#shared/messages/loom-error.ts'
import { reasonOf } from '../reason-of.ts'

export interface FileStart {
  isGzip: boolean
  /** The first bytes, as they are in the file. */
  bytes: Buffer
}

/** A file that flows into a reader. */
export interface Pouring {
  /** Why it ended too early: what went wrong first, worded; what the reader itself threw comes back as it is. */
  explain(error: unknown): unknown
  close(): void
}

export interface PourOptions {
  isGzip: boolean
  /** The most that the file may unpack to. */
  limitBytes: number
}

/** @throws LoomError data.unreadable */
export async function readFileStart(file: string, length: number): Promise<FileStart> {
  try {
    const handle = await open(file)
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, 0)
      return { isGzip: buffer[0] === 0x1f && buffer[1] === 0x8b, bytes: buffer.subarray(0, bytesRead) }
    } finally {
      await handle.close()
    }
  } catch (error) {
    throw new LoomError('data.unreadable', { file, reason: reasonOf(error) }, { cause: error })
  }
}

/**
 * Lets a file flow into `reader`, unpacked where it is gzipped. The reader ends with an error of its own where something goes
 * wrong before it ("premature close"); `explain` knows the cause.
 */
export function pourFile(file: string, reader: NodeJS.WritableStream, options: PourOptions): Pouring {
  const { isGzip, limitBytes } = options
  const source = createReadStream(file)
  const gunzip = createGunzip()
  let cause: LoomError | null = null
  const note = (found: LoomError) => {
    cause ??= found
  }
  const limit = async function* (chunks: AsyncIterable<Buffer>) {
    let bytes = 0
    for await (const chunk of chunks) {
      bytes += chunk.length
      if (bytes > limitBytes) {
        const tooLarge = unpackedTooLarge(file, limitBytes)
        note(tooLarge)
        throw tooLarge
      }
      yield chunk
    }
  }
  source.once('error', (error) =>
    note(new LoomError('data.unreadable', { file, reason: reasonOf(error) }, { cause: error })),
  )
  gunzip.once('error', (error: NodeJS.ErrnoException) => {
    // Others are but the echo of what went wrong elsewhere.
    if (!error.code?.startsWith('Z_')) return
    note(
      new LoomError('data.badGzip', { file, offset: gunzip.bytesWritten, reason: reasonOf(error) }, { cause: error }),
    )
  })
  // Errors are told by `explain`, to whoever reads.
  if (isGzip) pipeline(source, gunzip, limit, reader, () => {})
  else pipeline(source, limit, reader, () => {})
  return { explain: (error) => cause ?? error, close: () => source.destroy() }
}

export function unpackedTooLarge(file: string, limitBytes: number): LoomError {
  return new LoomError('data.unpackedTooLarge', { file, limit: Math.round(limitBytes / 1024 ** 2) })
}
