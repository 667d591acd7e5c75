import { groupLetter } from '#shared/comparison/name-runs.ts'
import { figureNames, type RunComparison } from '#shared/contract/records.ts'
import { formatMessage } from '#shared/messages/message.ts'
import { figureText } from './formats.ts'
import { escapeHtml, printNote, printSection, printTable } from './html.ts'
import type { ReportContext } from './report-content.ts'

/** Chance would do as much in fewer than 5 of 100 cases. */
const significant = 0.05

/** What can be said of each pair of networks. */
export function verdictSection(context: ReportContext): string {
  const { comparison, say, locale } = context
  if (!comparison) return ''
  const sentences = comparison.verdicts.map(({ p, sentence }) => {
    const kind = p !== null && p < significant ? 'verdict clear' : 'verdict'
    return `<p class="${kind}">${escapeHtml(formatMessage(sentence, locale))}</p>`
  })
  const only = comparison.groups.length === 1 ? printNote(say('report.oneNetwork')) : ''
  return printSection(say('report.verdict'), only + sentences.join(''))
}

/** The figures of a run, or of each network with the means over its seeds. */
export function figuresSection(context: ReportContext): string {
  const { comparison, runs, say } = context
  const table = comparison ? groupTable(comparison, context) : runTable(context)
  const [first] = runs
  const notes = [
    !comparison && first && first.run.bestEpoch > 0 ? say('report.bestEpoch', { epoch: first.run.bestEpoch }) : '',
    comparison?.groups.some(({ runIds }) => runIds.length > 1) ? say('report.intervalNote') : '',
    runs.some(({ run }) => run.validationCount === 0 && !run.isTestOnly) ? say('report.noValidation') : '',
  ]
  return printSection(say('report.results'), table + notes.filter(Boolean).map(printNote).join(''))
}

function runTable({ runs, say }: ReportContext): string {
  const rows = figureNames.map((name) => [
    say(`report.figure.${name}`),
    ...runs.map(({ run }) => figureText(name, run[name])),
  ])
  return printTable({ head: ['', ...runs.map(({ title }) => title)], rows, words: [0] })
}

function groupTable({ groups }: RunComparison, { runs, say }: ReportContext): string {
  const nameOf = (runId: string | undefined) => runs.find(({ run }) => run.runId === runId)?.run.name
  const head = groups.map(
    ({ runIds }, place) => `${groupLetter(place)}: ${nameOf(runIds[0]) || say('report.untitled')}`,
  )
  const seedsOf = (runIds: readonly string[]) =>
    runIds.flatMap((runId) => runs.find(({ run }) => run.runId === runId)?.run.seed ?? []).join(', ')
  const seeds = [say('report.setting.seed'), ...groups.map(({ runIds }) => seedsOf(runIds))]
  const rows = figureNames.map((name) => [
    say(`report.figure.${name}`),
    ...groups.map(({ figures }) => {
      const { mean = null, halfWidth = null } = figures[name] ?? {}
      return halfWidth ? `${figureText(name, mean)} ± ${figureText(name, halfWidth)}` : figureText(name, mean)
    }),
  ])
  return printTable({ head: ['', ...head], rows: [seeds, ...rows], words: [0] })
}
