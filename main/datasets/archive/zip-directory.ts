import type { FileHandle } from 'node:fs/promises'

/** An entry of a zip's central directory. */
export interface ZipEntry {
  name: Uint8Array
  isUtf8: boolean
  isEncrypted: boolean
  /** 0: stored, 8: deflated. */
  method: number
  packedBytes: number
  bytes: number
  /** Of its local header. */
  offset: number
  isLink: boolean
}

const endSignature = 0x06054b50
const end64LocatorSignature = 0x07064b50
const end64Signature = 0x06064b50
const entrySignature = 0x02014b50
export const localSignature = 0x04034b50

const endBytes = 22
const longestComment = 65_535
/** Of a central directory that is read at all. */
const largestDirectory = 512 * 1024 ** 2

/** All bits set: the number stands in the field of Zip64. */
const inZip64 = 0xffffffff

/** Unix keeps the mode of a file in the upper half of the external attributes; 0o120000 is a symbolic link. */
const isLinkMode = (attributes: number) => ((attributes >>> 16) & 0o170000) === 0o120000

/** Reads the central directory, at the end of the file. Format: PKWARE's APPNOTE, 4.3 to 4.5. @throws Error with the reason */
export async function readZipDirectory(handle: FileHandle, fileBytes: number): Promise<ZipEntry[]> {
  const { offset, bytes, count } = await findDirectory(handle, fileBytes)
  if (offset + bytes > fileBytes || bytes > largestDirectory) throw new Error('its list of files lies beyond its end')
  const directory = await readAt(handle, offset, bytes)
  const entries: ZipEntry[] = []
  for (let at = 0; entries.length < count; ) {
    if (at + 46 > bytes || directory.readUInt32LE(at) !== entrySignature)
      throw new Error('its list of files is damaged')
    const lengths = [28, 30, 32].map((field) => directory.readUInt16LE(at + field))
    const [nameBytes = 0, extraBytes = 0, commentBytes = 0] = lengths
    const next = at + 46 + nameBytes + extraBytes + commentBytes
    if (next > bytes) throw new Error('its list of files is damaged')
    const extraAt = at + 46 + nameBytes
    entries.push({
      name: directory.subarray(at + 46, extraAt),
      isUtf8: (directory.readUInt16LE(at + 8) & 0x800) !== 0,
      isEncrypted: (directory.readUInt16LE(at + 8) & 1) === 1,
      method: directory.readUInt16LE(at + 10),
      isLink: isLinkMode(directory.readUInt32LE(at + 38)),
      ...readSizes(directory, at, directory.subarray(extraAt, extraAt + extraBytes)),
    })
    at = next
  }
  return entries
}

export async function readAt(handle: FileHandle, offset: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, offset)
  if (bytesRead < length) throw new Error('it ends too early')
  return buffer
}

async function findDirectory(handle: FileHandle, fileBytes: number) {
  const length = Math.min(fileBytes, endBytes + longestComment)
  const tail = await readAt(handle, fileBytes - length, length)
  let at = length - endBytes
  while (at >= 0 && tail.readUInt32LE(at) !== endSignature) at -= 1
  if (at < 0) throw new Error('it has no list of files at its end')
  const end = {
    count: tail.readUInt16LE(at + 10),
    bytes: tail.readUInt32LE(at + 12),
    offset: tail.readUInt32LE(at + 16),
  }
  const locator = at - 20
  if (locator < 0 || tail.readUInt32LE(locator) !== end64LocatorSignature) return end
  const end64 = await readAt(handle, toNumber(tail.readBigUInt64LE(locator + 8)), 56)
  if (end64.readUInt32LE(0) !== end64Signature) throw new Error('its list of files is damaged')
  const [count, bytes, offset] = [32, 40, 48].map((field) => toNumber(end64.readBigUInt64LE(field)))
  return { count: count ?? 0, bytes: bytes ?? 0, offset: offset ?? 0 }
}

/** Sizes and offset; those that do not fit into 32 bits stand one after the other in the extra field 1. */
function readSizes(directory: Buffer, at: number, extra: Buffer): Pick<ZipEntry, 'packedBytes' | 'bytes' | 'offset'> {
  const wide = findExtra(extra, 1)
  let wideAt = 0
  const read = (field: number) => {
    const value = directory.readUInt32LE(at + field)
    if (value !== inZip64 || !wide || wideAt + 8 > wide.length) return value
    wideAt += 8
    return toNumber(wide.readBigUInt64LE(wideAt - 8))
  }
  const bytes = read(24)
  const packedBytes = read(20)
  return { bytes, packedBytes, offset: read(42) }
}

function findExtra(extra: Buffer, id: number): Buffer | null {
  for (let at = 0; at + 4 <= extra.length; ) {
    const length = extra.readUInt16LE(at + 2)
    if (extra.readUInt16LE(at) === id) return extra.subarray(at + 4, at + 4 + length)
    at += 4 + length
  }
  return null
}

function toNumber(value: bigint): number {
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new Error('its list of files is damaged')
  return Number(value)
}
