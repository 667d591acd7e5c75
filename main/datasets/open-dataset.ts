import { stat } from 'node:fs/promises'
import type { DataChoice } from '#shared/document/schema.ts'
import type { Dataset } from './dataset.ts'
import { findIdxFiles } from './idx/find-idx-files.ts'
import { readIdxFolder } from './idx/read-idx-folder.ts'
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
    case 'shapes':
      return generateShapes(choice)
  }
}

/** The choice, and for files their sizes and times as well. */
async function identify(choice: DataChoice): Promise<string> {
  if (choice.source !== 'idx') return JSON.stringify(choice)
  const files = await findIdxFiles(choice.directory)
  const stats = await Promise.all(Object.values(files).map((file) => stat(file)))
  return JSON.stringify([choice, stats.map(({ size, mtimeMs }) => [size, mtimeMs])])
}
