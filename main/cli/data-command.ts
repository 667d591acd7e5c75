import type { CopyReport, DataAnalysis } from '#shared/contract/analysis.ts'
import type { DataSummary } from '#shared/contract/data.ts'
import { formatShape } from '#shared/layers/shape.ts'
import { formatMessage } from '#shared/messages/message.ts'
import { type CoreParts, createCoreService } from '../core-service.ts'
import { createDataBar } from './data-bar.ts'
import { readData } from './option-values.ts'
import { formPictures, type PictureOptions } from './picture-options.ts'
import type { Terminal } from './terminal.ts'
import { printTable } from './text-table.ts'

export interface DataOptions extends PictureOptions {
  json?: boolean
  /** Whether every picture is looked at. */
  analyse?: boolean
}

/** Files that are named one by one; the others are counted. */
const mostNamed = 20

/** Opens a data set and says what is in it. Answers the exit code. Errors: LoomError. */
export async function dataCommand(
  text: string,
  options: DataOptions,
  parts: CoreParts,
  terminal: Terminal,
): Promise<number> {
  const data = formPictures(readData(text), options)
  const bar = createDataBar(terminal)
  const { digitsDirectory, preparedDirectory } = terminal
  const core = createCoreService({
    parts,
    digitsDirectory,
    preparedDirectory,
    runsDirectory: null,
    emit: (name, payload) => name === 'dataProgress' && bar.update(payload as Parameters<typeof bar.update>[0]),
  })
  const release = terminal.onInterrupt(() => {
    void core.cancelData({})
    void core.cancelAnalysis({})
  })
  try {
    const summary = await core.openData({ data })
    bar.end()
    const analysis = options.analyse ? await core.analyseData({ data }) : null
    const answer = { ...describeData(summary, terminal), ...(analysis ? describeAnalysis(analysis, terminal) : {}) }
    const print = () => printData(summary, terminal) + (analysis ? printAnalysis(analysis, terminal) : '')
    terminal.out(options.json ? `${JSON.stringify(answer, null, 2)}\n` : print())
    return 0
  } finally {
    bar.end()
    release()
    await core.dispose()
  }
}

/** The object of `--json`. */
function describeData(summary: DataSummary, { locale }: Terminal) {
  const { choice, task, inputShape, classes, trainCount, testCount, skipped, notes } = summary
  return {
    data: choice,
    task,
    inputShape,
    train: trainCount,
    test: testCount,
    classes: classes.map((name, label) => ({
      name: name[locale],
      train: summary.trainClassCounts[label] ?? 0,
      test: summary.testClassCounts[label] ?? 0,
    })),
    notes: notes.map((note) => formatMessage(note, locale)),
    skipped: {
      count: skipped.count,
      files: skipped.files.map(({ path, reason }) => ({ path, reason: formatMessage(reason, locale) })),
    },
  }
}

/** What `--analyse` adds to the object of `--json`. */
function describeAnalysis({ channels, copies, sizes, findings }: DataAnalysis, { locale }: Terminal) {
  const count = ({ groups: _groups, ...counts }: CopyReport) => counts
  return {
    channels: channels.map(({ histogram: _histogram, ...figures }) => figures),
    copies: { train: count(copies.train), test: count(copies.test), across: count(copies.across) },
    sizes,
    findings: findings.map(({ message }) => formatMessage(message, locale)),
  }
}

function printAnalysis(analysis: DataAnalysis, terminal: Terminal): string {
  const { say } = terminal
  const { channels, findings } = describeAnalysis(analysis, terminal)
  const heading = [say('cli.channel'), say('cli.mean'), say('cli.deviation'), say('cli.smallest'), say('cli.largest')]
  const rows = channels.map(({ mean, standardDeviation, min, max }, index) => [
    String(index + 1),
    mean.toFixed(4),
    standardDeviation.toFixed(4),
    String(min),
    String(max),
  ])
  return ['\n', printTable([heading, ...rows], [1, 2, 3, 4]), ...findings.map((text) => `${text}\n`)].join('')
}

function printData(summary: DataSummary, terminal: Terminal): string {
  const { say } = terminal
  const { classes, train, test, inputShape, task, notes, skipped } = describeData(summary, terminal)
  const unit = say(task === 'segmentation' ? 'cli.pixels' : 'cli.pictures')
  const heading = [say('cli.class'), `${say('cli.trainPart')} (${unit})`, `${say('cli.testPart')} (${unit})`]
  const rows = classes.map((each) => [each.name, each.train.toLocaleString('en'), each.test.toLocaleString('en')])
  const shape = formatShape(inputShape)
  return [
    printTable([heading, ...rows], [1, 2]),
    `${say('cli.dataCounts', { train, test, shape, classes: classes.length })}\n`,
    ...notes.map((note) => `${note}\n`),
    ...describeSkipped(skipped, say),
  ].join('')
}

function describeSkipped({ count, files }: ReturnType<typeof describeData>['skipped'], say: Terminal['say']): string[] {
  if (count === 0) return []
  const named = files.slice(0, mostNamed).map(({ path, reason }) => `  ${path}: ${reason}\n`)
  const others = count - named.length
  return [
    `${say('cli.skipped', { count })}\n`,
    ...named,
    ...(others > 0 ? [`  ${say('cli.skippedMore', { others })}\n`] : []),
  ]
}
