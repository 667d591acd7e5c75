import { open, realpath, stat } from 'node:fs/promises'
import path from 'node:path'
import { LoomError } from '#shared/messages/loom-error.ts'
import { decodeText } from '../archive/entry-name.ts'
import { openTar } from '../archive/open-tar.ts'
import { openZip } from '../archive/open-zip.ts'
import type { SourceFile, SourceTree } from '../archive/source-tree.ts'
import { reasonOf } from '../reason-of.ts'
import type { PicturesChoice } from './decode-picture.ts'
import { listClasses } from './list-classes.ts'
import { listCsv } from './list-csv.ts'
import { listMasks } from './list-masks.ts'
import type { Listing } from './listing.ts'
import { type MaskNames, readClassLines } from './mask-classes.ts'
import { findBelow, openFolder } from './open-folder.ts'

const largestCsvBytes = 64 * 1024 ** 2

/** Pictures that are listed and can be read. Whoever opened it closes it. */
export interface OpenedSource {
  listing: Listing
  maskNames: MaskNames
  close(): Promise<void>
}

/** Where pictures may come from, as far as it can be told from outside. */
export type SourceKind = 'folder' | 'zip' | 'tar' | 'csv'

export interface SourceOptions {
  kind: SourceKind
  /** A folder that is not there yet, for what must be unpacked. */
  unpackTo: string
  signal: AbortSignal
}

/** @throws LoomError data.pathUnreadable, data.notPictures */
export async function findKind(source: string): Promise<SourceKind> {
  try {
    if ((await stat(source)).isDirectory()) return 'folder'
    const handle = await open(source)
    try {
      const { buffer } = await handle.read(Buffer.alloc(512), 0, 512, 0)
      const kind = kindByContent(buffer) ?? (/\.(csv|tsv|txt)$/i.test(source) ? 'csv' : null)
      if (kind) return kind
    } finally {
      await handle.close()
    }
  } catch (error) {
    throw new LoomError('data.pathUnreadable', { path: source, reason: reasonOf(error) }, { cause: error })
  }
  throw new LoomError('data.notPictures', { path: source })
}

/** `PK` with what comes first: a file, or in an empty zip the end. */
const zipSignatures = ['504b0304', '504b0506']

function kindByContent(head: Buffer): SourceKind | null {
  if (zipSignatures.includes(head.toString('hex', 0, 4))) return 'zip'
  const isGzip = head[0] === 0x1f && head[1] === 0x8b
  return isGzip || head.toString('latin1', 257, 262) === 'ustar' ? 'tar' : null
}

/** @throws LoomError data.* */
export async function openSource(choice: PicturesChoice, options: SourceOptions): Promise<OpenedSource> {
  if (options.kind === 'csv') return openCsv(choice)
  const tree = await openTree(choice.path, options)
  try {
    const list = choice.task === 'segmentation' ? listMasks : listClasses
    const listing = list(choice.path, tree)
    const classes = tree.files.find((file) => path.posix.basename(file.path) === 'classes.txt')
    const maskNames = await readMaskNames(choice, classes)
    const skipped = [...tree.skipped, ...listing.skipped]
    return { listing: { ...listing, skipped }, maskNames, close: tree.close }
  } catch (error) {
    await tree.close()
    throw error
  }
}

function openTree(source: string, { kind, unpackTo, signal }: SourceOptions): Promise<SourceTree> {
  if (kind === 'zip') return openZip(source)
  return kind === 'tar' ? openTar(source, { unpackTo, signal }) : openFolder(source, signal)
}

async function openCsv(choice: PicturesChoice): Promise<OpenedSource> {
  const { path: file, task } = choice
  const directory = await realpath(path.dirname(file))
  const find = (name: string) => findBelow(directory, name)
  const table = await find(path.basename(file))
  if (typeof table === 'string') throw new LoomError('data.notPictures', { path: file })
  if (table.bytes > largestCsvBytes)
    throw new LoomError('data.listTooLarge', { file, limit: largestCsvBytes / 1024 ** 2 })
  const text = decodeText(await table.read())
  const listing = await listCsv({ file, text, directory, task, find })
  if (listing.pictures.length === 0) throw new LoomError('data.noPictures', { path: file })
  const classes = await find('classes.txt')
  return { listing, maskNames: await readMaskNames(choice, classes), close: async () => {} }
}

async function readMaskNames(
  { task, path: source }: PicturesChoice,
  file: SourceFile | string | undefined,
): Promise<MaskNames> {
  if (task !== 'segmentation' || file === undefined || typeof file === 'string') return { names: [], colours: null }
  return readClassLines(`${source}/${file.path}`, new TextDecoder().decode(await file.read()))
}
