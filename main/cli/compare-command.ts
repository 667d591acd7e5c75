import {
  type FigureName,
  figureNames,
  mostCompared,
  type RunComparison,
  type RunDetails,
  type RunGroup,
} from '#shared/contract/records.ts'
import { formatBytes } from '#shared/graph/memory.ts'
import { LoomError } from '#shared/messages/loom-error.ts'
import { formatMessage } from '#shared/messages/message.ts'
import type { MeanInterval } from '#shared/statistics/mean-interval.ts'
import { completeRunIds, withRecord } from './record-of-runs.ts'
import { nameData } from './runs-command.ts'
import type { Terminal } from './terminal.ts'
import { printTable } from './text-table.ts'

/** Recorded runs side by side. Answers the exit code. Errors: LoomError records.*, cli.compareCount. */
export async function compareCommand(
  names: readonly string[],
  options: { json?: boolean },
  terminal: Terminal,
): Promise<number> {
  if (names.length < 2 || names.length > mostCompared) throw new LoomError('cli.compareCount', { most: mostCompared })
  const { runs, comparison } = await withRecord(terminal, async (record) => {
    const runIds = await completeRunIds(record, names)
    if (runIds.length < 2) throw new LoomError('cli.compareCount', { most: mostCompared })
    return { runs: await record.getRuns({ runIds }), comparison: await record.compareRuns({ runIds }) }
  })
  if (options.json) terminal.out(`${JSON.stringify(describeComparison(runs, comparison, terminal), null, 2)}\n`)
  else terminal.out(printComparison(runs, comparison, terminal))
  return 0
}

/** The object of `--json`. */
function describeComparison(runs: readonly RunDetails[], { groups, verdicts }: RunComparison, { locale }: Terminal) {
  return {
    runs: runs.map(({ document: _document, curve: _curve, ...run }) => run),
    groups,
    verdicts: verdicts.map(({ sentence, ...verdict }) => ({ ...verdict, sentence: formatMessage(sentence, locale) })),
  }
}

/** A column for each group, a row for each figure, and a sentence for each pair. */
function printComparison(runs: readonly RunDetails[], { groups, verdicts }: RunComparison, terminal: Terminal): string {
  const { say, locale } = terminal
  const byId = new Map(runs.map((run) => [run.runId, run]))
  const firstOf = ({ runIds }: RunGroup) => byId.get(runIds[0] ?? '')
  const heading = ['', ...groups.map((group, place) => `${String.fromCharCode(65 + place)}: ${firstOf(group)?.name}`)]
  const facts = [
    [say('cli.data'), ...groups.map((group) => nameData(firstOf(group)?.data ?? { source: 'digits' }))],
    [
      say('cli.seed'),
      ...groups.map((group) =>
        group.runIds.length > 1
          ? say('cli.seedCount', { count: group.runIds.length })
          : String(firstOf(group)?.seed ?? ''),
      ),
    ],
  ]
  const figures = figureNames.map((name) => [
    say(`cli.${name}`),
    ...groups.map((group) => showInterval(name, group.figures[name])),
  ])
  const table = printTable(
    [heading, ...facts, ...figures],
    groups.map((_, place) => place + 1),
  )
  return `${table}\n${verdicts.map(({ sentence }) => `${formatMessage(sentence, locale)}\n`).join('')}`
}

function showInterval(name: FigureName, interval: MeanInterval | null): string {
  if (!interval) return '–'
  const { mean, halfWidth } = interval
  if (halfWidth === null || halfWidth === 0) return showFigure(name, mean)
  return `${showFigure(name, mean)} ± ${showFigure(name, halfWidth)}`
}

function showFigure(name: FigureName, value: number): string {
  if (name === 'accuracy' || name === 'valAccuracy' || name === 'testAccuracy') return `${(100 * value).toFixed(2)} %`
  if (name === 'loss' || name === 'valLoss' || name === 'testLoss') return value.toFixed(4)
  if (name === 'memoryBytes') return formatBytes(value)
  if (name === 'seconds') return value.toFixed(1)
  return Math.round(value).toLocaleString('en')
}
