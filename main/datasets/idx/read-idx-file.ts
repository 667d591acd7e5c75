import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { LoomError } from '#shared/messages/loom-error.ts'
import { allocateBytes } from '../dataset.ts'
import { reasonOf } from '../reason-of.ts'
import { unsignedByte } from './encode-idx.ts'

/** The most that one file may hold when it is unpacked. */
const defaultLimitBytes = 2 * 1024 ** 3

export interface IdxFile {
  file: string
  sizes: number[]
  data: Uint8Array
}

export interface IdxOptions {
  /** How many sizes the file may have: 1 for labels, 3 or 4 for pictures. */
  ranks: readonly number[]
  limitBytes?: number
}

/**
 * Reads one IDX file of unsigned bytes, plain or gzipped (told by its first bytes, not by its name). It is unpacked as
 * it is read and never further than its header promises, so that a small file cannot fill the memory. Offsets in errors
 * count unpacked bytes, but for damage of the .gz itself.
 * @throws LoomError data.unreadable, data.badGzip, data.idx…: each names the file and the byte at fault
 */
export async function readIdxFile(file: string, options: IdxOptions): Promise<IdxFile> {
  const { isGzip, bytes } = await peek(file)
  const source = createReadStream(file)
  const gunzip = createGunzip()
  try {
    // The callback takes an error that the loop over `gunzip` throws as well.
    return await assemble(file, isGzip ? pipeline(source, gunzip, () => {}) : source, options)
  } catch (error) {
    if (error instanceof LoomError) throw error
    if (!isGzip) throw new LoomError('data.unreadable', { file, reason: reasonOf(error) }, { cause: error })
    const reason = reasonOf(error)
    const offset = trailerOffset(reason, bytes) ?? gunzip.bytesWritten
    throw new LoomError('data.badGzip', { file, offset, reason }, { cause: error })
  } finally {
    source.destroy()
  }
}

/** zlib finds the end of the file and the checksums after it to be wrong at these places of a file of `bytes`. */
function trailerOffset(reason: string, bytes: number): number | undefined {
  const fromEnd = { 'unexpected end of file': 0, 'incorrect data check': 8, 'incorrect length check': 4 }
  const found = Object.entries(fromEnd).find(([text]) => text === reason)
  return found && bytes - found[1]
}

async function peek(file: string): Promise<{ isGzip: boolean; bytes: number }> {
  try {
    const handle = await open(file)
    try {
      const { buffer } = await handle.read(Buffer.alloc(2), 0, 2, 0)
      return { isGzip: buffer[0] === 0x1f && buffer[1] === 0x8b, bytes: (await handle.stat()).size }
    } finally {
      await handle.close()
    }
  } catch (error) {
    throw new LoomError('data.unreadable', { file, reason: reasonOf(error) }, { cause: error })
  }
}

interface Body {
  sizes: number[]
  data: Uint8Array
  dataOffset: number
}

/** First the header, then exactly as many bytes as that promises. */
async function assemble(file: string, content: AsyncIterable<Buffer>, options: IdxOptions): Promise<IdxFile> {
  let head = Buffer.alloc(0)
  let body: Body | null = null
  let filled = 0
  for await (const chunk of content) {
    let rest = chunk
    if (!body) {
      head = Buffer.concat([head, chunk])
      body = readHeader(file, head, options)
      if (!body) continue
      rest = head.subarray(body.dataOffset)
    }
    const { data, dataOffset, sizes } = body
    if (filled + rest.length > data.length) {
      throw new LoomError('data.idxTrailing', { file, offset: dataOffset + data.length, sizes: sizes.join(' × ') })
    }
    data.set(rest, filled)
    filled += rest.length
  }
  if (head.length === 0) throw new LoomError('data.idxEmptyFile', { file })
  if (!body) throw new LoomError('data.idxHeaderTruncated', { file, offset: head.length })
  const { sizes, data, dataOffset } = body
  if (filled < data.length) {
    const values = { file, offset: dataOffset + filled, promised: dataOffset + data.length }
    throw new LoomError('data.idxTruncated', values)
  }
  return { file, sizes, data }
}

/** Null while the header is not whole. */
function readHeader(file: string, head: Buffer, options: IdxOptions): Body | null {
  const [zero, alsoZero, type, rank] = head
  if (type === undefined || rank === undefined) return null
  const found = [...head.subarray(0, 4)].map((byte) => byte.toString(16).padStart(2, '0')).join(' ')
  if (zero !== 0 || alsoZero !== 0) throw new LoomError('data.idxMagic', { file, offset: 0, found })
  if (type !== unsignedByte) throw new LoomError('data.idxType', { file, offset: 2, found })
  if (!options.ranks.includes(rank)) {
    throw new LoomError('data.idxRank', { file, offset: 3, rank, expected: options.ranks.join(' / ') })
  }
  const dataOffset = 4 + 4 * rank
  if (head.length < dataOffset) return null
  const sizes = Array.from({ length: rank }, (_, place) => head.readUInt32BE(4 + 4 * place))
  return { sizes, dataOffset, data: allocate(file, sizes, options.limitBytes ?? defaultLimitBytes) }
}

function allocate(file: string, sizes: number[], limitBytes: number): Uint8Array {
  const empty = sizes.indexOf(0)
  if (empty >= 0) throw new LoomError('data.idxZeroSize', { file, offset: 4 + 4 * empty })
  const bytes = sizes.reduce((product, size) => product * size, 1)
  if (bytes > limitBytes) {
    const limit = Math.round(limitBytes / 1024 ** 2)
    throw new LoomError('data.idxTooLarge', { file, offset: 4, sizes: sizes.join(' × '), limit })
  }
  return allocateBytes(bytes)
}
