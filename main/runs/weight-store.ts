import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rm, stat, utimes } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { weightsIdPattern } from '#shared/document/schema.ts'
import type { NamedTensor } from '../engines/engine.ts'
import { decodeTensorFile, encodeTensorFile, parseJson } from './tensor-file.ts'
import { writeAtomically } from './write-atomically.ts'

/** Those that were not used for longest make room; the one that was used last stays, whatever its size. */
const mostFiles = 40
const mostBytes = 4 * 1024 ** 3

const magic = 'LOOMWTS1'
const headerSchema = z.object({
  version: z.literal(1),
  tensors: z.array(z.object({ name: z.string(), shape: z.array(z.int().min(0)) })),
})

/** Weights that networks begin with, one file a set. A set's id is a hash of what is in it. */
export interface WeightStore {
  save(tensors: readonly NamedTensor[]): Promise<string>
  /** Null where there is no such set, or none that is whole. */
  load(id: string): Promise<NamedTensor[] | null>
}

export function createWeightStore(directory: string, limits = { files: mostFiles, bytes: mostBytes }): WeightStore {
  const fileOf = (id: string) => path.join(directory, `${id}.bin`)

  async function prune(): Promise<void> {
    const names = (await readdir(directory)).filter((name) => name.endsWith('.bin'))
    const aged = await Promise.all(
      names.map(async (name) => {
        const { mtimeMs, size } = await stat(path.join(directory, name))
        return { name, usedMs: mtimeMs, size }
      }),
    )
    let bytes = 0
    for (const [place, { name, size }] of aged.sort((a, b) => b.usedMs - a.usedMs).entries()) {
      bytes += size
      if (place > 0 && (place >= limits.files || bytes > limits.bytes)) {
        await rm(path.join(directory, name), { force: true })
      }
    }
  }

  return {
    async save(tensors) {
      const header = { version: 1, tensors: tensors.map(({ name, shape }) => ({ name, shape })) }
      const file = encodeTensorFile(
        magic,
        header,
        tensors.map(({ values }) => values),
      )
      const id = createHash('sha256').update(file).digest('hex').slice(0, 32)
      await mkdir(directory, { recursive: true })
      await writeAtomically(fileOf(id), file)
      await prune()
      return id
    },
    async load(id) {
      if (!weightsIdPattern.test(id)) return null
      try {
        const parse = (text: Uint8Array) => headerSchema.parse(parseJson(text))
        const { header, blocks } = decodeTensorFile(magic, await readFile(fileOf(id)), parse)
        const now = new Date()
        await utimes(fileOf(id), now, now)
        return header.tensors.map(({ name, shape }, index) => ({
          name,
          shape,
          values: blocks[index] ?? new Float32Array(),
        }))
      } catch (error) {
        console.error(`The weights ${id} could not be read:`, error)
        return null
      }
    },
  }
}
