import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { LoomError } from '#shared/messages/loom-error.ts'
import { reasonOf } from '../reason-of.ts'

export interface IdxFiles {
  trainImages: string
  trainLabels: string
  testImages: string
  testLabels: string
}

interface Part {
  name: RegExp
  /** How MNIST names it, for the error. */
  usual: string
}

/** MNIST's names in their usual spellings: `train-images-idx3-ubyte.gz`, `t10k-labels.idx1-ubyte` … */
const parts: Record<keyof IdxFiles, Part> = {
  trainImages: part('train', 'images', '[34]'),
  trainLabels: part('train', 'labels', '1'),
  testImages: part('t10k', 'images', '[34]'),
  testLabels: part('t10k', 'labels', '1'),
}

function part(split: string, what: string, rank: string): Part {
  return {
    name: new RegExp(`^${split}-${what}[-.]idx${rank}-ubyte(\\.gz)?$`, 'i'),
    usual: `${split}-${what}-idx${rank === '1' ? 1 : 3}-ubyte.gz`,
  }
}

/**
 * The four files of a data set folder, with their whole paths; a plain file goes before its .gz.
 * @throws LoomError data.folderUnreadable, data.notFolder, data.fileMissing
 */
export async function findIdxFiles(directory: string): Promise<IdxFiles> {
  const names = (await listFolder(directory)).sort((a, b) => a.length - b.length || (a < b ? -1 : 1))
  const find = ({ name, usual }: Part) => {
    const found = names.find((each) => name.test(each))
    if (found === undefined) throw new LoomError('data.fileMissing', { directory, file: usual })
    return path.join(directory, found)
  }
  return {
    trainImages: find(parts.trainImages),
    trainLabels: find(parts.trainLabels),
    testImages: find(parts.testImages),
    testLabels: find(parts.testLabels),
  }
}

async function listFolder(directory: string): Promise<string[]> {
  try {
    return await readdir(directory)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') throw new LoomError('data.notFolder', { directory })
    throw new LoomError('data.folderUnreadable', { directory, reason: reasonOf(error) }, { cause: error })
  }
}
