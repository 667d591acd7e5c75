import type { Labels, PackedImages } from '#shared/contract/data.ts'
import type { MaskPair } from '#shared/contract/runs.ts'

type Colour = readonly [number, number, number]

/** Nearly black for class 0, which is the background as a rule; then Okabe and Ito's, which colour-blind people tell apart. */
const palette: readonly Colour[] = [
  [40, 44, 52],
  [230, 159, 0],
  [86, 180, 233],
  [0, 158, 115],
  [240, 228, 66],
  [0, 114, 178],
  [213, 94, 0],
  [204, 121, 167],
]

/** Of pixels that count for nothing. */
const ignored: Colour = [236, 236, 236]

/** Turns of the hue by the golden angle: neighbours are far apart. */
const goldenAngle = 137.508

export function classColour(label: number): Colour {
  return palette[label] ?? hueColour((label * goldenAngle) % 360)
}

/** Labels `[count, height, width]` as pictures in the colours of their classes. */
export function paintMasks(
  labels: Labels,
  { height, width }: Pick<PackedImages, 'height' | 'width'>,
  classCount: number,
): PackedImages {
  const pixels = new Uint8Array(3 * labels.length)
  for (const [place, label] of labels.entries()) {
    pixels.set(label < classCount ? classColour(label) : ignored, 3 * place)
  }
  return { height, width, channels: 3, count: labels.length / (height * width), pixels }
}

/** How much of an overlay is the mask. */
const opacity = 0.6

/** One of the pictures with a mask over it. Class 0, the background as a rule, lets the picture through. */
export function overlayMask(images: PackedImages, index: number, labels: Labels, classCount: number): PackedImages {
  return overlay(images, index, (place) => {
    const label = labels[place] ?? 0
    if (label === 0) return null
    return label < classCount ? classColour(label) : ignored
  })
}

const wrong: Colour = [224, 36, 36]

/** The wrong pixels over the picture in grey; those of no class are neither right nor wrong. */
export function overlayDifference(
  images: PackedImages,
  index: number,
  { truth, predicted }: MaskPair,
  classCount: number,
): PackedImages {
  return overlay(inGrey(images, index), 0, (place) => {
    const label = truth[place] ?? 0
    if (label >= classCount) return ignored
    return label === predicted[place] ? null : wrong
  })
}

/** Colours of the picture would be taken for marks. */
function inGrey({ height, width, channels, pixels }: PackedImages, index: number): PackedImages {
  const area = height * width
  const grey = Uint8Array.from({ length: area }, (_, place) => {
    const from = (index * area + place) * channels
    const own = pixels.subarray(from, from + channels)
    return own.reduce((sum, value) => sum + value, 0) / channels
  })
  return { height, width, channels: 1, count: 1, pixels: grey }
}

function overlay(
  { height, width, channels, pixels }: PackedImages,
  index: number,
  colourAt: (place: number) => Colour | null,
): PackedImages {
  const area = height * width
  const painted = new Uint8Array(3 * area)
  for (let place = 0; place < area; place += 1) {
    const colour = colourAt(place)
    for (let channel = 0; channel < 3; channel += 1) {
      const own = pixels[(index * area + place) * channels + (channels >= 3 ? channel : 0)] ?? 0
      painted[3 * place + channel] = colour ? own + opacity * ((colour[channel] ?? 0) - own) : own
    }
  }
  return { height, width, channels: 3, count: 1, pixels: painted }
}

export function cssColour([red, green, blue]: Colour): string {
  return `rgb(${red} ${green} ${blue})`
}

/** Of middling lightness and saturation: HSL with s = 0.6, l = 0.5. */
function hueColour(hue: number): Colour {
  const channel = (offset: number) => {
    const k = (offset + hue / 30) % 12
    return Math.round(255 * (0.5 - 0.3 * Math.max(-1, Math.min(k - 3, 9 - k, 1))))
  }
  return [channel(0), channel(8), channel(4)]
}
