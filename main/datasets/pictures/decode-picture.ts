import type { Sharp as Pipeline } from 'sharp'
import type { DataChoice } from '#shared/document/schema.ts'
import { LoomError } from '#shared/messages/loom-error.ts'
import { reasonOf } from '../reason-of.ts'
import { decodeBmp, isBmp } from './decode-bmp.ts'
import { loadSharp } from './load-sharp.ts'

export type PicturesChoice = Extract<DataChoice, { source: 'pictures' }>

/** How pictures are brought to the form that a network takes. */
export type PictureForm = Pick<PicturesChoice, 'height' | 'width' | 'channels' | 'fit' | 'background'>

/** 10,000 × 10,000: 400 MB while it is decoded. */
const mostPixels = 100_000_000

const fits = { stretch: 'fill', crop: 'cover', pad: 'contain' } as const

/**
 * Decodes a PNG, JPEG, WebP, GIF (its first frame) or BMP, turns it as its EXIF says and brings it to its form: `height × width ×
 * channels` bytes.
 * @throws LoomError data.skip.damaged, data.skip.format, data.decoderMissing
 */
export async function decodePicture(bytes: Uint8Array, form: PictureForm): Promise<Uint8Array> {
  const { height, width, channels, fit, background } = form
  return decode(bytes, { height, width, channels }, (picture) => {
    const shaped = picture.autoOrient().resize({ width, height, fit: fits[fit], background }).flatten({ background })
    return channels === 1 ? shaped.greyscale().toColourspace('b-w') : shaped.toColourspace('srgb')
  })
}

/**
 * The same for a mask, without mixing colours: `height × width × 4` bytes, the last 0 where there is nothing. `size` is that of
 * the mask itself.
 */
export async function decodeMask(bytes: Uint8Array, { height, width, fit }: PictureForm): Promise<Uint8Array> {
  const nothing = { r: 0, g: 0, b: 0, alpha: 0 }
  return decode(bytes, { height, width, channels: 4 }, (mask) =>
    mask
      .autoOrient()
      .toColourspace('srgb')
      .ensureAlpha()
      .resize({ width, height, fit: fits[fit], background: nothing, kernel: 'nearest', fastShrinkOnLoad: false }),
  )
}

/** Height and width once it is turned. @throws LoomError data.skip.damaged, data.skip.format, data.decoderMissing */
export async function readSize(bytes: Uint8Array): Promise<[height: number, width: number]> {
  return refuseDamaged(async () => {
    const { autoOrient } = await begin(bytes).metadata()
    return [autoOrient.height, autoOrient.width]
  })
}

export type PictureKind = 'png' | 'jpeg' | 'webp' | 'gif'

/** Of a picture that is whole; not BMP. @throws LoomError data.skip.damaged, data.skip.format, data.decoderMissing */
export async function readKind(bytes: Uint8Array): Promise<PictureKind> {
  await decodePicture(bytes, { height: 1, width: 1, channels: 1, fit: 'stretch', background: 'black' })
  // Other kinds are not loaded.
  return refuseDamaged(async () => (await begin(bytes).metadata()).format as PictureKind)
}

/** Height and width of a picture as it is seen, and its channels as they are in the file. */
export async function readForm(bytes: Uint8Array): Promise<[height: number, width: number, channels: number]> {
  return refuseDamaged(async () => {
    const { autoOrient, channels } = await begin(bytes).metadata()
    return [autoOrient.height, autoOrient.width, channels]
  })
}

async function decode(
  bytes: Uint8Array,
  { height, width, channels }: { height: number; width: number; channels: number },
  shape: (picture: Pipeline) => Pipeline,
): Promise<Uint8Array> {
  return refuseDamaged(async () => {
    const { data } = await shape(begin(bytes)).raw().toBuffer({ resolveWithObject: true })
    if (data.length !== height * width * channels) throw new Error('its colours are of a kind that is not read')
    return data
  })
}

function begin(bytes: Uint8Array): Pipeline {
  const sharp = loadSharp()
  const options = { limitInputPixels: mostPixels, failOn: 'error', pages: 1 } as const
  if (!isBmp(bytes)) return sharp(bytes, options)
  const { data, ...raw } = decodeBmp(bytes, mostPixels)
  return sharp(data, { raw })
}

async function refuseDamaged<Value>(work: () => Promise<Value>): Promise<Value> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof LoomError) throw error
    const reason = reasonOf(error).trim().split('\n').at(-1) ?? ''
    if (/unsupported image format/.test(reason)) throw new LoomError('data.skip.format', {}, { cause: error })
    throw new LoomError('data.skip.damaged', { reason }, { cause: error })
  }
}

/** Whether the file is to be left out; all else ends the preparing of the set. */
export function isSkipped(error: unknown): boolean {
  return error instanceof LoomError && error.code.startsWith('data.skip.')
}
