import type { Evaluation, GalleryPage, RunSnapshot } from '#shared/contract/runs.ts'
import type { Terminal } from '../terminal.ts'
import { percent } from '../text-table.ts'
import { classRows, describeResult, epochRows } from '../training-view.ts'
import { encodePng } from './png.ts'
import { reportStyle } from './report-style.ts'
import { type ChartLine, drawChart, escapeXml } from './svg-chart.ts'
import { drawMatrix } from './svg-matrix.ts'

export interface ReportContent {
  snapshot: RunSnapshot
  evaluation: Evaluation
  bestEpoch: number
  /** The table of layers; the first row is the heading. */
  layers: string[][]
  /** Test pictures that were taken for something else. */
  mistakes: GalleryPage
}

const trainingColour = '#1f5faa'
const validationColour = '#d66614'

/** One page that needs nothing else: styles, charts and pictures are in it. */
export function buildReport(content: ReportContent, terminal: Terminal): string {
  const { snapshot, evaluation, bestEpoch, layers } = content
  const { say, locale } = terminal
  const title = say('cli.reportTitle')
  const names = evaluation.classes.map((name) => name[locale])
  const matrix = drawMatrix({
    matrix: evaluation.confusion,
    names,
    rowTitle: say('cli.reportTrue'),
    columnTitle: say('cli.reportPredicted'),
  })
  const byClass = printHtmlTable(classRows(evaluation, terminal), [0])
  const section = (heading: string, body: string) => `<section><h2>${escapeXml(heading)}</h2>${body}</section>`
  return `<!doctype html>
<html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escapeXml(title)}</title><style>${reportStyle}</style></head><body>
<header><p>${escapeXml(title)}</p><h1>${escapeXml(snapshot.document.name)}</h1>
<p class="figure">${percent(evaluation.testAccuracy)}</p>
<p>${escapeXml(describeResult(evaluation, bestEpoch, say))}</p></header>
${section(say('cli.reportCurves'), `<div class="pair">${drawCurves(snapshot, say)}</div>`)}
${section(say('cli.reportConfusion'), `<p>${escapeXml(say('cli.reportConfusionNote'))}</p><div class="pair">${matrix}<div>${byClass}</div></div>`)}
${section(say('cli.reportMistakes'), drawMistakes(content, names, say))}
${section(say('cli.reportEpochs'), printHtmlTable(epochRows(snapshot.epochs, say), [0]))}
${section(say('cli.reportNetwork'), printHtmlTable(layers, [0, 1]))}
</body></html>
`
}

function drawCurves({ epochs, batches, progress }: RunSnapshot, say: Terminal['say']): string {
  const stepsPerEpoch = progress?.stepsPerEpoch ?? 1
  const lines = (kind: 'loss' | 'accuracy', validation: 'valLoss' | 'valAccuracy'): ChartLine[] => [
    {
      name: '',
      colour: trainingColour,
      isFaint: true,
      points: batches.map((batch) => [batch.step / stepsPerEpoch, batch[kind]]),
    },
    {
      name: say('cli.reportTraining'),
      colour: trainingColour,
      points: epochs.map((epoch) => [epoch.epoch, epoch[kind]]),
    },
    {
      name: say('cli.reportValidation'),
      colour: validationColour,
      points: epochs.map((epoch) => [epoch.epoch, epoch[validation]]),
    },
  ]
  const xTitle = say('cli.epoch')
  const loss = drawChart({
    title: say('cli.loss'),
    xTitle,
    lines: lines('loss', 'valLoss'),
    formatY: (value) => String(value),
  })
  const accuracy = drawChart({
    title: say('cli.accuracy'),
    xTitle,
    lines: lines('accuracy', 'valAccuracy'),
    range: [0, 1],
    formatY: (value) => `${Math.round(100 * value)} %`,
  })
  return loss + accuracy
}

function drawMistakes({ mistakes, evaluation }: ReportContent, names: string[], say: Terminal['say']): string {
  const { height, width, channels, pixels } = mistakes.images
  const size = height * width * channels
  const items = mistakes.task === 'classification' ? mistakes.items : []
  const figures = items.map(({ label, predicted }, place) => {
    const png = encodePng(width, height, channels, pixels.subarray(place * size, (place + 1) * size))
    const text = `${names[label] ?? label} → ${names[predicted] ?? predicted}`
    const source = `data:image/png;base64,${Buffer.from(png).toString('base64')}`
    return `<figure><img alt="" src="${source}"><figcaption>${escapeXml(text)}</figcaption></figure>`
  })
  const count = evaluation.confusion.flat().reduce((sum, cell) => sum + cell, 0)
  const note = escapeXml(say('cli.reportMistakesNote', { wrong: mistakes.total, count }))
  return `<p>${note}</p><div class="gallery">${figures.join('')}</div>`
}

/** Columns named in `left` hold words, the others numbers. */
function printHtmlTable(rows: readonly (readonly string[])[], left: readonly number[]): string {
  const [heading = [], ...body] = rows
  const print = (row: readonly string[], tag: 'th' | 'td') =>
    `<tr>${row.map((text, column) => `<${tag}${left.includes(column) ? ' class="word"' : ''}>${escapeXml(text)}</${tag}>`).join('')}</tr>`
  return `<table><thead>${print(heading, 'th')}</thead><tbody>${body.map((row) => print(row, 'td')).join('')}</tbody></table>`
}
