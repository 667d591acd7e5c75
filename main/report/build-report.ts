import { nameRuns } from '#shared/comparison/name-runs.ts'
import { wordingIn } from '#shared/messages/wording.ts'
import { runColour } from './colours.ts'
import { figuresSection, verdictSection } from './comparison-section.ts'
import { confusionSection, evaluationSection } from './confusion-section.ts'
import { curvesSection } from './curves-section.ts'
import { epochsSection } from './epochs-section.ts'
import { moment, percent } from './formats.ts'
import { escapeHtml } from './html.ts'
import { mistakesSection } from './mistakes-section.ts'
import { graphsSection, networksSection } from './networks-section.ts'
import type { ReportContent, ReportContext, ReportOptions, ReportRun } from './report-content.ts'
import { reportStyle } from './report-style.ts'
import { settingsSection } from './settings-section.ts'

const sections = [
  verdictSection,
  figuresSection,
  curvesSection,
  evaluationSection,
  confusionSection,
  mistakesSection,
  networksSection,
  graphsSection,
  settingsSection,
  epochsSection,
] as const

/** It needs nothing else and may fetch nothing else. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"

/** One page of runs that needs nothing else: styles, charts and pictures are in it, and no script. */
export function buildReport(content: ReportContent, options: ReportOptions): string {
  const { locale, programVersion, writtenAt } = options
  const { comparison, mistakes } = content
  const say = wordingIn(locale)
  const runs = titleRuns(content, say('report.untitled'))
  const context: ReportContext = { runs, comparison, mistakes, locale, say }
  const heading = comparison ? say('report.comparison', { count: runs.length }) : (runs[0]?.title ?? '')
  const written = say('report.written', { date: moment(writtenAt.getTime(), locale), version: programVersion })
  return `<!doctype html>
<html lang="${locale}"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light">
<title>${escapeHtml(`${heading} – ${say('report.title')}`)}</title><style>${reportStyle}</style></head><body>
<header><p>${escapeHtml(say('report.title'))}</p><h1>${escapeHtml(heading)}</h1>
<p>${escapeHtml(written)}</p>${headline(context)}</header>
<main>
${sections.map((write) => write(context)).join('')}</main>
</body></html>
`
}

/** What is looked for first: the test accuracy of a single run, the names of several. */
function headline({ runs, comparison, say }: ReportContext): string {
  if (comparison) return `<p>${escapeHtml(runs.map(({ title }) => title).join(' · '))}</p>`
  const accuracy = runs[0]?.run.testAccuracy ?? null
  if (accuracy === null) return ''
  return `<p class="figure">${percent(accuracy)}</p><p>${escapeHtml(say('report.figure.testAccuracy'))}</p>`
}

/** In the order of the groups, with the letters that the sentences of the comparison use. */
function titleRuns({ runs, comparison }: ReportContent, untitled: string): ReportRun[] {
  const nameOf = ({ name }: ReportRun['run']) => name || untitled
  if (!comparison) return runs.map((run) => ({ run, letter: '', title: nameOf(run), colour: runColour(0) }))
  return nameRuns(runs, comparison).map(({ run, letter }, place) => {
    return { run, letter, title: `${letter}: ${nameOf(run)}`, colour: runColour(place) }
  })
}
