import { randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import type { BlockLibrary, LibraryBlock } from '#shared/contract/shell.ts'
import { parseDocument, printDocument } from '#shared/document/parse.ts'
import type { LoomDocument } from '#shared/document/schema.ts'
import { LoomError } from '#shared/messages/loom-error.ts'
import { writeFileAtomically } from './ipc/atomic-write.ts'

/** Each block of a person's own is a small `.loom` file in `folder`, named by its id. */
const ending = '.loom'

/** All blocks by name. A file that cannot be read as one is set aside under another name, and told of. */
export async function readLibrary(folder: string): Promise<BlockLibrary> {
  const files = (await readdir(folder).catch(() => [])).filter((file) => file.endsWith(ending))
  const library: BlockLibrary = { blocks: [], setAside: [] }
  for (const file of files) {
    const read = await readBlock(folder, file).catch((error: unknown) => error)
    if (read instanceof LoomError) library.setAside.push(await setAside(folder, file))
    else if (read instanceof Error) throw read
    else library.blocks.push(read as LibraryBlock)
  }
  library.blocks.sort((a, b) => a.document.name.localeCompare(b.document.name))
  return library
}

async function readBlock(folder: string, file: string): Promise<LibraryBlock> {
  const document = parseDocument(await readFile(path.join(folder, file), 'utf8'), file)
  return { id: path.basename(file, ending), document }
}

async function setAside(folder: string, file: string): Promise<string> {
  const name = `${file}.damaged`
  await rename(path.join(folder, file), path.join(folder, name))
  return path.join(folder, name)
}

/** @throws LoomError document.unwritable */
export async function keepBlock(folder: string, document: LoomDocument): Promise<LibraryBlock> {
  return replaceBlock(folder, { id: randomUUID(), document })
}

/** @throws LoomError document.unwritable */
export async function replaceBlock(folder: string, block: LibraryBlock): Promise<LibraryBlock> {
  const { id, document } = block
  try {
    await mkdir(folder, { recursive: true })
    await writeFileAtomically(path.join(folder, `${id}${ending}`), printDocument(document))
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new LoomError('document.unwritable', { file: document.name, reason }, { cause })
  }
  return block
}

export async function dropBlock(folder: string, id: string): Promise<void> {
  await rm(path.join(folder, `${id}${ending}`), { force: true })
}
