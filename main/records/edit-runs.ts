import type { CallInput } from '#shared/contract/define.ts'
import type { recordCalls } from '#shared/contract/records.ts'
import { LoomError } from '#shared/messages/loom-error.ts'
import type { RecordDatabase } from './database.ts'

/** @throws LoomError records.unknown */
export function editRun(
  database: RecordDatabase,
  { runId, name, note, tags }: CallInput<(typeof recordCalls)['editRun']>,
): void {
  database.transaction(() => {
    const found = database.get('SELECT 1 FROM runs WHERE run_id = ?', [runId])
    if (!found) throw new LoomError('records.unknown', { runId })
    if (name !== undefined) database.run('UPDATE runs SET name = ? WHERE run_id = ?', [name, runId])
    if (note !== undefined) database.run('UPDATE runs SET note = ? WHERE run_id = ?', [note, runId])
    if (tags === undefined) return
    database.run('DELETE FROM tags WHERE run_id = ?', [runId])
    for (const tag of new Set(tags.map((each) => each.replace(/\s+/g, ' ')))) {
      database.run('INSERT INTO tags VALUES (?, ?)', [runId, tag])
    }
  })
}

/** Takes them off all lists; answers which. One that goes on stays. */
export function deleteRuns(database: RecordDatabase, runIds: readonly string[], now = Date.now()): string[] {
  return database.transaction(() =>
    runIds.filter((runId) => {
      const sql = `UPDATE runs SET deleted_at = ? WHERE run_id = ? AND deleted_at IS NULL AND state <> 'running'`
      return database.run(sql, [now, runId]) > 0
    }),
  )
}

export function restoreRuns(database: RecordDatabase, runIds: readonly string[]): void {
  database.transaction(() => {
    for (const runId of runIds) database.run('UPDATE runs SET deleted_at = NULL WHERE run_id = ?', [runId])
  })
}

const keptAfterDeletionMs = 24 * 3600 * 1000

/**
 * What earlier processes left: runs that were going on were cut off, and what was deleted long ago goes for good; answers which
 * runs those are.
 */
export function tidyRuns(database: RecordDatabase, now = Date.now()): string[] {
  return database.transaction(() => {
    for (const { run_id: runId, process_id: id } of database.all(
      `SELECT run_id, process_id FROM runs WHERE state = 'running'`,
    )) {
      if (id === process.pid || !isAlive(Number(id))) {
        database.run(`UPDATE runs SET state = 'cutOff' WHERE run_id = ?`, [runId ?? null])
      }
    }
    const before = [now - keptAfterDeletionMs]
    const gone = database.all('SELECT run_id FROM runs WHERE deleted_at < ?', before)
    database.run('DELETE FROM runs WHERE deleted_at < ?', before)
    database.run('DELETE FROM sketches WHERE graph_hash NOT IN (SELECT graph_hash FROM runs)')
    return gone.map(({ run_id: runId }) => String(runId))
  })
}

function isAlive(processId: number): boolean {
  try {
    return process.kill(processId, 0)
  } catch (error) {
    // Another person's process.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
