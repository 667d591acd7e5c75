import { readdir, readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import type { DataChoice } from '#shared/document/schema.ts'
import { LoomError } from '#shared/messages/loom-error.ts'
import type { Message } from '#shared/messages/message.ts'
import { unpackedTooLarge } from '../archive/pour-file.ts'
import { readTar, type TarMember } from '../archive/read-tar.ts'
import { allocateBytes, type Dataset, type Samples, samplesInMemory } from '../dataset.ts'
import { reasonOf } from '../reason-of.ts'
import { baseName, type CifarRole, cifarFolders, roleOf, trainFilesOf } from './cifar-members.ts'
import { namesOfClasses } from './class-names.ts'
import {
  type CifarBatch,
  type CifarReading,
  cifarSide,
  classCountOf,
  parseBinaryBatch,
  parsePythonBatch,
  parsePythonNames,
  parseTextNames,
} from './parse-cifar.ts'

export type CifarChoice = Extract<DataChoice, { source: 'cifar' }>

export interface CifarOptions {
  /** The most that all files together may hold when they are unpacked. */
  limitBytes?: number
}

const defaultLimitBytes = 2 * 1024 ** 3

interface Parts {
  role: CifarRole
  train: CifarBatch[]
  test: CifarBatch[]
  names: string[] | null
}

/**
 * CIFAR-10 or CIFAR-100, binary or python version, from the folder with its files, the folder above it, or the archive as it is
 * published. Where files to train with are missing, those there are serve, and a note says how many pictures that is.
 * @throws LoomError data.*
 */
export async function readCifar(choice: CifarChoice, options: CifarOptions = {}): Promise<Dataset> {
  const { path: place } = choice
  const limitBytes = options.limitBytes ?? defaultLimitBytes
  const isFolder = (await statOf(place)).isDirectory()
  const members = isFolder ? readFolder(place, limitBytes) : readTar(place, { isWanted: isCifar, limitBytes })
  const parts = await gatherParts(place, members, choice.labels)
  if (parts === null) throw new LoomError('data.cifarNone', { path: place })
  const { role, train, test } = parts
  if (train.length === 0) throw new LoomError('data.cifarNoPart', { path: place, file: usualName(role, 'train') })
  if (test.length === 0) throw new LoomError('data.cifarNoPart', { path: place, file: usualName(role, 'test') })
  const reading: CifarReading = { kind: role.kind, labels: choice.labels }
  return {
    task: 'classification',
    inputShape: [cifarSide, cifarSide, 3],
    classes: namesOfClasses(parts.names, classCountOf(reading), reading),
    train: join(train),
    test: join(test),
    notes: notesOn(role, train),
  }
}

/** The files of CIFAR that are in a folder, or in the folder in it that its archive unpacks to. */
export async function findCifarFiles(directory: string): Promise<{ directory: string; names: string[] }> {
  for (const place of ['.', ...cifarFolders].map((name) => path.join(directory, name))) {
    const entries = await readdir(place, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return []
      throw new LoomError('data.unreadable', { file: place, reason: reasonOf(error) }, { cause: error })
    })
    const names = entries.filter((entry) => !entry.isDirectory() && isCifar(entry.name)).map(({ name }) => name)
    if (names.some((name) => roleOf(name)?.part !== 'names')) return { directory: place, names: names.sort() }
  }
  return { directory, names: [] }
}

async function* readFolder(folder: string, limitBytes: number): AsyncGenerator<TarMember, void> {
  const { directory, names } = await findCifarFiles(folder)
  let bytes = 0
  for (const name of names) {
    const file = path.join(directory, name)
    bytes += (await statOf(file)).size
    if (bytes > limitBytes) {
      throw unpackedTooLarge(file, limitBytes)
    }
    yield { name, bytes: await readWhole(file) }
  }
}

async function gatherParts(
  place: string,
  members: AsyncIterable<TarMember>,
  labels: CifarReading['labels'],
): Promise<Parts | null> {
  let parts: Parts | null = null
  for await (const { name, bytes } of members) {
    const role = roleOf(baseName(name))
    if (!role) continue
    parts ??= { role, train: [], test: [], names: null }
    const { kind, form } = parts.role
    if (role.kind !== kind || role.form !== form) throw new LoomError('data.cifarMixed', { path: place })
    const file = `${place} (${name})`
    const reading = { kind, labels }
    if (role.part === 'names') parts.names = readNames(file, bytes, role, reading) ?? parts.names
    else parts[role.part].push((form === 'binary' ? parseBinaryBatch : parsePythonBatch)(file, bytes, reading))
  }
  return parts
}

/** Null for the names of the other labels. */
function readNames(file: string, bytes: Uint8Array, { form, kind }: CifarRole, reading: CifarReading): string[] | null {
  if (form === 'python') return parsePythonNames(file, bytes, reading)
  const isOther = kind === 100 && !file.includes(`${reading.labels}_label_names`)
  return isOther ? null : parseTextNames(bytes)
}

function isCifar(name: string): boolean {
  return roleOf(baseName(name)) !== null
}

/** In the order of their names, which is that of the publisher: archives may hold them in any. */
function join(batches: readonly CifarBatch[]): Samples {
  const sorted = [...batches].sort((a, b) => a.file.localeCompare(b.file, 'en', { numeric: true }))
  const count = sorted.reduce((sum, { labels }) => sum + labels.length, 0)
  const pixels = allocateBytes(sorted.reduce((sum, batch) => sum + batch.pixels.length, 0))
  const labels = allocateBytes(count)
  let at = 0
  let place = 0
  for (const batch of sorted) {
    pixels.set(batch.pixels, at)
    labels.set(batch.labels, place)
    at += batch.pixels.length
    place += batch.labels.length
  }
  return samplesInMemory({ count, pixels, labels })
}

function notesOn({ kind }: CifarRole, train: readonly CifarBatch[]): Message[] {
  const whole = trainFilesOf[kind]
  if (train.length >= whole) return []
  const count = train.reduce((sum, { labels }) => sum + labels.length, 0)
  return [{ code: 'data.cifarPartial', values: { found: train.length, whole, count } }]
}

function usualName({ kind, form }: CifarRole, part: 'train' | 'test'): string {
  const ten = part === 'train' ? 'data_batch_1' : 'test_batch'
  return `${kind === 10 ? ten : part}${form === 'binary' ? '.bin' : ''}`
}

async function statOf(file: string) {
  return stat(file).catch((error) => {
    throw new LoomError('data.unreadable', { file, reason: reasonOf(error) }, { cause: error })
  })
}

async function readWhole(file: string): Promise<Uint8Array> {
  return readFile(file).catch((error) => {
    throw new LoomError('data.unreadable', { file, reason: reasonOf(error) }, { cause: error })
  })
}
