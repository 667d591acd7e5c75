import { readdir, readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { type UnzipFileInfo, unzipSync } from 'fflate'
import { LoomError } from '#shared/messages/loom-error.ts'
import { unpackedTooLarge } from '../archive/pour-file.ts'
import type { NdArray } from '../arrays/nd-array.ts'
import { isNpy, parseNpy } from '../arrays/parse-npy.ts'
import { reasonOf } from '../reason-of.ts'
import { type ArrayNames, nameArrays } from './name-arrays.ts'

export interface NamedArrays {
  names: ArrayNames
  arrays: ReadonlyMap<string, NdArray>
}

/**
 * The arrays of pictures and labels in a .npz, or of the .npy files in the folder of the one given; others are not unpacked.
 * @throws LoomError data.*
 */
export async function readArrays(file: string, limitBytes: number): Promise<NamedArrays> {
  const content = await readWhole(file, limitBytes)
  if (content.length === 0) throw new LoomError('data.fileEmpty', { file })
  return isNpy(content) ? readBeside(file, limitBytes) : readZip(file, content, limitBytes)
}

async function readBeside(file: string, limitBytes: number): Promise<NamedArrays> {
  const directory = path.dirname(file)
  const found = (await readdir(directory)).filter((name) => name.endsWith('.npy')).map(arrayName)
  const names = chooseNames(file, found)
  const arrays = new Map<string, NdArray>()
  let left = limitBytes
  for (const name of usedNames(names)) {
    const place = path.join(directory, `${name}.npy`)
    const content = await readWhole(place, left)
    left -= content.length
    arrays.set(name, parseNpy(place, content))
  }
  return { names, arrays }
}

function readZip(file: string, content: Uint8Array, limitBytes: number): NamedArrays {
  const found: string[] = []
  unzip(file, content, ({ name }) => {
    if (name.endsWith('.npy')) found.push(arrayName(name))
    return false
  })
  const names = chooseNames(file, found)
  const used = usedNames(names)
  let bytes = 0
  const members = unzip(file, content, ({ name, originalSize }) => {
    if (!name.endsWith('.npy') || !used.includes(arrayName(name))) return false
    bytes += originalSize
    if (bytes > limitBytes) throw unpackedTooLarge(file, limitBytes)
    return true
  })
  const arrays = new Map<string, NdArray>()
  for (const [name, member] of Object.entries(members))
    arrays.set(arrayName(name), parseNpy(`${file} (${name})`, member))
  return { names, arrays }
}

function chooseNames(file: string, found: readonly string[]): ArrayNames {
  const names = nameArrays(found)
  if (names) return names
  throw new LoomError('data.npzNames', { file, names: found.slice(0, 20).join(', ') || '–' })
}

function usedNames({ trainImages, trainLabels, testImages, testLabels }: ArrayNames): string[] {
  return [trainImages, trainLabels, testImages, testLabels].filter((name) => name !== null)
}

function arrayName(file: string): string {
  return path.posix.basename(file, '.npy')
}

function unzip(file: string, content: Uint8Array, filter: (info: UnzipFileInfo) => boolean) {
  try {
    return unzipSync(content, { filter })
  } catch (error) {
    if (error instanceof LoomError) throw error
    throw new LoomError('data.badZip', { file, reason: reasonOf(error) }, { cause: error })
  }
}

async function readWhole(file: string, limitBytes: number): Promise<Uint8Array> {
  try {
    const { size } = await stat(file)
    if (size > limitBytes) throw unpackedTooLarge(file, limitBytes)
    return await readFile(file)
  } catch (error) {
    if (error instanceof LoomError) throw error
    throw new LoomError('data.unreadable', { file, reason: reasonOf(error) }, { cause: error })
  }
}
