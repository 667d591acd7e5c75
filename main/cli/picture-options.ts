import type { Command } from 'commander'
import { type DataChoice, dataChoiceSchema, pictureFits } from '#shared/document/schema.ts'
import { LoomError } from '#shared/messages/loom-error.ts'
import { oneOf, type ReadOption } from './option-values.ts'
import type { Terminal } from './terminal.ts'

interface Size {
  height: number
  width: number
}

/** How pictures of one's own are brought to the form that a network takes; only for those. */
export interface PictureOptions {
  size?: Size
  fit?: (typeof pictureFits)[number]
  grey?: boolean
  background?: 'black' | 'white'
  testShare?: number
  ignoreColour?: string
}

export function addPictureOptions(command: Command, say: Terminal['say']): Command {
  return command
    .option('--size <HxW>', say('cli.sizeOption'), readSize)
    .option('--fit <HOW>', say('cli.fitOption'), oneOf('--fit', pictureFits))
    .option('--grey', say('cli.greyOption'))
    .option('--background <COLOUR>', say('cli.backgroundOption'), oneOf('--background', ['black', 'white']))
    .option('--test-share <SHARE>', say('cli.testShareOption'), readShare)
    .option('--ignore-colour <COLOUR>', say('cli.ignoreColourOption'), readColour)
}

/** Height and width in pixels: `32x32`. */
const readSize: ReadOption<Size> = (text) => {
  const [, height, width] = /^(\d+)[x×](\d+)$/i.exec(text) ?? []
  const size = { height: Number(height), width: Number(width) }
  if (Object.values(size).every((side) => side >= 1 && side <= 1024)) return size
  throw new LoomError('cli.notSize', { option: '--size', most: 1024, value: text })
}

const readShare: ReadOption<number> = (text) => {
  const share = Number(text)
  if (text.trim() !== '' && share >= 0.01 && share <= 0.9) return share
  throw new LoomError('cli.notShare', { option: '--test-share', least: 0.01, most: 0.9, value: text })
}

const readColour: ReadOption<string> = (text) => {
  const colour = `#${text.replace(/^#/, '').toLowerCase()}`
  if (/^#[0-9a-f]{6}$/.test(colour)) return colour
  throw new LoomError('cli.notColour', { option: '--ignore-colour', value: text })
}

/** The pictures in the form that the options say. @throws LoomError cli.notWith for data of another source */
export function formPictures(data: DataChoice, options: PictureOptions): DataChoice {
  const { size, fit, grey, background, testShare, ignoreColour } = options
  const given = { ...size, fit, background, testShare, ignoreColour, ...(grey ? { channels: 1 } : {}) }
  const changes = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
  const [first] = Object.keys(changes)
  if (first === undefined) return data
  if (data.source === 'pictures') return dataChoiceSchema.parse({ ...data, ...changes })
  throw new LoomError('cli.notWith', { option: optionOf(first), other: `--data ${data.source}` })
}

function optionOf(name: string): string {
  const names: Record<string, string> = {
    height: 'size',
    channels: 'grey',
    testShare: 'test-share',
    ignoreColour: 'ignore-colour',
  }
  return `--${names[name] ?? name}`
}
