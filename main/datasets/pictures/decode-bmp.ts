/** Pixels of a picture, row by row from the top, `channels` bytes each. */
export interface RawPicture {
  width: number
  height: number
  channels: 3
  data: Uint8Array
}

const fileHeaderBytes = 14
const notPacked = 0
const withMasks = 3

export function isBmp(bytes: Uint8Array): boolean {
  return bytes[0] === 0x42 && bytes[1] === 0x4d
}

/**
 * A BMP of 1, 4, 8, 24 or 32 bits a pixel, which sharp does not read: not packed, the rows from below or from the top. What the
 * fourth byte of 32 bits means is not agreed on; it is left out. Format: learn.microsoft.com, "Bitmap Storage".
 * @throws Error with the reason
 */
export function decodeBmp(file: Uint8Array, mostPixels: number): RawPicture {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength)
  const header = readHeader(bytes)
  const { width, height, bits } = header
  if (width * height > mostPixels) throw new Error(`${width} × ${height} pixels are too many`)
  const rowBytes = 4 * Math.ceil((width * bits) / 32)
  if (header.pixelsAt + rowBytes * height > bytes.length) throw new Error('the file ends too early')
  const data = new Uint8Array(3 * width * height)
  const colourOf = bits <= 8 ? paletteReader(bytes, header) : directReader(bits)
  for (let y = 0; y < height; y += 1) {
    const row = header.pixelsAt + rowBytes * (header.isFromTop ? y : height - 1 - y)
    for (let x = 0; x < width; x += 1) {
      const colourAt = colourOf(row, x)
      const at = 3 * (y * width + x)
      // Blue comes first in the file.
      data[at] = bytes[colourAt + 2] ?? 0
      data[at + 1] = bytes[colourAt + 1] ?? 0
      data[at + 2] = bytes[colourAt] ?? 0
    }
  }
  return { width, height, channels: 3, data }
}

interface BmpHeader {
  width: number
  height: number
  isFromTop: boolean
  bits: number
  pixelsAt: number
  paletteAt: number
  colours: number
}

function readHeader(bytes: Buffer): BmpHeader {
  if (bytes.length < fileHeaderBytes + 40) throw new Error('the file ends within its header')
  const headerBytes = bytes.readUInt32LE(14)
  if (headerBytes < 40) throw new Error('its header is of a kind that is not read')
  const [width, height] = [bytes.readInt32LE(18), bytes.readInt32LE(22)]
  const bits = bytes.readUInt16LE(28)
  const packing = bytes.readUInt32LE(30)
  if (width <= 0 || height === 0) throw new Error('its size is 0')
  if (![1, 4, 8, 24, 32].includes(bits)) throw new Error(`${bits} bits a pixel are not read`)
  if (packing !== notPacked && !(packing === withMasks && bits === 32)) throw new Error('it is packed')
  return {
    width,
    height: Math.abs(height),
    isFromTop: height < 0,
    bits,
    pixelsAt: bytes.readUInt32LE(10),
    paletteAt: fileHeaderBytes + headerBytes,
    colours: bytes.readUInt32LE(46) || 2 ** Math.min(bits, 8),
  }
}

/** Where the colour of the pixel `x` of the row that begins at `row` stands in the file. */
type FindColour = (row: number, x: number) => number

function directReader(bits: number): FindColour {
  const pixelBytes = bits / 8
  return (row, x) => row + x * pixelBytes
}

function paletteReader(bytes: Buffer, { bits, paletteAt, colours }: BmpHeader): FindColour {
  if (paletteAt + 4 * colours > bytes.length) throw new Error('the file ends within its colours')
  const perByte = 8 / bits
  return (row, x) => {
    const shift = 8 - bits * (1 + (x % perByte))
    const index = ((bytes[row + Math.floor(x / perByte)] ?? 0) >> shift) & (2 ** bits - 1)
    if (index >= colours) throw new Error('it has a pixel of a colour that it does not name')
    return paletteAt + 4 * index
  }
}
