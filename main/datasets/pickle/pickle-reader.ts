import { LoomError } from '#shared/messages/loom-error.ts'

/** The arguments of a pickle's instructions, one after the other. Errors: LoomError data.pickleTruncated, data.pickleBroken. */
export interface PickleReader {
  offset(): number
  byte(): number
  bytes(length: number): Uint8Array
  /** A whole number of 2, 4 or 8 bytes, the lowest first. */
  unsigned(size: 2 | 4 | 8): number
  signed(size: 4): number
  /** A whole number in two's complement, of at most 8 bytes. */
  long(length: number): number
  /** A double, the highest byte first. */
  float(): number
  text(length: number): string
  /** Up to the end of the line. */
  line(): string
  /** A line with a whole number in it; Python 2 ends long ones with an L. */
  number(): number
  /** A line with a text between quotes. */
  quoted(): Uint8Array
}

export function createPickleReader(file: string, content: Uint8Array): PickleReader {
  const buffer = Buffer.from(content.buffer, content.byteOffset, content.byteLength)
  let offset = 0

  function take(length: number): Buffer {
    const end = offset + length
    if (end > buffer.length) throw new LoomError('data.pickleTruncated', { file, offset: buffer.length, promised: end })
    const part = buffer.subarray(offset, end)
    offset = end
    return part
  }

  function line(): string {
    const end = buffer.indexOf(0x0a, offset)
    const text = take(end < 0 ? buffer.length + 1 - offset : end - offset).toString('utf8')
    offset += 1
    return text
  }

  const broken = () => new LoomError('data.pickleBroken', { file, offset })

  return {
    offset: () => offset,
    byte: () => take(1).readUInt8(),
    bytes: take,
    unsigned: (size) => (size === 8 ? Number(take(8).readBigUInt64LE()) : take(size).readUIntLE(0, size)),
    signed: (size) => take(size).readIntLE(0, size),
    long(length) {
      if (length > 8) throw broken()
      const bytes = take(length)
      const isNegative = (bytes.at(-1) ?? 0) > 127
      const padded = Buffer.alloc(8, isNegative ? 255 : 0)
      bytes.copy(padded)
      return Number(padded.readBigInt64LE())
    },
    float: () => take(8).readDoubleBE(),
    text: (length) => take(length).toString('utf8'),
    line,
    number() {
      const text = line()
      if (!/^-?\d+L?$/.test(text)) throw broken()
      return Number.parseInt(text, 10)
    },
    quoted() {
      const text = line()
      const found = /^(['"])([^\\]*)\1$/.exec(text)
      if (!found) throw broken()
      return Buffer.from(found[2] ?? '', 'latin1')
    },
  }
}
