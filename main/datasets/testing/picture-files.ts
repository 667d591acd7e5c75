import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { onTestFinished } from 'vitest'
import { type DataChoice, dataChoiceSchema } from '#shared/document/schema.ts'
import type { Dataset } from '../dataset.ts'
import { createDatasetOpener } from '../open-dataset.ts'
import { loadSharp } from '../pictures/load-sharp.ts'

export type Content = string | Uint8Array

/** A folder that goes with the test. */
export async function temporaryFolder(): Promise<string> {
  const directory = await mkdtemp(path.join(tmpdir(), 'layerloom-pictures-'))
  onTestFinished(() => rm(directory, { recursive: true, force: true }))
  return directory
}

/** A folder of its own with these files in it. */
export async function writeTree(files: Record<string, Content>): Promise<string> {
  const directory = await temporaryFolder()
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(directory, name)
    await mkdir(path.dirname(file), { recursive: true })
    await writeFile(file, content)
  }
  return directory
}

/** A picture of one colour, such as `#ff0000`. */
export function flat(
  colour: string,
  size: readonly [width: number, height: number] = [8, 8],
  kind: 'png' | 'jpeg' | 'webp' | 'gif' = 'png',
): Promise<Buffer> {
  const [width, height] = size
  return loadSharp()({ create: { width, height, channels: 3, background: colour } })
    [kind]()
    .toBuffer()
}

/** Pictures of one colour a class: `folder/0.png` and so on, each a little brighter. */
export async function classFolders(counts: Record<string, number>): Promise<Record<string, Content>> {
  const files: Record<string, Content> = {}
  for (const [place, [folder, count]] of Object.entries(counts).entries()) {
    for (let index = 0; index < count; index += 1)
      files[`${folder}/${index}.png`] = await flat(`rgb(${40 * place}, ${index}, 100)`)
  }
  return files
}

export function picturesChoice(source: string, changes: object = {}): DataChoice {
  return dataChoiceSchema.parse({ source: 'pictures', path: source, height: 4, width: 4, ...changes })
}

/** Opens pictures with a store of their own. */
export async function openPictureData(source: string, changes: object = {}): Promise<Dataset> {
  const cacheDirectory = await temporaryFolder()
  return createDatasetOpener({ digitsDirectory: '', cacheDirectory })(picturesChoice(source, changes))
}
