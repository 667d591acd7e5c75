import { existsSync, mkdirSync, renameSync, rmdirSync, statSync } from 'node:fs'
import path from 'node:path'
import sqlite from 'node-sqlite3-wasm'
import { LoomError } from '#shared/messages/loom-error.ts'
import { migrations } from './migrations.ts'

export type SqlValue = number | string | Uint8Array | null
export type SqlRow = Record<string, SqlValue>

/** A file of SQLite. Each call is done and on the disk when it returns; another process that writes is waited for. */
export interface RecordDatabase {
  run(sql: string, values?: readonly SqlValue[]): number
  all(sql: string, values?: readonly SqlValue[]): SqlRow[]
  get(sql: string, values?: readonly SqlValue[]): SqlRow | null
  /** All that `work` does, or nothing of it. */
  transaction<Result>(work: () => Result): Result
  close(): void
}

export interface OpenedDatabase {
  database: RecordDatabase
  /** Where a damaged file was put. */
  setAside: string | null
}

/**
 * A damaged file is set aside and a new one begun; null for one in memory, which ends with the process.
 * @throws LoomError records.newer, records.unusable
 */
export function openDatabase(file: string | null): OpenedDatabase {
  if (file === null) return { database: openFile(':memory:'), setAside: null }
  try {
    mkdirSync(path.dirname(file), { recursive: true })
    return { database: openFile(file), setAside: null }
  } catch (error) {
    if (error instanceof LoomError) throw error
    if (!isDamage(error)) throw unusable(file, error)
    return beginAnew(file)
  }
}

/** In place of a file that was found damaged and is closed. @throws LoomError records.unusable */
export function beginAnew(file: string): OpenedDatabase {
  try {
    const setAside = putAside(file)
    return { database: openFile(file), setAside }
  } catch (error) {
    throw unusable(file, error)
  }
}

/** Whether SQLite found the file itself broken. */
export function isDamage(error: unknown): boolean {
  return error instanceof Error && /malformed|not a database|disk image|malformed database schema/i.test(error.message)
}

export function unusable(file: string, error: unknown): LoomError {
  if (error instanceof LoomError) return error
  const reason = error instanceof Error ? error.message.replace(/[.\s]*$/, '') : String(error)
  return new LoomError('records.unusable', { file, reason }, { cause: error })
}

function putAside(file: string): string {
  const time = new Date().toISOString().replace(/\D/g, '').slice(0, 14)
  const setAside = `${file}.damaged-${time}`
  renameSync(file, setAside)
  // What it has not yet taken back belongs to it.
  if (existsSync(`${file}-journal`)) renameSync(`${file}-journal`, `${setAside}-journal`)
  return setAside
}

function openFile(file: string): RecordDatabase {
  const patiently = createPatience(file)
  const connection = patiently(() => new sqlite.Database(file))
  let depth = 0
  const database: RecordDatabase = {
    run: (sql, values = []) => patiently(() => connection.run(sql, [...values]).changes),
    all: (sql, values = []) => patiently(() => connection.all(sql, [...values]) as SqlRow[]),
    get: (sql, values = []) => patiently(() => connection.get(sql, [...values]) as SqlRow | null),
    transaction(work) {
      if (depth > 0) return work()
      patiently(() => connection.exec('BEGIN IMMEDIATE'))
      depth += 1
      try {
        const result = work()
        connection.exec('COMMIT')
        return result
      } catch (error) {
        if (connection.inTransaction) connection.exec('ROLLBACK')
        throw error
      } finally {
        depth -= 1
      }
    },
    close: () => connection.close(),
  }
  try {
    prepare(database, file)
  } catch (error) {
    connection.close()
    throw error
  }
  return database
}

function prepare(database: RecordDatabase, file: string): void {
  // A commit is on the disk before it is told: what the window has seen outlives a crash of the machine.
  database.get('PRAGMA journal_mode = DELETE')
  database.run('PRAGMA synchronous = FULL')
  const { user_version: version } = database.get('PRAGMA user_version') ?? {}
  if (Number(version) > migrations.length) throw new LoomError('records.newer', { file })
  for (const [index, sql] of migrations.entries()) {
    if (index < Number(version)) continue
    database.transaction(() => {
      for (const statement of sql.split(';').filter((each) => each.trim() !== '')) database.run(statement)
      database.run(`PRAGMA user_version = ${index + 1}`)
    })
  }
  database.get('SELECT count(*) FROM runs')
}

const longestWaitMs = 5000
/** No transaction of ours takes as long: its process was killed. */
const staleAfterMs = 2000
const pauseMs = 20

/**
 * The locks of this build of SQLite are folders beside the file, which a process that is killed leaves behind. Who finds one
 * waits for it to go, and takes it away when it is too old to be alive.
 */
function createPatience(file: string): <Result>(work: () => Result) => Result {
  const lock = `${file}.lock`
  return (work) => {
    const startedAt = Date.now()
    for (;;) {
      try {
        return work()
      } catch (error) {
        const isLocked = error instanceof Error && /database is locked/i.test(error.message)
        if (!isLocked || Date.now() - startedAt > longestWaitMs) throw error
        removeStale(lock)
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pauseMs)
      }
    }
  }
}

function removeStale(lock: string): void {
  try {
    if (Date.now() - statSync(lock).mtimeMs > staleAfterMs) rmdirSync(lock)
  } catch {
    // Gone meanwhile.
  }
}
