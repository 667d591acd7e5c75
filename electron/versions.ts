import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { type ProjectKey, type ProjectVersions, type VersionCause, versionCauses } from '#shared/contract/shell.ts'
import { parseDocument, printDocument } from '#shared/document/parse.ts'
import type { LoomDocument } from '#shared/document/schema.ts'
import { LoomError } from '#shared/messages/loom-error.ts'
import { writeFileAtomically } from './ipc/atomic-write.ts'

const mostVersions = 50
const ending = '.loom'

interface VersionFile {
  file: string
  /** Milliseconds since 1970. */
  keptAt: number
  cause: VersionCause
  /** Begin of the SHA-256 of the text: equal documents have equal digests. */
  digest: string
}

export interface KeptVersion {
  document: LoomDocument
  cause: VersionCause
  keptAt: number
}

let lastKept: Promise<unknown> = Promise.resolve()

/**
 * Keeps a document as a version of its project: a small file in a folder of the project's own in `root`. One that is kept
 * already moves to the end; of too many the oldest go.
 * @throws LoomError document.unwritable
 */
export function keepVersion(root: string, key: ProjectKey, version: KeptVersion): Promise<void> {
  const kept = lastKept.then(() => keep(root, key, version))
  lastKept = kept.catch(() => undefined)
  return kept
}

async function keep(root: string, key: ProjectKey, { document, cause, keptAt }: KeptVersion): Promise<void> {
  const text = printDocument(document)
  const digest = shortDigest(text)
  try {
    const folder = await folderOf(root, key)
    await mkdir(folder, { recursive: true })
    const written = `${String(keptAt).padStart(15, '0')}-${cause}-${digest}${ending}`
    const others = (await versionFiles(folder)).filter(({ file }) => file !== written)
    await writeFileAtomically(path.join(folder, written), text)
    const isEqual = (other: VersionFile) => other.digest === digest
    const tooOld = others.filter((other) => !isEqual(other)).slice(mostVersions - 1)
    for (const { file } of [...others.filter(isEqual), ...tooOld]) await rm(path.join(folder, file), { force: true })
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown)
    throw new LoomError('document.unwritable', { file: document.name, reason }, { cause: thrown })
  }
}

/** The versions of a project, newest first, and the files among them that cannot be read. */
export async function readVersions(root: string, key: ProjectKey): Promise<ProjectVersions> {
  const folder = await folderOf(root, key)
  const found: ProjectVersions = { versions: [], damaged: [] }
  for (const { file, keptAt, cause } of await versionFiles(folder)) {
    const document = await readVersion(path.join(folder, file))
    if (document) found.versions.push({ id: file, keptAt, cause, document })
    else found.damaged.push(path.join(folder, file))
  }
  return found
}

async function readVersion(file: string): Promise<LoomDocument | null> {
  try {
    return parseDocument(await readFile(file, 'utf8'), path.basename(file))
  } catch (error) {
    console.error('A version cannot be read:', error)
    return null
  }
}

async function folderOf(root: string, { path: file, draft }: ProjectKey): Promise<string> {
  const ofDraft = path.join(root, `draft-${draft}`)
  if (file === null) return ofDraft
  const own = path.join(root, shortDigest(file))
  // A drawing that has been saved for the first time brings along what was kept of it before.
  if (!existsSync(own) && existsSync(ofDraft)) await rename(ofDraft, own)
  return own
}

/** Newest first. Other files in the folder are left alone. */
async function versionFiles(folder: string): Promise<VersionFile[]> {
  const files = await readdir(folder).catch(() => [])
  const found = files.flatMap((file) => {
    const [, time, named, digest] = /^(\d{15})-([a-z]+)-([0-9a-f]+)\.loom$/.exec(file) ?? []
    const cause = versionCauses.find((each) => each === named)
    return cause && digest ? [{ file, keptAt: Number(time), cause, digest }] : []
  })
  return found.sort((a, b) => b.keptAt - a.keptAt)
}

function shortDigest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32)
}
