import { open } from 'node:fs/promises'
import { parseDocument } from '#shared/document/parse.ts'
import type { LoomDocument } from '#shared/document/schema.ts'
import { LoomError } from '#shared/messages/loom-error.ts'
import { findZooNetwork, zoo } from '#shared/zoo/zoo.ts'
import { reasonOf } from '../datasets/reason-of.ts'
import { nearestOf } from './nearest.ts'
import { completeRunIds, withRecord } from './record-of-runs.ts'
import type { Terminal } from './terminal.ts'

const zooPrefix = 'zoo:'
const runPrefix = 'run:'
const largestMiB = 64

/**
 * The document that a command's FILE|zoo:ID|run:ID means; of a recorded run it is exactly what was trained.
 * @throws LoomError cli.unknownNetwork, document.*, records.*
 */
export async function readSource(source: string, terminal: Terminal): Promise<LoomDocument> {
  if (source.startsWith(runPrefix)) return readRun(source.slice(runPrefix.length), terminal)
  if (!source.startsWith(zooPrefix)) return parseDocument(await readText(source), source)
  const id = source.slice(zooPrefix.length)
  const network = findZooNetwork(id)
  if (!network) {
    const ids = zoo.map((each) => each.id)
    throw new LoomError('cli.unknownNetwork', { id, nearest: nearestOf(ids, id).join(', '), count: ids.length })
  }
  return network.build()
}

async function readRun(part: string, terminal: Terminal): Promise<LoomDocument> {
  return withRecord(terminal, async (record) => {
    const [run] = await record.getRuns({ runIds: await completeRunIds(record, [part]) })
    if (!run) throw new LoomError('records.unknown', { runId: part })
    return run.document
  })
}

async function readText(file: string): Promise<string> {
  try {
    const handle = await open(file)
    try {
      const { size } = await handle.stat()
      const mebibytes = size / 1024 ** 2
      if (mebibytes > largestMiB) {
        throw new LoomError('document.tooLarge', { file, size: mebibytes.toFixed(1), limit: largestMiB })
      }
      return await handle.readFile('utf8')
    } finally {
      await handle.close()
    }
  } catch (error) {
    if (error instanceof LoomError) throw error
    throw new LoomError('document.unreadable', { file, reason: reasonOf(error) }, { cause: error })
  }
}
