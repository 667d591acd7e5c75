import type { PackedImages } from '#shared/contract/data.ts'

/** Numbers from 0 to 1 that are the same for the same seed. */
export function seededNumbers(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

/** Strokes on a 4 × 6 grid, as on a seven-segment display: enough to tell the digits apart. */
const segments: Record<string, [number, number, number, number]> = {
  a: [8, 5, 19, 5],
  b: [19, 5, 19, 13],
  c: [19, 13, 19, 22],
  d: [8, 22, 19, 22],
  e: [8, 13, 8, 22],
  f: [8, 5, 8, 13],
  g: [8, 13, 19, 13],
}
const digits = ['abcdef', 'bc', 'abged', 'abgcd', 'fgbc', 'afgcd', 'afgedc', 'abc', 'abcdefg', 'abcdfg'] as const

/** Made-up digits, 28×28×1. */
export function drawDigits(labels: readonly number[], indices: readonly number[]): PackedImages {
  const side = 28
  const pixels = new Uint8Array(labels.length * side * side)
  labels.forEach((label, place) => {
    const random = seededNumbers((indices[place] ?? place) * 7919 + 13)
    const shift = [Math.round(random() * 4 - 2), Math.round(random() * 4 - 2)] as const
    const slant = random() * 0.4 - 0.1
    for (const name of digits[label % 10] ?? '') {
      const [x0, y0, x1, y1] = segments[name] ?? [0, 0, 0, 0]
      for (let step = 0; step <= 1; step += 0.04) {
        const y = y0 + (y1 - y0) * step
        const x = x0 + (x1 - x0) * step + (13 - y) * slant
        dot(pixels.subarray(place * side * side, (place + 1) * side * side), side, x + shift[0], y + shift[1])
      }
    }
  })
  return { height: side, width: side, channels: 1, count: labels.length, pixels }
}

function dot(picture: Uint8Array, side: number, x: number, y: number): void {
  for (let row = Math.floor(y) - 1; row <= y + 2; row += 1) {
    for (let column = Math.floor(x) - 1; column <= x + 2; column += 1) {
      if (row < 0 || column < 0 || row >= side || column >= side) continue
      const ink = 255 * Math.max(0, 1.5 - Math.hypot(row - y, column - x))
      const at = row * side + column
      picture[at] = Math.max(picture[at] ?? 0, Math.min(255, ink))
    }
  }
}

/** `count` smooth grey tiles one after the other; those of a later step are clearer. */
export function drawTiles(options: {
  count: number
  height: number
  width: number
  seed: number
  step: number
}): Uint8Array {
  const { count, height, width, seed, step } = options
  const tiles = new Uint8Array(count * height * width)
  const clarity = 1 - Math.exp(-step / 40)
  for (let tile = 0; tile < count; tile += 1) {
    const random = seededNumbers(seed * 101 + tile)
    const [fx, fy, phase] = [random() * 3 + 0.5, random() * 3 + 0.5, random() * 6]
    for (let at = 0; at < height * width; at += 1) {
      const x = (at % width) / width
      const y = Math.floor(at / width) / height
      const wave = 0.5 + 0.5 * Math.sin(fx * x * 6 + fy * y * 6 + phase + step / 25)
      tiles[tile * height * width + at] = 255 * (clarity * wave + (1 - clarity) * random())
    }
  }
  return tiles
}
