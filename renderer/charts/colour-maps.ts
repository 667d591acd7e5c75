/** 256 colours, three bytes each, for the bytes 0–255. */
export type ColourMap = Uint8ClampedArray

type Colour = readonly [number, number, number]

function tabulate(colourAt: (t: number) => Colour): ColourMap {
  const map = new Uint8ClampedArray(3 * 256)
  for (let byte = 0; byte < 256; byte += 1) map.set(colourAt(byte / 255), 3 * byte)
  return map
}

/** Coefficients of viridis, least power first, one polynomial per channel (Matt Zucker's fit, CC0). */
const viridisPowers: readonly Colour[] = [
  [0.2777273272234177, 0.005407344544966578, 0.3340998053353061],
  [0.1050930431085774, 1.404613529898575, 1.384590162594685],
  [-0.3308618287255563, 0.214847559468213, 0.09509516302823659],
  [-4.634230498983486, -5.799100973351585, -19.33244095627987],
  [6.228269936347081, 14.17993336680509, 56.69055260068105],
  [4.776384997670288, -13.74514537774601, -65.35303263337234],
  [-5.435455855934631, 4.645852612178535, 26.3124352495832],
]

function polynomial(t: number, channel: 0 | 1 | 2): number {
  return 255 * viridisPowers.reduceRight((sum, power) => sum * t + power[channel], 0)
}

export const viridis = tabulate((t) => [polynomial(t, 0), polynomial(t, 1), polynomial(t, 2)])
export const grey = tabulate((t) => [255 * t, 255 * t, 255 * t])

/** ColorBrewer's RdBu, from blue. */
const blueToRed: readonly Colour[] = [
  [33, 102, 172],
  [67, 147, 195],
  [146, 197, 222],
  [209, 229, 240],
  [247, 247, 247],
  [253, 219, 199],
  [244, 165, 130],
  [214, 96, 77],
  [178, 24, 43],
]

/**
 * For bytes that stand for values from `min` to `max`: negative blue, zero white, positive red, equally strong on both
 * sides.
 */
export function divergingMap(min: number, max: number): ColourMap {
  const limit = Math.max(Math.abs(min), Math.abs(max)) || 1
  return tabulate((t) => betweenStops(blueToRed, 0.5 + (min + t * (max - min)) / (2 * limit)))
}

function betweenStops(stops: readonly Colour[], t: number): Colour {
  const place = Math.min(Math.max(t, 0), 1) * (stops.length - 1)
  const below = Math.min(Math.floor(place), stops.length - 2)
  const [from, to] = [stops[below] ?? black, stops[below + 1] ?? black]
  const mix = (channel: 0 | 1 | 2) => from[channel] + (place - below) * (to[channel] - from[channel])
  return [mix(0), mix(1), mix(2)]
}

const black: Colour = [0, 0, 0]

/** The map as a CSS gradient from left to right, for a legend. */
export function toGradient(map: ColourMap): string {
  const stops = [0, 32, 64, 96, 128, 160, 192, 224, 255].map(
    (byte) => `rgb(${map[3 * byte]} ${map[3 * byte + 1]} ${map[3 * byte + 2]})`,
  )
  return `linear-gradient(to right, ${stops.join(', ')})`
}
