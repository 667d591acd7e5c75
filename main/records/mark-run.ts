import type { RunOrigin } from '#shared/contract/records.ts'
import type { RecordDatabase } from './database.ts'

/** Writes down where a run comes from, and tags it with the name of its sweep; a tag that was taken off stays off. */
export function markRun(database: RecordDatabase, runId: string, origin: RunOrigin): void {
  database.transaction(() => {
    const found = database.get('SELECT origin FROM runs WHERE run_id = ?', [runId])
    if (!found || found.origin !== null) return
    database.run('UPDATE runs SET origin = ? WHERE run_id = ?', [JSON.stringify(origin), runId])
    const tag = origin.name.replace(/\s+/g, ' ').trim().slice(0, 60)
    if (tag) database.run('INSERT OR IGNORE INTO tags VALUES (?, ?)', [runId, tag])
  })
}
