import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs'
import { mkdtemp, open, readFile, rm, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import sqlite from 'node-sqlite3-wasm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase, type RecordDatabase } from './database.ts'
import { migrations } from './migrations.ts'
import { readCurves, readDetails, readPixelAccuracies } from './read-runs.ts'
import { madeEpoch, madeStart } from './testing/record-fixture.ts'
import { writeEpoch, writeStart } from './write-runs.ts'

let folder = ''
let file = ''
const opened: RecordDatabase[] = []

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'layerloom-database-'))
  file = path.join(folder, 'runs.sqlite')
})
afterEach(async () => {
  for (const database of opened.splice(0)) database.close()
  await rm(folder, { recursive: true, force: true })
})

function openHere() {
  const result = openDatabase(file)
  opened.push(result.database)
  return result
}

function closeAll(): void {
  for (const database of opened.splice(0)) database.close()
}

describe('the file of the record', () => {
  it('keeps what was written for the next process, with the version of its shape', () => {
    writeStart(openHere().database, madeStart('run-1'))
    closeAll()
    const { database, setAside } = openHere()
    expect(setAside).toBeNull()
    expect(database.all('SELECT run_id FROM runs')).toEqual([{ run_id: 'run-1' }])
    expect(database.get('PRAGMA user_version')).toEqual({ user_version: migrations.length })
    expect(database.get('PRAGMA synchronous')).toEqual({ synchronous: 2 })
  })

  it('of an earlier program is brought to the present shape, and keeps what it has', () => {
    const old = new sqlite.Database(file)
    old.exec(migrations[0] ?? '')
    old.run('PRAGMA user_version = 1')
    old.run(
      `INSERT INTO runs (run_id, name, state, started_at, process_id, document, graph_hash, group_key, data_choice, task,
        train_count, validation_count, test_count, seed, epochs_planned, is_test_only, device, versions, error)
       VALUES ('old', '', 'failed', 1, 1, '{}', '', '', '{}', '', 0, 0, 0, 0, 0, 0, '{}', '{}', '{"code":"why"}')`,
    )
    old.run("INSERT INTO results (run_id, curve, classes, confusion) VALUES ('old', x'', '[]', '[[1]]')")
    old.close()
    const { database, setAside } = openHere()
    expect(setAside).toBeNull()
    expect(readDetails(database, 'old')).toMatchObject({ confusion: [[1]], topK: [], hasCurves: false })
    expect(readCurves(database, 'old', 0)).toBeNull()
    expect(readPixelAccuracies(database, 'old')).toBeNull()
    expect(database.all('SELECT run_id, reason FROM runs')).toEqual([{ run_id: 'old', reason: '{"code":"why"}' }])
    expect(database.get('PRAGMA user_version')).toEqual({ user_version: migrations.length })
  })

  it('is set aside when it is no database, as it was, and a new one begun', async () => {
    const rubbish = 'not what it was '.repeat(500)
    writeFileSync(file, rubbish)
    const { database, setAside } = openHere()
    expect(await readFile(setAside ?? '', 'utf8')).toBe(rubbish)
    expect(database.get('SELECT count(*) AS total FROM runs')).toEqual({ total: 0 })
  })

  it('of a newer program is left alone', () => {
    openHere().database.run(`PRAGMA user_version = ${migrations.length + 1}`)
    closeAll()
    expect(() => openDatabase(file)).toThrow('newer version')
    expect(existsSync(file)).toBe(true)
  })

  it('that cannot be written to is told with its reason', () => {
    writeFileSync(path.join(folder, 'a-file'), '')
    expect(() => openDatabase(path.join(folder, 'a-file', 'runs.sqlite'))).toThrow('cannot be used')
  })

  it('does all of a transaction or nothing', () => {
    const { database } = openHere()
    expect(() =>
      database.transaction(() => {
        writeStart(database, madeStart('run-1'))
        throw new Error('broken off')
      }),
    ).toThrow('broken off')
    expect(database.all('SELECT run_id FROM runs')).toEqual([])
  })

  it('takes away the lock of a process that was killed', () => {
    writeStart(openHere().database, madeStart('run-1'))
    closeAll()
    mkdirSync(`${file}.lock`)
    utimesSync(`${file}.lock`, 1, 1)
    expect(openHere().database.all('SELECT run_id FROM runs')).toHaveLength(1)
  })
})

/** Fills the file without end, in pieces that are larger than SQLite's cache, and says when the first epoch is written. */
const writer = `
const sqlite = require(process.argv[1])
const connection = new sqlite.Database(process.argv[2])
connection.run("UPDATE runs SET note = 'whole'")
connection.exec('PRAGMA cache_size = 2')
connection.exec('BEGIN IMMEDIATE')
for (let epoch = 10; ; epoch += 1) {
  connection.run('INSERT INTO epochs VALUES (?, ?, ?)', ['run-1', epoch, 'x'.repeat(5000)])
  if (epoch === 200) process.stdout.write('writing')
}`

describe('a process that is killed', () => {
  it('leaves every whole transaction and nothing of a broken one', async () => {
    const { database } = openHere()
    writeStart(database, madeStart('run-1'))
    for (const epoch of [1, 2, 3]) writeEpoch(database, 'run-1', madeEpoch(epoch))
    closeAll()
    const { size } = await stat(file)

    const library = createRequire(import.meta.url).resolve('node-sqlite3-wasm')
    const child = spawn(process.execPath, ['-e', writer, library, file], { stdio: ['ignore', 'pipe', 'inherit'] })
    await once(child.stdout, 'data')
    child.kill('SIGKILL')
    await once(child, 'exit')
    // The broken transaction has reached the file, and its lock is left.
    expect((await stat(file)).size).toBeGreaterThan(size)
    expect(existsSync(`${file}.lock`)).toBe(true)

    const { database: after, setAside } = openHere()
    expect(setAside).toBeNull()
    expect(after.get('SELECT note FROM runs')).toEqual({ note: 'whole' })
    expect(after.all('SELECT epoch FROM epochs ORDER BY epoch')).toEqual([{ epoch: 1 }, { epoch: 2 }, { epoch: 3 }])
    expect(after.get('PRAGMA integrity_check')).toEqual({ integrity_check: 'ok' })
  }, 30_000)

  it('is waited for while it is alive', async () => {
    openHere()
    closeAll()
    const other = new sqlite.Database(file)
    other.exec('BEGIN IMMEDIATE')
    other.run("INSERT INTO sketches VALUES ('a', '{}')")
    const handle = await open(file)
    await handle.close()
    expect(() => new sqlite.Database(file).run("INSERT INTO sketches VALUES ('b', '{}')")).toThrow('locked')
    other.exec('COMMIT')
    other.close()
    expect(openHere().database.all('SELECT * FROM sketches')).toHaveLength(1)
  })
})
