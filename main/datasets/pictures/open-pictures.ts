import { createHash } from 'node:crypto'
import { mkdir, readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { LoomError } from '#shared/messages/loom-error.ts'
import { allocateBytes, type Dataset } from '../dataset.ts'
import { reasonOf } from '../reason-of.ts'
import type { PicturesChoice } from './decode-picture.ts'
import { findKind, type OpenedSource, openSource, type SourceKind } from './open-source.ts'
import { keepSet, labelsFile, type PictureSet, readSet, setVersion, trimSets } from './picture-set.ts'
import { preparePictures } from './prepare-pictures.ts'
import { splitSet } from './split-set.ts'

/** All prepared pictures together. */
const mostKeptBytes = 20 * 1024 ** 3

export interface PicturesOptions {
  /** Where pictures are kept once they are prepared. */
  cacheDirectory: string
  signal: AbortSignal
  /** `total` is null while it is not known. */
  onProgress(done: number, total: number | null): void
}

/** Pictures that were found, and named after what they are: the same name means the same bytes. */
export interface IdentifiedPictures {
  choice: PicturesChoice
  kind: SourceKind
  key: string
  /** Where finding them took listing them. */
  source: OpenedSource | null
}

/**
 * Names pictures after their files' names, sizes and times, and the form that they are to be brought to.
 * @throws LoomError data.*
 */
export async function identifyPictures(
  choice: PicturesChoice,
  { cacheDirectory, signal, onProgress }: PicturesOptions,
): Promise<IdentifiedPictures> {
  onProgress(0, null)
  const kind = await findKind(choice.path)
  const isArchive = kind === 'zip' || kind === 'tar'
  const source = isArchive ? null : await openSource(choice, { kind, unpackTo: cacheDirectory, signal })
  const { testShare: _share, seed: _seed, withoutCopies: _copies, ...form } = choice
  const content = source ? describeListing(source) : await describeFile(choice.path)
  const key = createHash('sha256')
    .update(JSON.stringify([setVersion, form, content]))
    .digest('hex')
    .slice(0, 32)
  return { choice, kind, key, source }
}

async function describeFile(file: string) {
  const { size, mtimeMs } = await stat(file)
  return [size, mtimeMs]
}

function describeListing({ listing, maskNames }: OpenedSource) {
  const files = listing.pictures.map(({ file, mask, className, split }) => [
    ...[file, mask].map((each) => each && [each.path, each.bytes, each.modifiedMs]),
    className,
    split,
  ])
  return [files, listing.skipped, maskNames]
}

/**
 * The pictures as they were prepared, or prepares them: that takes minutes where they are many.
 * @throws LoomError data.*
 */
export async function openPictures(
  { choice, kind, key, source }: IdentifiedPictures,
  options: PicturesOptions,
): Promise<Dataset> {
  const { cacheDirectory, signal, onProgress } = options
  const directory = path.join(cacheDirectory, key)
  const known = await readSet(directory)
  if (known) return toDataset(choice, directory, known)
  const set = await keepOnDisk(cacheDirectory, async () => {
    const unpackTo = `${directory}.${process.pid}.unpacked`
    const opened = source ?? (await openSource(choice, { kind, unpackTo, signal }))
    try {
      return await keepSet(directory, (workplace) =>
        preparePictures(workplace, { choice, ...opened, signal, onProgress }),
      )
    } finally {
      await opened.close()
    }
  })
  await trimSets(cacheDirectory, mostKeptBytes, directory).catch(() => {})
  return toDataset(choice, directory, set)
}

/** What goes wrong with the disk is told as such; all else has words of its own. */
async function keepOnDisk<Value>(directory: string, work: () => Promise<Value>): Promise<Value> {
  try {
    await mkdir(directory, { recursive: true })
    return await work()
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error)) throw error
    throw new LoomError('data.cacheUnwritable', { directory, reason: reasonOf(error) }, { cause: error })
  }
}

async function toDataset(choice: PicturesChoice, directory: string, set: PictureSet): Promise<Dataset> {
  const masks = set.labels === null ? await readMasks(path.join(directory, labelsFile)) : null
  return splitSet(choice, set, { directory, masks })
}

async function readMasks(file: string): Promise<Uint8Array> {
  const content = await readFile(file)
  const shared = allocateBytes(content.length)
  shared.set(content)
  return shared
}
