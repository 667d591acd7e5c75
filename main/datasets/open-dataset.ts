import { stat } from 'node:fs/promises'
import path from 'node:path'
import type { DataChoice } from '#shared/document/schema.ts'
import { LoomError } from '#shared/messages/loom-error.ts'
import { findCifarFiles, readCifar } from './cifar/read-cifar.ts'
import { findTestFile, readCsv } from './csv/read-csv.ts'
import type { Dataset } from './dataset.ts'
import { findIdxFiles } from './idx/find-idx-files.ts'
import { readIdxFolder } from './idx/read-idx-folder.ts'
import { readNpz } from './npz/read-npz.ts'
import { reasonOf } from './reason-of.ts'
import { generateShapes } from './shapes/generate-shapes.ts'

export interface OpenOptions {
  /** The folder with the digits that come with the program. */
  digitsDirectory: string
}

/** Opens a data set, or answers the one that is open already. Errors: LoomError data.*. */
export type OpenDataset = (choice: DataChoice) => Promise<Dataset>

/** How many data sets stay in memory: the one in use and the one before. */
const kept = 2

/** Keeps the last data sets open. A folder whose files have changed is read again; a failure is not kept. */
export function createDatasetOpener(options: OpenOptions): OpenDataset {
  const opened = new Map<string, Promise<Dataset>>()
  return async (choice) => {
    const key = await identify(choice)
    const found = opened.get(key) ?? openDataset(choice, options)
    opened.delete(key)
    opened.set(key, found)
    for (const oldest of [...opened.keys()].slice(0, -kept)) opened.delete(oldest)
    return found.catch((error) => {
      opened.delete(key)
      throw error
    })
  }
}

async function openDataset(choice: DataChoice, options: OpenOptions): Promise<Dataset> {
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

/** The choice, and for files their sizes and times as well. */
async function identify(choice: DataChoice): Promise<string> {
  const stats = await Promise.all((await filesOf(choice)).map((file) => statOf(file)))
  return JSON.stringify([choice, stats.map(({ size, mtimeMs }) => [size, mtimeMs])])
}

async function filesOf(choice: DataChoice): Promise<string[]> {
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
