import { stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { DataChoice } from '#shared/document/schema.ts'
import { LoomError } from '#shared/messages/loom-error.ts'
import { leaveOutCopies } from './analyse/leave-out-copies.ts'
import { findCifarFiles, readCifar } from './cifar/read-cifar.ts'
import { findTestFile, readCsv } from './csv/read-csv.ts'
import type { Dataset } from './dataset.ts'
import { findIdxFiles } from './idx/find-idx-files.ts'
import { readIdxFolder } from './idx/read-idx-folder.ts'
import { readNpz } from './npz/read-npz.ts'
import { identifyPictures, openPictures, type PicturesOptions } from './pictures/open-pictures.ts'
import { reasonOf } from './reason-of.ts'
import { generateShapes } from './shapes/generate-shapes.ts'

export interface OpenOptions {
  /** The folder with the digits that come with the program. */
  digitsDirectory: string
  /** Where pictures are kept once they are prepared; a folder for passing things when left out. */
  cacheDirectory?: string | undefined
  /** How far the preparing of a data set is; `total` is null while it is not known. */
  onProgress?(choice: DataChoice, done: number, total: number | null): void
  /** Breaks off what is being opened. */
  signal?: () => AbortSignal
}

export interface OpenRequest {
  /** Takes files that were looked at before to be as they were. */
  trustsLast?: boolean
}

/** Opens a data set, or answers the one that is open already. Errors: LoomError data.*. */
export type OpenDataset = (choice: DataChoice, request?: OpenRequest) => Promise<Dataset>

/** A data set that was found but not read. Whatever has the same key is the same. */
interface FoundDataset {
  key: string
  open(): Promise<Dataset>
}

interface Opened {
  choice: string
  dataset: Promise<Dataset>
}

/** How many data sets stay open: the one in use and the one before. */
const kept = 2

/** Keeps the last data sets open. Files that have changed are read again; a failure is not kept. */
export function createDatasetOpener(options: OpenOptions): OpenDataset {
  const opened = new Map<string, Opened>()
  return async (choice, { trustsLast = false } = {}) => {
    const text = JSON.stringify(choice)
    const last = trustsLast ? [...opened.values()].reverse().find((each) => each.choice === text) : undefined
    if (last) return last.dataset
    const { key, open } = await findDataset(choice, options)
    const openWhole = async () => finish(choice, await open(), options)
    const found = opened.get(key) ?? { choice: text, dataset: openWhole() }
    opened.delete(key)
    opened.set(key, found)
    for (const oldest of [...opened.keys()].slice(0, -kept)) opened.delete(oldest)
    return found.dataset.catch((error) => {
      if (opened.get(key) === found) opened.delete(key)
      throw error
    })
  }
}

/** What can be asked of every source. */
async function finish(choice: DataChoice, dataset: Dataset, { onProgress, signal }: OpenOptions): Promise<Dataset> {
  if (!choice.withoutCopies) return dataset
  return leaveOutCopies(dataset, {
    signal: signal?.(),
    onProgress: (done, total) => onProgress?.(choice, done, total),
  })
}

async function findDataset(choice: DataChoice, options: OpenOptions): Promise<FoundDataset> {
  if (choice.source === 'pictures') {
    const forPictures = picturesOptions(choice, options)
    const found = await identifyPictures(choice, forPictures)
    return { key: JSON.stringify([choice, found.key]), open: () => openPictures(found, forPictures) }
  }
  return { key: await identify(choice), open: async () => openFiles(choice, options) }
}

type OtherChoice = Exclude<DataChoice, { source: 'pictures' }>

function openFiles(choice: OtherChoice, options: OpenOptions): Dataset | Promise<Dataset> {
  switch (choice.source) {
    case 'digits':
      return readIdxFolder(options.digitsDirectory)
    case 'idx':
      return readIdxFolder(choice.directory)
    case 'cifar':
      return readCifar(choice)
    case 'npz':
      return readNpz(choice)
    case 'csv':
      return readCsv(choice)
    case 'shapes':
      return generateShapes(choice)
  }
}

function picturesOptions(choice: DataChoice, { cacheDirectory, onProgress, signal }: OpenOptions): PicturesOptions {
  return {
    cacheDirectory: cacheDirectory ?? path.join(tmpdir(), 'layerloom-data'),
    signal: signal?.() ?? new AbortController().signal,
    onProgress: (done, total) => onProgress?.(choice, done, total),
  }
}

/** The choice, and for files their sizes and times as well. */
async function identify(choice: OtherChoice): Promise<string> {
  const stats = await Promise.all((await filesOf(choice)).map((file) => statOf(file)))
  return JSON.stringify([choice, stats.map(({ size, mtimeMs }) => [size, mtimeMs])])
}

async function filesOf(choice: OtherChoice): Promise<string[]> {
  switch (choice.source) {
    case 'idx':
      return Object.values(await findIdxFiles(choice.directory))
    case 'cifar': {
      const { directory, names } = await findCifarFiles(choice.path)
      return [choice.path, ...names.map((name) => path.join(directory, name))]
    }
    case 'npz':
      return [choice.path]
    case 'csv': {
      const test = choice.testPath ?? (await findTestFile(choice.path))
      return test === null ? [choice.path] : [choice.path, test]
    }
    default:
      return []
  }
}

/** @throws LoomError data.unreadable */
async function statOf(file: string) {
  return stat(file).catch((error) => {
    throw new LoomError('data.unreadable', { file, reason: reasonOf(error) }, { cause: error })
  })
}
