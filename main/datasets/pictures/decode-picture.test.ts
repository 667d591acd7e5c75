import { describe, expect, it } from 'vitest'
import { flat } from '../testing/picture-files.ts'
import { decodeMask, decodePicture, type PictureForm, readSize } from './decode-picture.ts'
import { loadSharp } from './load-sharp.ts'

const form: PictureForm = { height: 4, width: 4, channels: 3, fit: 'stretch', background: 'black' }

/** The colour of the pixel at a place. */
function pixelAt(pixels: Uint8Array, y: number, x: number, channels = 3): number[] {
  return [...pixels.subarray(channels * (4 * y + x), channels * (4 * y + x + 1))]
}

function near(found: readonly number[], wanted: readonly number[], by = 3): boolean {
  return found.length === wanted.length && found.every((value, at) => Math.abs(value - (wanted[at] ?? 0)) <= by)
}

/** A BMP of 2 × 2: red and green above, blue and white below, from the bottom row up. */
function bmp(bits: 8 | 24 | 32, changes: (file: Buffer) => void = () => {}): Buffer {
  const colours = [
    [0, 0, 255],
    [255, 255, 255],
    [255, 0, 0],
    [0, 255, 0],
  ]
  const palette = bits === 8 ? 16 : 0
  const rowBytes = bits === 8 || bits === 24 ? (bits === 8 ? 4 : 8) : 8
  const file = Buffer.alloc(54 + palette + 2 * rowBytes)
  file.write('BM')
  file.writeUInt32LE(54 + palette, 10)
  file.writeUInt32LE(40, 14)
  file.writeInt32LE(2, 18)
  file.writeInt32LE(2, 22)
  file.writeUInt16LE(1, 26)
  file.writeUInt16LE(bits, 28)
  file.writeUInt32LE(bits === 8 ? 4 : 0, 46)
  for (const [place, [red = 0, green = 0, blue = 0]] of colours.entries()) {
    const bgr = [blue, green, red]
    if (bits === 8) file.set(bgr, 54 + 4 * place)
    const row = 54 + palette + rowBytes * Math.floor(place / 2)
    if (bits === 8) file[row + (place % 2)] = place
    else file.set(bgr, row + (bits / 8) * (place % 2))
  }
  changes(file)
  return file
}

describe('decoding', () => {
  it.each(['png', 'jpeg', 'webp', 'gif'] as const)('reads %s in colour and in grey', async (kind) => {
    const bytes = await flat('#c03020', [9, 5], kind)
    const colour = await decodePicture(bytes, form)
    expect(colour.length).toBe(48)
    expect(near(pixelAt(colour, 2, 1), [0xc0, 0x30, 0x20])).toBe(true)
    const grey = await decodePicture(bytes, { ...form, channels: 1 })
    expect(grey.length).toBe(16)
    expect(new Set(grey).size).toBe(1)
    expect(await readSize(bytes)).toEqual([5, 9])
  })

  it.each([8, 24, 32] as const)('reads a BMP of %i bits, from the bottom row and from the top', async (bits) => {
    const twice: PictureForm = { ...form, height: 2, width: 2 }
    const rows = async (file: Buffer) => [...(await decodePicture(file, twice))]
    const [red, green, blue, white] = [
      [255, 0, 0],
      [0, 255, 0],
      [0, 0, 255],
      [255, 255, 255],
    ]
    expect(await rows(bmp(bits))).toEqual([red, green, blue, white].flat())
    const fromTop = bmp(bits, (file) => file.writeInt32LE(-2, 22))
    expect(await rows(fromTop)).toEqual([blue, white, red, green].flat())
  })

  it.each<[string, Buffer, string]>([
    ['packed', bmp(24, (file) => file.writeUInt32LE(1, 30)), 'packed'],
    ['cut off', bmp(24).subarray(0, 60), 'ends too early'],
    ['cut off in its header', bmp(24).subarray(0, 30), 'within its header'],
    ['absurdly large', bmp(24, (file) => file.writeInt32LE(2 ** 30, 18)), 'too many'],
    ['of no size', bmp(24, (file) => file.writeInt32LE(0, 22)), 'size is 0'],
    ['of 16 bits', bmp(24, (file) => file.writeUInt16LE(16, 28)), '16 bits'],
    ['of a colour beyond its colours', bmp(8, (file) => file.writeUInt8(200, 70)), 'colour that it does not name'],
  ])('says of a BMP that it is %s', async (_what, file, reason) => {
    await expect(decodePicture(file, form)).rejects.toThrow(reason)
  })

  it('says of a picture that it is cut off, absurdly large or of another kind', async () => {
    const whole = await loadSharp()(noise(64), { raw: { width: 64, height: 64, channels: 3 } })
      .jpeg()
      .toBuffer()
    await expect(decodePicture(whole.subarray(0, 1500), form)).rejects.toMatchObject({ code: 'data.skip.damaged' })
    const large = await loadSharp()({ create: { width: 12_000, height: 12_000, channels: 3, background: '#fff' } })
      .png({ compressionLevel: 1 })
      .toBuffer()
    await expect(decodePicture(large, form)).rejects.toThrow(/pixel limit/)
    const svg = Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"><rect width="4" height="4"/></svg>',
    )
    await expect(decodePicture(svg, form)).rejects.toMatchObject({ code: 'data.skip.format' })
  })

  it('turns a picture as its EXIF says', async () => {
    const left = await flat('#ff0000', [8, 16])
    const upright = loadSharp()({ create: { width: 16, height: 16, channels: 3, background: '#0000ff' } }).composite([
      { input: left, left: 0, top: 0 },
    ])
    // 6: the top of what is seen is on the left of what is stored.
    const turned = await upright.withMetadata({ orientation: 6 }).png().toBuffer()
    const pixels = await decodePicture(turned, form)
    expect([pixelAt(pixels, 0, 0), pixelAt(pixels, 0, 3)].every((pixel) => near(pixel, [255, 0, 0], 40))).toBe(true)
    expect([pixelAt(pixels, 3, 0), pixelAt(pixels, 3, 3)].every((pixel) => near(pixel, [0, 0, 255], 40))).toBe(true)
  })

  it('stretches, crops or pads, over black or white', async () => {
    // Twice as wide as high: red, green and red again.
    const middle = await flat('#00ff00', [8, 8])
    const wide = await loadSharp()({ create: { width: 16, height: 8, channels: 3, background: '#ff0000' } })
      .composite([{ input: middle, left: 4, top: 0 }])
      .png()
      .toBuffer()
    const cornerOf = async (changes: Partial<PictureForm>) =>
      pixelAt(await decodePicture(wide, { ...form, ...changes }), 0, 0)
    expect(near(await cornerOf({ fit: 'stretch' }), [255, 0, 0], 60)).toBe(true)
    expect(near(await cornerOf({ fit: 'crop' }), [0, 255, 0], 60)).toBe(true)
    expect(await cornerOf({ fit: 'pad' })).toEqual([0, 0, 0])
    expect(await cornerOf({ fit: 'pad', background: 'white' })).toEqual([255, 255, 255])
  })

  it('puts transparent pictures on the background, and takes 16 bits, CMYK and grey for what they are', async () => {
    const clear = await loadSharp()({
      create: { width: 8, height: 8, channels: 4, background: { r: 9, g: 9, b: 9, alpha: 0 } },
    })
      .png()
      .toBuffer()
    expect(pixelAt(await decodePicture(clear, { ...form, background: 'white' }), 1, 1)).toEqual([255, 255, 255])
    expect(pixelAt(await decodePicture(clear, form), 1, 1)).toEqual([0, 0, 0])
    const base = () => loadSharp()({ create: { width: 8, height: 8, channels: 3, background: '#c8c8c8' } })
    for (const picture of [
      base().toColourspace('rgb16').png(),
      base().toColourspace('grey16').png(),
      base().greyscale().png(),
    ]) {
      expect(near(pixelAt(await decodePicture(await picture.toBuffer(), form), 1, 1), [200, 200, 200])).toBe(true)
    }
    const printed = await loadSharp()({ create: { width: 8, height: 8, channels: 3, background: '#ff0000' } })
      .toColourspace('cmyk')
      .jpeg()
      .toBuffer()
    expect(near(pixelAt(await decodePicture(printed, form), 1, 1), [255, 0, 0], 40)).toBe(true)
  })

  it('takes the first frame of a picture that moves', async () => {
    const frames = await Promise.all(['#ff0000', '#0000ff'].map((colour) => flat(colour)))
    const moving = await loadSharp()(frames, { join: { animated: true } })
      .gif()
      .toBuffer()
    expect(pixelAt(await decodePicture(moving, form), 0, 0)).toEqual([255, 0, 0])
  })
})

describe('decoding masks', () => {
  it('never mixes colours, and leaves nothing beside padded ones', async () => {
    const data = noise(32).map((value) => (value > 127 ? 200 : 10))
    const mask = await loadSharp()(data, { raw: { width: 32, height: 32, channels: 3 } })
      .png()
      .toBuffer()
    for (const fit of ['stretch', 'crop', 'pad'] as const) {
      const pixels = await decodeMask(mask, { ...form, height: 13, width: 20, fit })
      const seen = new Set(pixels.filter((_, at) => at % 4 < 3 && pixels[at - (at % 4) + 3] === 255))
      expect([...seen].sort((a, b) => a - b)).toEqual([10, 200])
      expect(pixels.filter((value, at) => at % 4 === 3 && value === 0).length).toBe(fit === 'pad' ? 13 * 7 : 0)
    }
  })

  it('reads colours of a palette', async () => {
    const mask = await loadSharp()(await flat('#0080ff'))
      .png({ palette: true })
      .toBuffer()
    expect(pixelAt(await decodeMask(mask, form), 0, 0, 4)).toEqual([0, 128, 255, 255])
  })
})

function noise(side: number): Uint8Array {
  return Uint8Array.from({ length: 3 * side * side }, (_, at) => Math.imul(at + 1, 2654435761) >>> 24)
}
