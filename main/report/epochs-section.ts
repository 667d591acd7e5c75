import type { EpochMetrics } from '#shared/contract/runs.ts'
import { percent, real } from './formats.ts'
import { escapeHtml, printNote, printSection, printTable } from './html.ts'
import type { ReportContext } from './report-content.ts'

/** Longer runs are thinned out; files of the table hold all. */
const mostRows = 60

/** Of each run its losses and accuracies, epoch by epoch. */
export function epochsSection({ runs, say }: ReportContext): string {
  const head = [
    say('report.epoch'),
    ...[say('report.figure.loss'), say('report.figure.accuracy')],
    ...[say('report.figure.valLoss'), say('report.figure.valAccuracy')],
    ...[say('report.learningRate'), say('report.seconds')],
  ]
  const tables = runs
    .filter(({ run }) => run.epochList.length > 0)
    .map(({ run, title }) => {
      const shown = thin(run.epochList)
      const note =
        shown.length < run.epochList.length
          ? printNote(say('report.epochsThinned', { shown: shown.length, count: run.epochList.length }))
          : ''
      const heading = runs.length === 1 ? '' : `<h3>${escapeHtml(title)}</h3>`
      const best = shown.findIndex(({ epoch }) => epoch === run.bestEpoch)
      return heading + note + printTable({ head, rows: shown.map(rowOf), words: [0], strong: new Set([best]) })
    })
  return printSection(say('report.epochs'), tables.join(''))
}

function rowOf({ epoch, loss, accuracy, valLoss, valAccuracy, learningRate, seconds }: EpochMetrics): string[] {
  return [
    String(epoch),
    real(loss),
    percent(accuracy),
    real(valLoss),
    percent(valAccuracy),
    Number(learningRate.toPrecision(4)).toString(),
    seconds.toFixed(1),
  ]
}

/** Every so many epochs, and the last. */
function thin(epochs: readonly EpochMetrics[]): readonly EpochMetrics[] {
  const step = Math.ceil(epochs.length / mostRows)
  return epochs.filter((_, place) => place % step === step - 1 || place === epochs.length - 1)
}
