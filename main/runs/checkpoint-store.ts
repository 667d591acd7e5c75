import { access, mkdir, open, readdir, readFile, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import type { StoredCheckpoint } from '#shared/contract/runs.ts'
import { LoomError } from '#shared/messages/loom-error.ts'
import {
  type CheckpointContent,
  type CheckpointHeader,
  decodeCheckpoint,
  encodeCheckpoint,
  readCheckpointPrefix,
  readHeader,
} from './checkpoint-file.ts'
import { prefixBytes } from './tensor-file.ts'
import { writeAtomically } from './write-atomically.ts'

/** Older ones of runs that nobody continued make room. */
const mostCheckpoints = 10

/**
 * Of finished runs the newest models stay, so that they can be opened again, and a network that was rewritten and taken back
 * still has its weights. The last one always does.
 */
const keptModels = { count: 40, bytes: 2 * 1024 ** 3 }

/** The checkpoints in a folder, one sub-folder a run. */
export interface CheckpointStore {
  save(content: CheckpointContent): Promise<void>
  /** @throws LoomError run.noCheckpoint, run.checkpointDamaged */
  load(runId: string): Promise<CheckpointContent>
  remove(runId: string): Promise<void>
  /** Those that can be continued, newest first. What cannot be read is left out. */
  list(): Promise<StoredCheckpoint[]>
  /** The runs that have a checkpoint, whatever is in it; those that were begun last come first. */
  listKept(): Promise<string[]>
  /** Removes all but the newest of what can be continued, and all but the newest models of finished runs; `needed` ones stay. */
  prune(needed?: ReadonlySet<string>): Promise<void>
}

export function createCheckpointStore(directory: string, limits = keptModels): CheckpointStore {
  const folderOf = (runId: string) => path.join(directory, checkedId(runId))
  const fileOf = (runId: string) => path.join(folderOf(runId), 'checkpoint.bin')
  const remove = (runId: string) => rm(folderOf(runId), { recursive: true, force: true })

  /** Newest first. */
  async function listHeaders(): Promise<CheckpointHeader[]> {
    const names = await readdir(directory).catch(() => [])
    const found = await Promise.all(names.filter(isRunId).map((name) => peekHeader(fileOf(name))))
    return found.flatMap((header) => header ?? []).sort((a, b) => (a.savedAt < b.savedAt ? 1 : -1))
  }

  /** As many as may stay, of those given newest first. */
  async function takeModels(finished: readonly CheckpointHeader[]): Promise<CheckpointHeader[]> {
    const kept: CheckpointHeader[] = []
    let bytes = 0
    for (const header of finished.slice(0, limits.count)) {
      bytes += (await stat(fileOf(header.runId))).size
      if (kept.length > 0 && bytes > limits.bytes) break
      kept.push(header)
    }
    return kept
  }

  return {
    async save(content) {
      const file = fileOf(content.header.runId)
      await mkdir(path.dirname(file), { recursive: true })
      await writeAtomically(file, encodeCheckpoint(content))
    },
    async load(runId) {
      const file = fileOf(runId)
      await removeUnfinished(path.dirname(file))
      const bytes = await readFile(file).catch(() => {
        throw new LoomError('run.noCheckpoint', { runId })
      })
      try {
        return decodeCheckpoint(bytes)
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error)
        throw new LoomError('run.checkpointDamaged', { file, reason }, { cause: error })
      }
    },
    remove,
    async list() {
      const unfinished = (await listHeaders()).filter(({ finished }) => !finished)
      return unfinished.map(({ runId, savedAt, epoch, document }) => ({
        runId,
        name: document.name,
        epoch,
        epochs: document.training.epochs,
        savedAt,
      }))
    },
    async listKept() {
      const names = (await readdir(directory).catch(() => [])).filter(isRunId).sort().reverse()
      const isThere = await Promise.all(names.map((name) => access(fileOf(name)).then(yes, no)))
      return names.filter((_, place) => isThere[place])
    },
    async prune(needed = new Set()) {
      const headers = (await listHeaders()).filter(({ runId }) => !needed.has(runId))
      const unfinished = headers.filter(({ finished }) => !finished).slice(0, mostCheckpoints)
      const models = await takeModels(headers.filter(({ finished }) => finished))
      const kept = new Set([...unfinished, ...models])
      for (const header of headers) if (!kept.has(header)) await remove(header.runId)
    },
  }
}

const yes = () => true
const no = () => false

/** A run's id is a folder's name: nothing that leads elsewhere. */
function isRunId(runId: string): boolean {
  return /^[\w-]{1,100}$/.test(runId)
}

function checkedId(runId: string): string {
  if (!isRunId(runId)) throw new LoomError('run.noCheckpoint', { runId })
  return runId
}

async function peekHeader(file: string): Promise<CheckpointHeader | null> {
  try {
    const handle = await open(file)
    try {
      const prefix = await handle.read(Buffer.alloc(prefixBytes), 0, prefixBytes, 0)
      const length = readCheckpointPrefix(prefix.buffer)
      return readHeader((await handle.read(Buffer.alloc(length), 0, length, prefixBytes)).buffer)
    } finally {
      await handle.close()
    }
  } catch {
    return null
  }
}

/** What a process that was killed had begun to write. */
async function removeUnfinished(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => [])
  for (const name of names) if (name.endsWith('.tmp')) await rm(path.join(folder, name), { force: true })
}
