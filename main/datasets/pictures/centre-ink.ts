import { loadSharp } from './load-sharp.ts'

export interface InkPicture {
  height: number
  width: number
  channels: number
  /** Bright on dark, row by row. */
  pixels: Uint8Array
}

/** What is at least so bright is ink. */
const leastInk = 32
/** MNIST's digits are 20 pixels of 28. */
const inkShare = 20 / 28

/**
 * What is drawn, brought to size and place as MNIST's digits are: its box fills 20/28 of the picture, its centre of mass is
 * in the middle. `picture` is finer than the result, which is empty where nothing is drawn.
 * Source: yann.lecun.com/exdb/mnist.
 */
export async function centreInk(picture: InkPicture, height: number, width: number): Promise<Uint8Array> {
  const { channels } = picture
  const centred = new Uint8Array(height * width * channels)
  const box = findInk(picture)
  if (!box) return centred
  const scale = Math.min((inkShare * height) / box.height, (inkShare * width) / box.width)
  const size = {
    height: Math.max(1, Math.round(scale * box.height)),
    width: Math.max(1, Math.round(scale * box.width)),
  }
  const raw = { height: picture.height, width: picture.width, channels: channels as 1 | 3 }
  const shaped = loadSharp()(picture.pixels, { raw })
    .extract(box)
    .resize({ ...size, fit: 'fill' })
  const ink = await (channels === 1 ? shaped.toColourspace('b-w') : shaped).raw().toBuffer()
  const [down, across] = centreOfMass({ ...size, channels, pixels: ink })
  const top = Math.round((height - 1) / 2 - down)
  const left = Math.round((width - 1) / 2 - across)
  for (let y = 0; y < size.height; y += 1) {
    for (let x = 0; x < size.width; x += 1) {
      const [toY, toX] = [top + y, left + x]
      if (toY < 0 || toX < 0 || toY >= height || toX >= width) continue
      const from = (y * size.width + x) * channels
      centred.set(ink.subarray(from, from + channels), (toY * width + toX) * channels)
    }
  }
  return centred
}

/** The smallest box with all ink; null where there is none. */
function findInk(picture: InkPicture): { top: number; left: number; height: number; width: number } | null {
  let [top, left, bottom, right] = [picture.height, picture.width, -1, -1]
  for (let y = 0; y < picture.height; y += 1) {
    for (let x = 0; x < picture.width; x += 1) {
      if (brightness(picture, y, x) < leastInk) continue
      top = Math.min(top, y)
      left = Math.min(left, x)
      bottom = y
      right = Math.max(right, x)
    }
  }
  return bottom < 0 ? null : { top, left, height: bottom - top + 1, width: right - left + 1 }
}

function centreOfMass(picture: InkPicture): [down: number, across: number] {
  let [mass, down, across] = [0, 0, 0]
  for (let y = 0; y < picture.height; y += 1) {
    for (let x = 0; x < picture.width; x += 1) {
      const ink = brightness(picture, y, x)
      mass += ink
      down += ink * y
      across += ink * x
    }
  }
  return mass === 0 ? [(picture.height - 1) / 2, (picture.width - 1) / 2] : [down / mass, across / mass]
}

/** The brightest of the channels. */
function brightness({ width, channels, pixels }: InkPicture, y: number, x: number): number {
  const at = (y * width + x) * channels
  let most = 0
  for (let channel = 0; channel < channels; channel += 1) most = Math.max(most, pixels[at + channel] ?? 0)
  return most
}
