import { open } from 'node:fs/promises'
import path from 'node:path'
import type { OpenedProject } from '#shared/contract/shell.ts'
import { parseDocument, printDocument } from '#shared/document/parse.ts'
import type { LoomDocument } from '#shared/document/schema.ts'
import { LoomError } from '#shared/messages/loom-error.ts'
import { writeFileAtomically } from './atomic-write.ts'

const mebibyte = 2 ** 20
const limitBytes = 64 * mebibyte

/**
 * A project from disk. The file is only read, whatever is wrong with it.
 * @throws LoomError document.*, naming the file and the place in it.
 */
export async function readProject(file: string): Promise<OpenedProject> {
  return { document: parseDocument(await readText(file), path.basename(file)), path: file }
}

/** @throws LoomError document.unwritable; the old file is then as it was. */
export async function writeProject(file: string, document: LoomDocument): Promise<void> {
  const text = printDocument(document)
  try {
    await writeFileAtomically(file, text)
  } catch (cause) {
    throw new LoomError('document.unwritable', { file: path.basename(file), reason: systemReason(cause) }, { cause })
  }
}

/** @throws LoomError shell.reportUnwritable; an old file is then as it was. */
export async function writeReport(file: string, content: string | Uint8Array): Promise<void> {
  try {
    await writeFileAtomically(file, content)
  } catch (cause) {
    throw new LoomError('shell.reportUnwritable', { file: path.basename(file), reason: systemReason(cause) }, { cause })
  }
}

async function readText(file: string): Promise<string> {
  const name = path.basename(file)
  try {
    const handle = await open(file, 'r')
    try {
      const stats = await handle.stat()
      if (!stats.isFile()) throw new LoomError('document.unreadable', { file: name, reason: 'it is not a file' })
      if (stats.size > limitBytes) throw tooLarge(name, stats.size)
      return await handle.readFile('utf8')
    } finally {
      await handle.close()
    }
  } catch (cause) {
    if (cause instanceof LoomError) throw cause
    throw new LoomError('document.unreadable', { file: name, reason: systemReason(cause) }, { cause })
  }
}

function tooLarge(file: string, size: number): LoomError {
  return new LoomError('document.tooLarge', {
    file,
    size: (size / mebibyte).toFixed(1),
    limit: limitBytes / mebibyte,
  })
}

/** `EACCES: permission denied` out of `EACCES: permission denied, open '/…'`. */
function systemReason(error: unknown): string {
  return error instanceof Error ? (error.message.split(',')[0] ?? error.message) : String(error)
}
