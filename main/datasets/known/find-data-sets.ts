import { createReadStream, type Dirent } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import type { FoundDataSet, KnownSet } from '#shared/contract/known-data.ts'
import { knownSets } from '#shared/contract/known-data.ts'
import { LoomError } from '#shared/messages/loom-error.ts'
import { readFileStart } from '../archive/pour-file.ts'
import { baseName, type CifarRole, roleOf } from '../cifar/cifar-members.ts'
import { cifarPictureBytes } from '../cifar/parse-cifar.ts'
import { publishedSets } from '../download/published-sets.ts'
import { findIdxFiles, type IdxFiles } from '../idx/find-idx-files.ts'
import { recognizeLabels, telltaleLabels } from './recognize-idx.ts'

/** Folders within folders are looked into so far. */
const deepest = 3
/** A folder that holds more is no folder of data sets, but of pictures. */
const mostEntries = 2000
/** Folders that are looked into in all, so that a whole disk does not keep the window waiting. */
const mostFolders = 1000

/**
 * The known data sets in a folder and the folders in it, as IDX files, archives, unpacked archives or Keras's .npz; the best of
 * each first: those whose counts are known, with more to train. Only names, sizes and the first bytes are looked at.
 */
export async function findDataSets(directory: string): Promise<FoundDataSet[]> {
  const found = await lookInto(directory, deepest, { foldersLeft: mostFolders })
  const rank = ({ set, trainCount }: FoundDataSet) => [knownSets.indexOf(set), -(trainCount ?? 0)] as const
  return found.sort((a, b) => {
    const [setA, countA] = rank(a)
    const [setB, countB] = rank(b)
    return setA - setB || countA - countB || a.path.length - b.path.length
  })
}

async function lookInto(directory: string, depth: number, budget: { foldersLeft: number }): Promise<FoundDataSet[]> {
  if (budget.foldersLeft === 0) return []
  budget.foldersLeft -= 1
  const entries = await readdir(directory, { withFileTypes: true }).catch((): Dirent[] => [])
  if (entries.length > mostEntries) return []
  const files = entries.filter((entry) => !entry.isDirectory()).map(({ name }) => name)
  const found = [await idxIn(directory), await cifarIn(directory, files)].filter((each) => each !== null)
  for (const name of files) found.push(...(await archiveAt(path.join(directory, name))))
  if (depth === 0) return found
  // Links are not followed, so that none leads round in a ring.
  for (const entry of entries.filter((each) => each.isDirectory() && !each.name.startsWith('.'))) {
    found.push(...(await lookInto(path.join(directory, entry.name), depth - 1, budget)))
  }
  return found
}

async function idxIn(directory: string): Promise<FoundDataSet | null> {
  try {
    const files = await findIdxFiles(directory)
    const set = recognizeLabels((await readHead(files.testLabels, 8 + telltaleLabels)).subarray(8))
    if (!set) return null
    const choice = { source: 'idx', directory } as const
    return { set, form: 'idx', path: directory, choice, ...(await countIdx(files)) }
  } catch (error) {
    if (error instanceof LoomError) return null
    throw error
  }
}

/** What the headers say. */
async function countIdx({ trainLabels, testLabels }: IdxFiles) {
  const countIn = async (file: string) => {
    const head = await readHead(file, 8)
    return head.length === 8 ? head.readUInt32BE(4) : null
  }
  return { trainCount: await countIn(trainLabels), testCount: await countIn(testLabels) }
}

async function cifarIn(directory: string, files: readonly string[]): Promise<FoundDataSet | null> {
  const roles = files.flatMap((name) => {
    const role = roleOf(name)
    return role ? [{ ...role, name }] : []
  })
  const train = roles.find(({ part }) => part === 'train')
  const isWhole =
    train && roles.some(({ part, kind, form }) => part === 'test' && kind === train.kind && form === train.form)
  // `train` and `test` alone could be anything.
  const isNamed = train?.form === 'binary' || roles.some(({ part }) => part === 'names')
  if (!train || !isWhole || !isNamed) return null
  const { kind, form } = train
  const count = async (part: CifarRole['part']) => {
    const own = roles.filter((role) => role.part === part && role.kind === kind && role.form === form)
    const record = cifarPictureBytes + (kind === 10 ? 1 : 2)
    const sizes = await Promise.all(own.map(async ({ name }) => (await stat(path.join(directory, name))).size))
    return form === 'binary' ? Math.floor(sizes.reduce((sum, size) => sum + size, 0) / record) : null
  }
  return {
    set: kind === 10 ? 'cifar-10' : 'cifar-100',
    form,
    path: directory,
    choice: { source: 'cifar', path: directory, labels: 'fine' },
    trainCount: await count('train'),
    testCount: await count('test'),
  }
}

/** By the names that publishers and libraries give them. */
const archives: readonly { name: RegExp; set: KnownSet; form: FoundDataSet['form'] }[] = [
  { name: /^cifar-?10-(binary|batches-bin)\.(tar|tar\.gz|tgz)$/i, set: 'cifar-10', form: 'binary' },
  { name: /^cifar-?10-(python|batches-py)\.(tar|tar\.gz|tgz)$/i, set: 'cifar-10', form: 'python' },
  { name: /^cifar-?100-binary\.(tar|tar\.gz|tgz)$/i, set: 'cifar-100', form: 'binary' },
  { name: /^cifar-?100-python\.(tar|tar\.gz|tgz)$/i, set: 'cifar-100', form: 'python' },
  { name: /^mnist\.npz$/i, set: 'mnist', form: 'npz' },
  { name: /^fashion[-_]?mnist\.npz$/i, set: 'fashion-mnist', form: 'npz' },
]

async function archiveAt(file: string): Promise<FoundDataSet[]> {
  const known = archives.find(({ name }) => name.test(baseName(file.replaceAll('\\', '/'))))
  if (!known) return []
  const { size } = await stat(file).catch(() => ({ size: 0 }))
  if (size === 0) return []
  const { set, form } = known
  // One of another size is not the published one: how much it holds is only known when it is opened.
  const isPublished = publishedSets.some((each) => each.set === set && each.files.some(({ bytes }) => bytes === size))
  const counts = isPublished ? { trainCount: 50_000, testCount: 10_000 } : { trainCount: null, testCount: null }
  const choice: FoundDataSet['choice'] =
    form === 'npz'
      ? { source: 'npz', path: file, testShare: 0.2, seed: 1 }
      : { source: 'cifar', path: file, labels: 'fine' }
  return [{ set, form, path: file, choice, ...counts }]
}

/** The first bytes of a file, unpacked where it is gzipped; fewer where it has no more or is damaged. */
async function readHead(file: string, length: number): Promise<Buffer> {
  const start = await readFileStart(file, length)
  if (!start.isGzip) return start.bytes
  const source = createReadStream(file)
  const chunks: Buffer[] = []
  let bytes = 0
  try {
    for await (const chunk of pipeline(source, createGunzip(), () => {})) {
      chunks.push(chunk)
      bytes += chunk.length
      if (bytes >= length) break
    }
  } catch {
    // A damaged file is told of when it is opened.
  } finally {
    source.destroy()
  }
  return Buffer.concat(chunks).subarray(0, length)
}
