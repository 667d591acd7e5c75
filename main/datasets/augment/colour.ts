/** A change of colours, drawn already; `amount` 0 of brightness and hue, 1 of the others, changes nothing. */
export interface ColourChange {
  kind: 'brightness' | 'contrast' | 'saturation' | 'hue'
  /** Brightness: added, in 0–255. Contrast and saturation: times as much. Hue: radians. */
  amount: number
}

/** `[…3 weights, shift]` for red, green and blue: what comes out is a weighted sum of what goes in. */
export type ColourMatrix = readonly number[]

/** How bright red, green and blue look (ITU-R BT.601). */
const luma = [0.299, 0.587, 0.114] as const

const identity: ColourMatrix = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0]

/**
 * All changes of a picture as one matrix. `mean` is that of the picture's red, green and blue, around whose grey contrast
 * turns. Nothing is cut off at black and white before the end.
 */
export function joinColours(changes: readonly ColourChange[], mean: readonly number[]): ColourMatrix {
  let joined = identity
  for (const change of changes) joined = chain(matrixOf(change, greyOf(apply(joined, mean))), joined)
  return joined
}

function matrixOf({ kind, amount }: ColourChange, grey: number): ColourMatrix {
  switch (kind) {
    case 'brightness':
      return scaleAround(1, amount)
    case 'contrast':
      return scaleAround(amount, grey * (1 - amount))
    case 'saturation':
      return fromRows((row, column) => (row === column ? amount : 0) + (1 - amount) * (luma[column] ?? 0))
    case 'hue':
      return turnHue(amount)
  }
}

function scaleAround(scale: number, shift: number): ColourMatrix {
  return [scale, 0, 0, shift, 0, scale, 0, shift, 0, 0, scale, shift]
}

/** Rodrigues's rotation about the axis of greys: 120° turn red into green, green into blue and blue into red. */
function turnHue(angle: number): ColourMatrix {
  const along = (1 - Math.cos(angle)) / 3
  const across = Math.sin(angle) / Math.sqrt(3)
  return fromRows((row, column) => {
    if (row === column) return Math.cos(angle) + along
    return along + ((row + 3 - column) % 3 === 1 ? across : -across)
  })
}

function fromRows(weight: (row: number, column: number) => number): ColourMatrix {
  return [0, 1, 2].flatMap((row) => [weight(row, 0), weight(row, 1), weight(row, 2), 0])
}

/** First `q`, then `p`. */
function chain(p: ColourMatrix, q: ColourMatrix): ColourMatrix {
  const at = (matrix: ColourMatrix, row: number, column: number) => matrix[4 * row + column] ?? 0
  return [0, 1, 2].flatMap((row) =>
    [0, 1, 2, 3].map((column) => {
      const sum = [0, 1, 2].reduce((total, inner) => total + at(p, row, inner) * at(q, inner, column), 0)
      return sum + (column === 3 ? at(p, row, 3) : 0)
    }),
  )
}

function apply(matrix: ColourMatrix, colour: readonly number[]): number[] {
  return [0, 1, 2].map((row) =>
    [0, 1, 2].reduce(
      (sum, column) => sum + (matrix[4 * row + column] ?? 0) * (colour[column] ?? 0),
      matrix[4 * row + 3] ?? 0,
    ),
  )
}

const greyOf = (colour: readonly number[]) =>
  luma.reduce((sum, weight, place) => sum + weight * (colour[place] ?? 0), 0)

/**
 * Changes the colours of a picture in place, in one pass. Three channels are red, green and blue; of others each is a grey of
 * its own, which has neither saturation nor hue.
 */
export function changeColours(pixels: Uint8Array, channels: number, changes: readonly ColourChange[]): void {
  const isColour = channels === 3
  const acting = isColour ? changes : changes.filter(({ kind }) => kind === 'brightness' || kind === 'contrast')
  if (acting.length === 0) return
  const hasContrast = acting.some(({ kind }) => kind === 'contrast')
  const mean = hasContrast ? meanOf(pixels, isColour ? 3 : 1) : [0, 0, 0]
  const matrix = joinColours(acting, mean)
  if (isDiagonal(matrix)) mapValues(pixels, matrix[0] ?? 1, matrix[3] ?? 0)
  else mixChannels(pixels, matrix)
}

/** Of three channels, or of all as one, three times. */
function meanOf(pixels: Uint8Array, channels: 1 | 3): number[] {
  const sums = [0, 0, 0]
  for (let channel = 0; channel < channels; channel += 1) {
    let sum = 0
    for (let place = channel; place < pixels.length; place += channels) sum += pixels[place] ?? 0
    sums[channel] = (sum * channels) / pixels.length
  }
  return channels === 3 ? sums : [sums[0] ?? 0, sums[0] ?? 0, sums[0] ?? 0]
}

/** Whether each channel is made of itself alone, all alike. */
function isDiagonal(matrix: ColourMatrix): boolean {
  const [scale = 1, , , shift = 0] = matrix
  return scaleAround(scale, shift).every((value, place) => value === matrix[place])
}

function mapValues(pixels: Uint8Array, scale: number, shift: number): void {
  const table = new Uint8ClampedArray(256)
  for (let value = 0; value < 256; value += 1) table[value] = scale * value + shift
  for (let place = 0; place < pixels.length; place += 1) pixels[place] = table[pixels[place] ?? 0] ?? 0
}

function mixChannels(pixels: Uint8Array, matrix: ColourMatrix): void {
  const [rr = 1, rg = 0, rb = 0, r0 = 0, gr = 0, gg = 1, gb = 0, g0 = 0, br = 0, bg = 0, bb = 1, b0 = 0] = matrix
  // Rounds, and cuts off at black and white.
  const clamped = new Uint8ClampedArray(pixels.buffer, pixels.byteOffset, pixels.length)
  for (let place = 0; place < pixels.length; place += 3) {
    const red = clamped[place] ?? 0
    const green = clamped[place + 1] ?? 0
    const blue = clamped[place + 2] ?? 0
    clamped[place] = rr * red + rg * green + rb * blue + r0
    clamped[place + 1] = gr * red + gg * green + gb * blue + g0
    clamped[place + 2] = br * red + bg * green + bb * blue + b0
  }
}
