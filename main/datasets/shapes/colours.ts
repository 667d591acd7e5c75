import type { Random } from '../random.ts'
import type { Colour } from './draw-sample.ts'

/** Hues in degrees, as on the colour circle. */
export const hues = { red: 0, green: 120, blue: 240, yellow: 60, magenta: 300, cyan: 180 } as const
export type ColourName = keyof typeof hues

/** Deviation of a named colour's hue. Neighbours are 60° apart, so that a few pictures lie near the border. */
const hueDeviation = 10

/** One of the many colours that go by a name. */
export function shadeOf(name: ColourName, random: Random): Colour {
  const bell = 2 * (random() + random() + random()) - 3
  return fromHsv(hues[name] + hueDeviation * bell, 0.6 + 0.4 * random(), 0.7 + 0.3 * random())
}

export function anyColour(random: Random): Colour {
  return fromHsv(360 * random(), random(), 0.7 + 0.3 * random())
}

/** Light enough to stand off from every ground. */
export function anyGrey(random: Random): Colour {
  return [255 * (0.7 + 0.3 * random())]
}

/** Hue in degrees, saturation and value from 0 to 1. Formula: en.wikipedia.org/wiki/HSL_and_HSV. */
export function fromHsv(hue: number, saturation: number, value: number): Colour {
  const channel = (shift: number) => {
    const sector = (((shift + hue / 60) % 6) + 6) % 6
    return 255 * value * (1 - saturation * Math.max(0, Math.min(sector, 4 - sector, 1)))
  }
  return [channel(5), channel(3), channel(1)]
}
