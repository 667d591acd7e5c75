import { type RunRow, runQuerySchema } from '#shared/contract/records.ts'
import type { DataChoice } from '#shared/document/schema.ts'
import { withRecord } from './record-of-runs.ts'
import type { Terminal } from './terminal.ts'
import { percent, printTable } from './text-table.ts'

export interface RunsOptions {
  search?: string
  tag?: string
  limit?: number
  json?: boolean
}

/** The recorded runs, newest first. Answers the exit code. Errors: LoomError records.*. */
export async function runsCommand(options: RunsOptions, terminal: Terminal): Promise<number> {
  const query = runQuerySchema.parse({
    text: options.search,
    tags: options.tag === undefined ? [] : [options.tag],
    count: options.limit,
  })
  const { rows, total } = await withRecord(terminal, async (record) => record.listRuns(query))
  if (options.json) terminal.out(`${JSON.stringify({ runs: rows, total }, null, 2)}\n`)
  else if (rows.length === 0) terminal.out(`${terminal.say('cli.noRuns')}\n`)
  else terminal.out(printRuns(rows, terminal))
  return 0
}

function printRuns(rows: readonly RunRow[], { say }: Terminal): string {
  const heading = [
    ...[say('cli.run'), say('cli.name'), say('cli.data'), say('cli.state'), say('cli.seconds'), say('cli.parameters')],
    ...[say('cli.accuracy'), say('cli.valAccuracy'), say('cli.testAccuracy')],
  ]
  const lines = rows.map((row) => [
    row.runId,
    row.name,
    nameData(row.data),
    say(`cli.runState.${row.state}`),
    row.seconds?.toFixed(1) ?? '–',
    row.parameters?.toLocaleString('en') ?? '–',
    ...[row.accuracy, row.valAccuracy, row.testAccuracy].map((share) => (share === null ? '–' : percent(share))),
  ])
  return printTable([heading, ...lines], [4, 5, 6, 7, 8])
}

/** The source with what tells its sets apart, as `--data` takes it where it does: `shapes:colours`, `idx:/data/mnist`. */
export function nameData(data: DataChoice): string {
  if (data.source === 'digits') return data.source
  if (data.source === 'shapes') return `${data.source}:${data.variant}`
  return `${data.source}:${data.source === 'idx' ? data.directory : data.path}`
}
