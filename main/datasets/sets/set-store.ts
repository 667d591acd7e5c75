import { mkdir, open, readdir, readFile, rename, rm, rmdir } from 'node:fs/promises'
import path from 'node:path'
import type { CallInput } from '#shared/contract/define.ts'
import type { OwnSet, setCalls } from '#shared/contract/sets.ts'
import { wordReason } from '#shared/document/explain-issue.ts'
import { LoomError, toMessage } from '#shared/messages/loom-error.ts'
import { isSkipped, readKind } from '../pictures/decode-picture.ts'
import { comparePaths, isPicture } from '../pictures/listing.ts'
import { reasonOf } from '../reason-of.ts'

type Calls = typeof setCalls

export interface SetStore {
  list(): Promise<OwnSet[]>
  /** @throws LoomError data.setName, data.badPicture, data.setUnwritable */
  add(picture: CallInput<Calls['addPicture']>): Promise<{ picture: string }>
  /** @throws LoomError data.setName, data.unreadable */
  read(picture: CallInput<Calls['readPicture']>): Promise<{ bytes: Uint8Array }>
  /** @throws LoomError data.setName, data.setClassThere, data.setUnwritable */
  rename(names: CallInput<Calls['renameClass']>): Promise<void>
  /** @throws LoomError data.setName, data.setUnwritable */
  removeSet(set: CallInput<Calls['removeSet']>): Promise<void>
  /** @throws LoomError data.setName, data.setUnwritable */
  remove(picture: CallInput<Calls['removePicture']>): Promise<void>
}

const endings = { png: 'png', jpeg: 'jpg', webp: 'webp', gif: 'gif' } as const

/** Keeps sets of pictures in `directory`, a folder for each: `<set>/<class>/0001.png`. */
export function createSetStore(directory: string): SetStore {
  /** Numbers are given out one after the other. */
  let last: Promise<unknown> = Promise.resolve()

  async function write({ set, className, bytes }: CallInput<Calls['addPicture']>): Promise<{ picture: string }> {
    const folder = path.join(directory, folderName(set), folderName(className))
    const kind = await readKind(bytes).catch((cause) => {
      throw isSkipped(cause) ? new LoomError('data.badPicture', wordReason(toMessage(cause)), { cause }) : cause
    })
    const picture = await keepOnDisk(folder, async () => {
      await mkdir(folder, { recursive: true })
      const numbers = (await readdir(folder)).map((name) => Number.parseInt(name, 10) || 0)
      const name = `${String(1 + Math.max(0, ...numbers)).padStart(4, '0')}.${endings[kind]}`
      const handle = await open(path.join(folder, name), 'wx')
      await handle.writeFile(bytes).finally(() => handle.close())
      return name
    })
    return { picture }
  }

  return {
    list: () => listSets(directory),
    add(picture) {
      const written = last.then(() => write(picture))
      last = written.catch(() => {})
      return written
    },
    async read({ set, className, picture }) {
      const file = path.join(directory, folderName(set), folderName(className), folderName(picture))
      try {
        return { bytes: Uint8Array.from(await readFile(file)) }
      } catch (error) {
        throw new LoomError('data.unreadable', { file, reason: reasonOf(error) }, { cause: error })
      }
    },
    async rename({ set, className, to }) {
      const folder = path.join(directory, folderName(set))
      const [from, target] = [className, to].map((name) => path.join(folder, folderName(name)))
      if (from === undefined || target === undefined || from === target) return
      const names = await foldersIn(folder)
      // Names that differ in their case alone are one on some systems.
      const isTaken = names.some((name) => name !== className && name.toLowerCase() === to.toLowerCase())
      if (isTaken) throw new LoomError('data.setClassThere', { name: to })
      await keepOnDisk(folder, () => rename(from, target))
    },
    async removeSet({ set }) {
      const folder = path.join(directory, folderName(set))
      await keepOnDisk(folder, () => rm(folder, { recursive: true, force: true }))
    },
    async remove({ set, className, picture }) {
      const folder = path.join(directory, folderName(set), folderName(className))
      const file = path.join(folder, folderName(picture))
      await keepOnDisk(folder, () => rm(file, { force: true }))
      // Only empty folders can be removed so.
      await rmdir(folder).catch(() => {})
      await rmdir(path.dirname(folder)).catch(() => {})
    },
  }
}

async function listSets(directory: string): Promise<OwnSet[]> {
  const sets = await foldersIn(directory)
  return Promise.all(
    sets.map(async (name) => {
      const classes = (await foldersIn(path.join(directory, name))).map(async (className) => {
        const pictures = (await readdir(path.join(directory, name, className))).filter((file) =>
          isPicture({ path: file }),
        )
        return { name: className, pictures: pictures.sort(comparePaths) }
      })
      return { name, path: path.join(directory, name), classes: await Promise.all(classes) }
    }),
  )
}

async function foldersIn(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { withFileTypes: true }).catch(() => [])
  const folders = entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
  return folders.map(({ name }) => name).sort(comparePaths)
}

/** Names that a file may have on every system, and that lead nowhere else. */
function folderName(name: string): string {
  const isPlain = name.length <= 80 && !/[\\/:*?"<>|]/.test(name) && ![...name].some((letter) => letter < ' ')
  const isReserved = /^(con|prn|aux|nul|com\d|lpt\d)(\..*)?$/i.test(name)
  if (name === name.trim() && isPlain && !isReserved && !/^\.|\.$|^$/.test(name)) return name
  throw new LoomError('data.setName', { name })
}

async function keepOnDisk<Value>(folder: string, work: () => Promise<Value>): Promise<Value> {
  try {
    return await work()
  } catch (error) {
    throw new LoomError('data.setUnwritable', { folder, reason: reasonOf(error) }, { cause: error })
  }
}
