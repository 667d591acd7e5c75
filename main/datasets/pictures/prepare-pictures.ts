import { availableParallelism } from 'node:os'
import type { SkippedFile } from '#shared/contract/data.ts'
import { wordReason } from '#shared/document/explain-issue.ts'
import { LoomError, toMessage } from '#shared/messages/loom-error.ts'
import type { Message } from '#shared/messages/message.ts'
import { workAtOnce } from '../at-once.ts'
import { reasonOf } from '../reason-of.ts'
import { openShardWriter } from '../shards/write-shards.ts'
import { decodePicture, isSkipped, type PicturesChoice, readForm } from './decode-picture.ts'
import { comparePaths, type ListedPicture, type Listing } from './listing.ts'
import type { MaskNames } from './mask-classes.ts'
import { createMasks, type Masks } from './masks.ts'
import { type PictureSet, setVersion } from './picture-set.ts'

export interface PrepareOptions {
  choice: PicturesChoice
  listing: Listing
  maskNames: MaskNames
  signal: AbortSignal
  onProgress(done: number, total: number): void
}

/** A table of all pairs of classes must be possible. */
export const mostClasses = 2000
/** Files that are told by name; the others are counted. */
const mostNamed = 1000

const splitCodes = { train: 0, test: 1 } as const

/**
 * Decodes the pictures of a source, brings them to their form and packs them into `directory`. Those that cannot be used are
 * left out, each with its reason.
 * @throws LoomError data.*
 */
export async function preparePictures(directory: string, options: PrepareOptions): Promise<PictureSet> {
  const { choice, listing, maskNames } = options
  const { pictures } = listing
  const masks = choice.task === 'segmentation' ? createMasks(choice, pictures.length, maskNames) : null
  const { reasons, sizes, ...packed } = await packPictures(directory, options, masks)
  const rows = [...pictures.keys()].filter((row) => !reasons.has(row))
  const kept = rows.flatMap((row) => pictures[row] ?? [])
  const skipped = [
    ...listing.skipped,
    ...[...reasons].sort(([a], [b]) => a - b).map(([row, reason]) => ({ path: pathOf(pictures, row), reason })),
  ]
  if (kept.length === 0 && masks) throw noneUsable(choice.path, skipped)
  const classes = masks ? await masks.keep(directory, rows) : listClassNames(choice.path, pictures, kept, skipped)
  return {
    version: setVersion,
    ...packed,
    classes,
    rows,
    labels: masks ? null : labelsOf(kept, classes),
    splits: kept.map(({ split }) => (split === null ? 2 : splitCodes[split])),
    files: kept.map(({ file }) => file.path),
    sizes: rows.map((row) => sizes[row] ?? [0, 0, 0]),
    skippedCount: skipped.length,
    skipped: skipped.slice(0, mostNamed),
  }
}

interface Packed extends Pick<PictureSet, 'pictureBytes' | 'picturesPerFile' | 'shards'> {
  /** Why rows are left out. */
  reasons: Map<number, Message>
  /** By row: height, width and channels as they were. */
  sizes: PictureSet['sizes']
}

/** Picture n of the listing goes to row n. */
async function packPictures(
  directory: string,
  { choice, listing, signal, onProgress }: PrepareOptions,
  masks: Masks | null,
): Promise<Packed> {
  const pictureBytes = choice.height * choice.width * choice.channels
  const writer = openShardWriter(directory, pictureBytes)
  const reasons = new Map<number, Message>()
  const sizes: PictureSet['sizes'] = []
  let done = 0
  const take = async ({ file, mask }: ListedPicture, row: number) => {
    if (signal.aborted) throw new LoomError('data.cancelled')
    try {
      const bytes = await readFile(file.read)
      const picture = await decodePicture(bytes, choice)
      if (mask) await masks?.take({ picture: bytes, mask: await readFile(mask.read), path: mask.path, row })
      sizes[row] = await readForm(bytes)
      await writer.write(row, picture)
    } catch (error) {
      if (!isSkipped(error)) throw error
      reasons.set(row, toMessage(error))
    }
    done += 1
    onProgress(done, listing.pictures.length)
  }
  try {
    await workAtOnce(listing.pictures, Math.min(8, availableParallelism() + 1), take)
  } finally {
    await writer.close()
  }
  return { pictureBytes, picturesPerFile: writer.picturesPerFile, shards: writer.shards(), reasons, sizes }
}

async function readFile(read: () => Promise<Uint8Array>): Promise<Uint8Array> {
  try {
    return await read()
  } catch (error) {
    throw new LoomError('data.skip.damaged', { reason: reasonOf(error) }, { cause: error })
  }
}

function pathOf(pictures: readonly ListedPicture[], row: number): string {
  return pictures[row]?.file.path ?? ''
}

/** @throws LoomError data.oneClassFolder, data.tooManyClasses, data.classUnusable */
function listClassNames(
  source: string,
  pictures: readonly ListedPicture[],
  kept: readonly ListedPicture[],
  skipped: readonly SkippedFile[],
): string[] {
  const namesOf = (of: readonly ListedPicture[]) => new Set(of.flatMap(({ className }) => className ?? []))
  const classes = [...namesOf(pictures)].sort(comparePaths)
  const [name = ''] = classes
  if (classes.length < 2) throw new LoomError('data.oneClassFolder', { path: source, name })
  if (classes.length > mostClasses) {
    throw new LoomError('data.tooManyClasses', { path: source, count: classes.length, limit: mostClasses })
  }
  const usable = namesOf(kept)
  const unusable = classes.find((each) => !usable.has(each))
  if (unusable !== undefined) {
    const { file } = pictures.find(({ className }) => className === unusable) ?? {}
    const found = skipped.find(({ path }) => path === file?.path)
    const words = wordReason(found?.reason ?? { code: 'data.skip.missing' })
    throw new LoomError('data.classUnusable', { name: unusable, file: file?.path ?? '', ...words })
  }
  return classes
}

function noneUsable(source: string, skipped: readonly SkippedFile[]): LoomError {
  const [first] = skipped
  const words = wordReason(first?.reason ?? { code: 'data.skip.missing' })
  return new LoomError('data.noneUsable', { path: source, file: first?.path ?? '', ...words })
}

function labelsOf(kept: readonly ListedPicture[], classes: readonly string[]): number[] {
  const places = new Map(classes.map((name, label) => [name, label]))
  return kept.map(({ className }) => places.get(className ?? '') ?? 0)
}
