import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Header, pack } from 'tar-stream'
import { afterAll } from 'vitest'
import { LoomError } from '#shared/messages/loom-error.ts'
import { formatMessage } from '#shared/messages/message.ts'
import { locales } from '#shared/messages/message-table.ts'

export type Content = Uint8Array | string

/** A folder for the files of one test file; it is gone afterwards. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'layerloom-data-'))
  afterAll(() => rm(folder, { recursive: true }))
  return folder
}

export async function writeFiles(directory: string, files: Record<string, Content>): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(directory, name)
    await mkdir(path.dirname(file), { recursive: true })
    await writeFile(file, content)
  }
}

/** A .tar with these files, and with the members given as headers alone. */
export async function makeTar(
  files: Record<string, Content>,
  headers: readonly (Partial<Header> & Pick<Header, 'name'>)[] = [],
): Promise<Buffer> {
  const archive = pack()
  for (const [name, content] of Object.entries(files)) archive.entry({ name }, Buffer.from(content))
  for (const header of headers) archive.entry(header)
  archive.finalize()
  const chunks: Buffer[] = []
  for await (const chunk of archive) if (chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks)
}

/** A .npy as NumPy writes it, version 1. */
export function makeNpy(shape: readonly number[], descr: string, bytes: Uint8Array, isFortran = false): Buffer {
  const order = isFortran ? 'True' : 'False'
  const sizes = shape.length === 1 ? `${shape[0]},` : shape.join(', ')
  const text = `{'descr': '${descr}', 'fortran_order': ${order}, 'shape': (${sizes}), }`
  return rawNpy(text, bytes)
}

/** With any header. */
export function rawNpy(header: string, bytes: Uint8Array): Buffer {
  const padded = `${header.padEnd(117)}\n`
  const start = Buffer.from('\x93NUMPY\x01\x00\0\0', 'latin1')
  start.writeUInt16LE(padded.length, 8)
  return Buffer.concat([start, Buffer.from(padded, 'latin1'), bytes])
}

/** What an action fails with; it has to be an error meant for people, without gaps in its text. */
export async function failureOf(action: () => Promise<unknown>): Promise<LoomError> {
  const outcome = await action().catch((error: unknown) => error)
  if (!(outcome instanceof LoomError)) throw new Error(`expected a LoomError, got ${outcome}`, { cause: outcome })
  for (const locale of locales) {
    const text = formatMessage(outcome, locale)
    if (/\{\{|undefined|\[object/.test(text)) throw new Error(`a gap in: ${text}`)
  }
  return outcome
}
