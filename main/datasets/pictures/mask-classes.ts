import { LoomError } from '#shared/messages/loom-error.ts'

/** Of pixels that count for nothing: the colour to be ignored, and what has none. */
export const ignoredLabel = 255

/** A class by its colour, `0xrrggbb`. */
export interface ColourClass {
  name: string
  colour: number
}

/** What a classes.txt says: names for the colours from dark to light, or which colours there are. */
export interface MaskNames {
  names: readonly string[]
  colours: readonly ColourClass[] | null
}

/** Turns colours of masks into labels; those that are met first have the first labels, until all are known. */
export interface MaskReader {
  /** One label a pixel. `pixels` are red, green, blue, opacity. @throws LoomError data.skip.maskColour, data.maskColours */
  read(pixels: Uint8Array, path: string): Uint8Array
  /** The classes, and the final label of each that `read` gave: dark colours first, or in the order in which they were named. */
  finish(): { classes: ColourClass[]; finalLabels: Uint8Array }
}

export function createMaskReader(ignoreColour: string | undefined, named: readonly ColourClass[] | null): MaskReader {
  const ignored = ignoreColour === undefined ? null : Number.parseInt(ignoreColour.slice(1), 16)
  const labels = new Map(named?.map(({ colour }, label) => [colour, label]))

  function labelOf(colour: number, path: string): number {
    const known = labels.get(colour)
    if (known !== undefined) return known
    if (named) throw new LoomError('data.skip.maskColour', { colour: hexOf(colour) })
    if (labels.size >= ignoredLabel) throw new LoomError('data.maskColours', { limit: ignoredLabel, file: path })
    labels.set(colour, labels.size)
    return labels.size - 1
  }

  return {
    read(pixels, path) {
      const found = new Uint8Array(pixels.length / 4)
      for (let place = 0, at = 0; place < found.length; place += 1, at += 4) {
        const colour = ((pixels[at] ?? 0) << 16) | ((pixels[at + 1] ?? 0) << 8) | (pixels[at + 2] ?? 0)
        const counts = pixels[at + 3] !== 0 && colour !== ignored
        found[place] = counts ? labelOf(colour, path) : ignoredLabel
      }
      return found
    },
    finish() {
      const finalLabels = new Uint8Array(256).fill(ignoredLabel)
      const found = [...labels].map(([colour, label]) => ({ colour, label }))
      if (!named) found.sort((a, b) => a.colour - b.colour)
      for (const [place, { label }] of found.entries()) finalLabels[label] = place
      return {
        classes: named ? [...named] : found.map(({ colour }) => ({ name: nameOf(colour), colour })),
        finalLabels,
      }
    },
  }
}

/**
 * Names from the lines of a classes.txt: `name #rrggbb`, which fixes the colours of all classes, or names alone for the colours
 * from dark to light.
 * @throws LoomError data.classColour
 */
export function readClassLines(file: string, text: string): MaskNames {
  const lines = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const found = lines.map((line) => /^(.+?)[\s,;]+#([0-9a-f]{6})$/i.exec(line))
  if (found.every((match) => match === null)) return { names: lines, colours: null }
  const colours = found.map((match, place) => {
    const [, name, colour] = match ?? []
    if (name === undefined || colour === undefined) throw new LoomError('data.classColour', { file, line: place + 1 })
    return { name, colour: Number.parseInt(colour, 16) }
  })
  return { names: colours.map(({ name }) => name), colours }
}

/** Grey by its value, as masks of numbers have it; else as CSS writes it. */
function nameOf(colour: number): string {
  const [red, green, blue] = [colour >> 16, (colour >> 8) & 255, colour & 255]
  return red === green && green === blue ? String(red) : hexOf(colour)
}

function hexOf(colour: number): string {
  return `#${colour.toString(16).padStart(6, '0')}`
}
