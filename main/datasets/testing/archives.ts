import { gzipSync } from 'node:zlib'
import { strToU8, zipSync } from 'fflate'
import { type Header, pack } from 'tar-stream'
import type { Content } from './picture-files.ts'

/** A zip of these files, as usual programs write it. */
export function zipOf(files: Record<string, Content>): Buffer {
  const bytesOf = (content: Content) => (typeof content === 'string' ? strToU8(content) : new Uint8Array(content))
  return Buffer.from(
    zipSync(Object.fromEntries(Object.entries(files).map(([name, content]) => [name, bytesOf(content)]))),
  )
}

type TarEntry = [header: Partial<Header> & { name: string }, content?: Content]

export async function tarOf(entries: readonly TarEntry[]): Promise<Buffer> {
  const archive = pack()
  for (const [header, content] of entries) archive.entry(header, Buffer.from(content ?? ''))
  archive.finalize()
  const chunks: Uint8Array[] = []
  for await (const chunk of archive) chunks.push(chunk as Uint8Array)
  return Buffer.concat(chunks)
}

export async function tarGzOf(files: Record<string, Content>): Promise<Buffer> {
  return gzipSync(await tarOf(Object.entries(files).map(([name, content]) => [{ name }, content])))
}
