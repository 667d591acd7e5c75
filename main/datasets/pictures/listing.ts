import type { SkippedFile } from '#shared/contract/data.ts'
import type { SourceFile } from '../archive/source-tree.ts'
import type { SplitName } from '../batch-feed.ts'

/** A picture that is to be read: with the name of its class, or with its mask. */
export interface ListedPicture {
  file: SourceFile
  className: string | null
  mask: SourceFile | null
  /** The part of the data that its folder or its line says; null where the parts are yet to be drawn. */
  split: SplitName | null
}

/** The pictures of a source in their order, and what cannot be one of them. */
export interface Listing {
  pictures: ListedPicture[]
  skipped: SkippedFile[]
}

const readable = /\.(png|jpe?g|jfif|webp|bmp|gif)$/i
/** Pictures, but of kinds that are not read. */
const unreadable = /\.(tiff?|heic|heif|avif|svg|psd|jxl|jp2|ico|raw|cr2|nef|dng|pdf|ppm|pgm|tga)$/i

export function isPicture({ path }: { path: string }): boolean {
  return readable.test(path)
}

/** Pictures that people may expect to be read. What is no picture at all needs no word. */
export function skipUnreadable(files: readonly SourceFile[]): SkippedFile[] {
  return files.flatMap(({ path }) => (unreadable.test(path) ? [{ path, reason: { code: 'data.skip.format' } }] : []))
}

const collator = new Intl.Collator('en', { numeric: true })

/** As people number: 2 before 10. The same on every machine. */
export function comparePaths(a: string, b: string): number {
  return collator.compare(a, b) || (a < b ? -1 : a > b ? 1 : 0)
}

/** The folder of the pictures of a part, by its usual names. Those of two parts to look at while training train. */
export function splitOfFolder(name: string): 'train' | 'test' | 'validation' | null {
  if (/^(train|training)$/i.test(name)) return 'train'
  if (/^(test|testing)$/i.test(name)) return 'test'
  return /^(val|valid|validation)$/i.test(name) ? 'validation' : null
}

/**
 * What each folder's pictures do: without a test folder the validation folder tests, with both it trains; without either all is
 * yet to be drawn.
 */
export function assignSplits(folders: Iterable<string>): Map<string, SplitName | null> {
  const named = [...folders].map((folder) => [folder, splitOfFolder(folder)] as const)
  const has = (split: string) => named.some(([, each]) => each === split)
  const hasTest = has('test') || has('validation')
  return new Map(
    named.map(([folder, split]) => {
      if (split === null || !hasTest || !has('train')) return [folder, null]
      if (split === 'validation') return [folder, has('test') ? 'train' : 'test']
      return [folder, split]
    }),
  )
}
