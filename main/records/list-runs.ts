import type { z } from 'zod'
import type { RunPage, runQuerySchema } from '#shared/contract/records.ts'
import { figureColumns, readRow, rowColumns } from './columns.ts'
import type { RecordDatabase, SqlRow, SqlValue } from './database.ts'

type Query = z.output<typeof runQuerySchema>
interface Condition {
  sql: string
  values: readonly SqlValue[]
}

const sortColumns: Record<Query['sort']['by'], string> = {
  startedAt: 'started_at',
  name: 'name COLLATE NOCASE',
  state: 'state',
  seed: 'seed',
  ...figureColumns,
}

const tagsOfRun = `(SELECT group_concat(tag, ' ') FROM tags WHERE tags.run_id = runs.run_id)`
const searched = ['run_id', 'name', 'note', 'data_choice', 'device', `coalesce(${tagsOfRun}, '')`]
  .map((part) => `lower(${part})`)
  .join(` || ' ' || `)

/** One page of light rows, and what there is to choose from. What a run did not come to stands last, whichever way it is sorted. */
export function listRuns(database: RecordDatabase, query: Query): RunPage {
  const conditions = conditionsOf(query)
  const where = conditions.map(({ sql }) => `(${sql})`).join(' AND ')
  const values = conditions.flatMap((condition) => [...condition.values])
  const column = sortColumns[query.sort.by]
  const order = `${column} IS NULL, ${column} ${query.sort.isDescending ? 'DESC' : 'ASC'}, run_id DESC`
  const rows = database.all(`SELECT ${rowColumns} FROM runs WHERE ${where} ORDER BY ${order} LIMIT ? OFFSET ?`, [
    ...values,
    query.count,
    query.offset,
  ])
  const total = database.get(`SELECT count(*) AS total FROM runs WHERE ${where}`, values)
  return { rows: rows.map(readRow), total: Number(total?.total ?? 0), facets: readFacets(database) }
}

function conditionsOf({ text, tags, data, network, states }: Query): Condition[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  return [
    { sql: 'deleted_at IS NULL', values: [] },
    ...words.map((word) => ({ sql: `instr(${searched}, ?) > 0`, values: [word] })),
    ...tags.map((tag) => ({ sql: 'run_id IN (SELECT run_id FROM tags WHERE tag = ?)', values: [tag] })),
    ...(data === null ? [] : [{ sql: 'data_choice = ?', values: [data] }]),
    ...(network === null ? [] : [{ sql: 'graph_hash = ?', values: [network] }]),
    ...(states.length === 0 ? [] : [{ sql: `state IN (${states.map(() => '?').join(', ')})`, values: states }]),
  ]
}

function readFacets(database: RecordDatabase): RunPage['facets'] {
  const count = (row: SqlRow) => Number(row.total)
  const kept = 'deleted_at IS NULL'
  const all = database.get(`SELECT count(*) AS total FROM runs WHERE ${kept}`)
  const tags = database.all(
    `SELECT tag, count(*) AS total FROM tags JOIN runs USING (run_id) WHERE ${kept} GROUP BY tag ORDER BY total DESC, tag`,
  )
  const data = database.all(
    `SELECT data_choice, count(*) AS total FROM runs WHERE ${kept} GROUP BY data_choice ORDER BY total DESC`,
  )
  const networks = database.all(
    `SELECT graph_hash, name, count(*) AS total, max(started_at) FROM runs WHERE ${kept} GROUP BY graph_hash ORDER BY total DESC LIMIT 200`,
  )
  return {
    all: Number(all?.total ?? 0),
    tags: tags.map((row) => ({ value: String(row.tag), count: count(row) })),
    data: data.map((row) => ({
      value: String(row.data_choice),
      choice: JSON.parse(String(row.data_choice)),
      count: count(row),
    })),
    networks: networks.map((row) => ({ value: String(row.graph_hash), name: String(row.name), count: count(row) })),
  }
}
