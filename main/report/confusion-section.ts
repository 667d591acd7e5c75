import { type ClassScores, scoreClasses, summarizeScores } from '#shared/statistics/class-scores.ts'
import { integer, percent, real } from './formats.ts'
import { escapeHtml, printNote, printSection, printTable } from './html.ts'
import type { ReportContext, ReportRun } from './report-content.ts'
import { drawMatrix } from './svg-matrix.ts'

type Run = ReportRun['run']

/** What the test says of the whole, a column for each run. */
export function evaluationSection({ runs, say }: ReportContext): string {
  const tested = runs.filter(({ run }) => run.confusion !== null)
  if (tested.length === 0) return ''
  const scores = tested.map(({ run }) => summarizeScores(scoreClasses(run.confusion ?? [])))
  const each = (word: (run: Run) => string) => tested.map(({ run }) => word(run))
  const ks = [...new Set(tested.flatMap(({ run }) => run.topK?.map(({ k }) => k) ?? []))].sort((a, b) => a - b)
  const rows = [
    [say('report.figure.testLoss'), ...each(({ testLoss }) => real(testLoss))],
    [say('report.figure.testAccuracy'), ...each(({ testAccuracy }) => percent(testAccuracy))],
    ...ks
      .filter((k) => k > 1)
      .map((k) => [
        say('report.topK', { k }),
        ...each(({ topK }) => percent(topK?.find((top) => top.k === k)?.accuracy)),
      ]),
    [say('report.balancedAccuracy'), ...scores.map(({ balancedAccuracy }) => percent(balancedAccuracy))],
    [say('report.macroF1'), ...scores.map(({ macro }) => percent(macro.f1))],
    [say('report.weightedF1'), ...scores.map(({ weighted }) => percent(weighted.f1))],
    ...(tested.some(({ run }) => run.meanIou !== null)
      ? [[say('report.meanIou'), ...each(({ meanIou }) => percent(meanIou))]]
      : []),
    ...(tested.some(({ run }) => run.calibration)
      ? [[say('report.calibrationError'), ...each(({ calibration }) => percent(calibration?.error))]]
      : []),
  ]
  const head = ['', ...tested.map(({ title }) => title)]
  return printSection(say('report.evaluation'), printTable({ head, rows, words: [0] }))
}

/** Of each run its matrix, and its scores class by class. */
export function confusionSection(context: ReportContext): string {
  const { runs, say } = context
  const tested = runs.filter(({ run }) => run.confusion !== null)
  if (tested.length === 0) return ''
  const isPixels = tested[0]?.run.task === 'segmentation'
  const articles = tested.map((each) => {
    const heading = runs.length === 1 ? '' : `<h3>${escapeHtml(each.title)}</h3>`
    return `<article>${heading}<div class="pair tall">${matrixOf(each.run, context)}${classTable(each.run, context)}</div></article>`
  })
  const note = printNote(say(isPixels ? 'report.confusionPixels' : 'report.confusionNote'))
  return printSection(say('report.confusion'), note + articles.join(''))
}

function classNames({ classes, confusion }: Run, { locale }: ReportContext): string[] {
  return (confusion ?? []).map((_, label) => classes[label]?.[locale] ?? String(label))
}

function matrixOf(run: Run, context: ReportContext): string {
  const { say } = context
  return drawMatrix({
    matrix: run.confusion ?? [],
    names: classNames(run, context),
    words: {
      row: say('report.true'),
      column: say('report.predicted'),
      right: say('report.right'),
      wrong: say('report.wrong'),
      share: say('report.share'),
    },
  })
}

function classTable(run: Run, context: ReportContext): string {
  const { say } = context
  const isPixels = run.task === 'segmentation'
  const names = classNames(run, context)
  const shares = ['precision', 'recall', 'f1', ...(isPixels ? (['iou'] as const) : [])] as const
  const rows = scoreClasses(run.confusion ?? []).map((score: ClassScores, label) => [
    names[label] ?? '',
    integer(score.total),
    ...shares.map((name) => percent(score[name])),
  ])
  const head = [
    say('report.class'),
    say(isPixels ? 'report.pixels' : 'report.pictures'),
    ...shares.map((name) => say(`report.${name}`)),
  ]
  return printTable({ head, rows, words: [0] })
}
