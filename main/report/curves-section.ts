import { percent } from './formats.ts'
import { escapeHtml, printSection } from './html.ts'
import type { ReportContext, ReportRun } from './report-content.ts'
import { type ChartLine, drawChart } from './svg-chart.ts'

/** Of a single run the two have colours of their own. */
const single = { training: '#1f5faa', validation: '#d66614' }

/** Loss and accuracy of all runs over each other: training is solid, validation dashed. */
export function curvesSection({ runs, say }: ReportContext): string {
  const shown = runs.filter(({ run }) => run.epochList.length > 0)
  if (shown.length === 0) return ''
  const isSingle = shown.length === 1
  const lines = (kind: 'loss' | 'accuracy') => shown.flatMap((each) => linesOf(each, kind, isSingle))
  const accuracy = lines('accuracy')
  const charts = [
    drawChart({
      title: say('report.loss'),
      xTitle: say('report.epoch'),
      lines: lines('loss'),
      formatY: (value) => String(value),
    }),
    drawChart({
      title: say('report.accuracy'),
      xTitle: say('report.epoch'),
      lines: accuracy,
      range: [lowestShown(accuracy), 1],
      formatY: (value) => percent(value, value * 100 === Math.round(value * 100) ? 0 : 1),
    }),
  ]
  const legend = isSingle
    ? [
        swatch(single.training, false, say('report.training')),
        swatch(single.validation, true, say('report.validation')),
      ]
    : [
        ...shown.map(({ colour, title }) => swatch(colour, false, title)),
        swatch('#5a6675', false, say('report.training')),
        swatch('#5a6675', true, say('report.validation')),
      ]
  return printSection(
    say('report.curves'),
    `<ul class="legend">${legend.join('')}</ul><div class="pair">${charts.join('')}</div>`,
  )
}

function linesOf({ run, colour }: ReportRun, kind: 'loss' | 'accuracy', isSingle: boolean): ChartLine[] {
  const { epochList, curve } = run
  const validation = kind === 'loss' ? 'valLoss' : 'valAccuracy'
  const colours = isSingle ? single : { training: colour, validation: colour }
  const steps = stepsPerEpoch(run)
  const batches: ChartLine[] = isSingle
    ? [{ colour: colours.training, isFaint: true, points: curve.map((batch) => [batch.step / steps, batch[kind]]) }]
    : []
  return [
    ...batches,
    { colour: colours.training, points: epochList.map((epoch) => [epoch.epoch, epoch[kind]]) },
    { colour: colours.validation, isDashed: true, points: epochList.map((epoch) => [epoch.epoch, epoch[validation]]) },
  ]
}

function stepsPerEpoch({ trainCount, document }: ReportRun['run']): number {
  return Math.max(1, Math.ceil(trainCount / document.training.batchSize))
}

/** Whole tenths at or below every accuracy of an epoch, so that the best ones can be told apart. */
function lowestShown(lines: readonly ChartLine[]): number {
  const values = lines.filter(({ isFaint }) => !isFaint).flatMap(({ points }) => points.flatMap(([, y]) => y ?? []))
  const lowest = values.reduce((least, value) => Math.min(least, value), 0.95)
  return Math.max(0, Math.floor(10 * lowest - 1e-9) / 10)
}

function swatch(colour: string, isDashed: boolean, name: string): string {
  const dashes = isDashed ? ' stroke-dasharray="6 4"' : ''
  const line = `<svg viewBox="0 0 26 10" aria-hidden="true"><path d="M0 5H26" stroke="${colour}" stroke-width="2.5"${dashes}/></svg>`
  return `<li>${line}${escapeHtml(name)}</li>`
}
