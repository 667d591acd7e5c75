import { Presets, SingleBar } from 'cli-progress'
import type { EpochMetrics, Evaluation, MetricsFrame, RunProgress, RunSnapshot } from '#shared/contract/runs.ts'
import type { LoomDocument } from '#shared/document/schema.ts'
import { checkGraph } from '#shared/graph/check-graph.ts'
import { formatMessage, type Message } from '#shared/messages/message.ts'
import { hyphened } from './option-values.ts'
import type { Terminal } from './terminal.ts'
import { percent, printTable } from './text-table.ts'

/** What is seen while training goes on: a bar for each epoch on a terminal, and a line after it. */
export interface TrainingView {
  begin(snapshot: RunSnapshot): void
  update(frame: MetricsFrame): void
  notice(message: Message): void
  end(): void
}

/** `isQuiet` leaves out the lines, for who wants the answer alone. */
export function createTrainingView(terminal: Terminal, isQuiet: boolean): TrainingView {
  const { say } = terminal
  let bar: SingleBar | null = null
  let barEpoch = 0

  function endBar(): void {
    bar?.stop()
    bar = null
  }

  function showProgress(progress: RunProgress, loss: number | undefined): void {
    const { epoch, epochs, stepsPerEpoch, stepInEpoch } = progress
    if (!terminal.bars) return
    if (barEpoch !== epoch) {
      endBar()
      bar = startBar(terminal.bars, stepsPerEpoch)
      barEpoch = epoch
    }
    bar?.update(stepInEpoch, {
      title: say('cli.progress', { epoch, epochs }),
      loss: loss === undefined ? '' : `${say('cli.loss')} ${loss.toFixed(4)}`,
      speed: describeSpeed(progress, say),
    })
  }

  return {
    begin({ document, device, progress }) {
      if (isQuiet || progress) return
      terminal.out(`${describePlan(document, device?.name ?? '', terminal)}\n`)
    },
    update({ batches, epochs, progress }) {
      showProgress(progress, batches.at(-1)?.loss)
      if (epochs.length === 0) return
      endBar()
      if (!isQuiet) for (const epoch of epochs) terminal.out(`${describeEpoch(epoch, progress.epochs, say)}\n`)
    },
    notice(message) {
      endBar()
      barEpoch = 0
      terminal.err(`${formatMessage(message, terminal.locale)}\n`)
    },
    end: endBar,
  }
}

function startBar(stream: NodeJS.WriteStream, total: number): SingleBar {
  const format = '{title} {bar} {percentage} %  {loss}  {speed}'
  const bar = new SingleBar({ stream, format, clearOnComplete: true, barsize: 24 }, Presets.shades_classic)
  bar.start(total, 0, { title: '', loss: '', speed: '' })
  return bar
}

function describeSpeed({ imagesPerSecond, secondsLeft }: RunProgress, say: Terminal['say']): string {
  return secondsLeft === null
    ? ''
    : say('cli.speed', { speed: Math.round(imagesPerSecond), left: formatDuration(secondsLeft) })
}

/** `1:05`, `2:00:09`. */
export function formatDuration(seconds: number): string {
  const whole = Math.round(seconds)
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
  const shown = parts[0] === 0 ? parts.slice(1) : parts
  return shown.map((part, place) => (place === 0 ? String(part) : String(part).padStart(2, '0'))).join(':')
}

function describePlan(document: LoomDocument, device: string, { say }: Terminal): string {
  const { epochs, batchSize, optimizer, schedule } = document.training
  const rate = schedule.kind === 'oneCycle' ? schedule.maxLearningRate : optimizer.learningRate
  return say('cli.plan', {
    network: document.name,
    parameters: checkGraph(document).totals.parameters.toLocaleString('en'),
    epochs,
    batch: batchSize,
    optimizer: optimizer.kind,
    learningRate: schedule.kind === 'constant' ? rate : `${rate} ${hyphened(schedule.kind)}`,
    device,
  })
}

function describeEpoch(metrics: EpochMetrics, epochs: number, say: Terminal['say']): string {
  return [
    say('cli.progress', { epoch: metrics.epoch, epochs }),
    `${say('cli.loss')} ${metrics.loss.toFixed(4)}`,
    `${say('cli.accuracy')} ${percent(metrics.accuracy)}`,
    `${say('cli.valLoss')} ${metrics.valLoss.toFixed(4)}`,
    `${say('cli.valAccuracy')} ${percent(metrics.valAccuracy)}`,
    `${metrics.seconds.toFixed(1)} s`,
  ].join('  ')
}

export function describeResult(evaluation: Evaluation, bestEpoch: number, say: Terminal['say']): string {
  const { meanIou } = evaluation
  const ending = meanIou === null ? '' : `${say('cli.meanIou', { share: percent(meanIou) })} `
  return `${ending}${say(bestEpoch > 0 ? 'cli.result' : 'cli.resultOfPart', {
    accuracy: percent(evaluation.testAccuracy),
    loss: evaluation.testLoss.toFixed(4),
    bestEpoch,
    seconds: evaluation.seconds.toFixed(1),
    speed: Math.round(evaluation.imagesPerSecond ?? 0),
    device: evaluation.device.name,
  })}`
}

/** The rows of the two tables that end a training; the first row is the heading. */
export function epochRows(epochs: readonly EpochMetrics[], say: Terminal['say']): string[][] {
  const heading = ['epoch', 'loss', 'accuracy', 'valLoss', 'valAccuracy', 'seconds'] as const
  return [
    heading.map((name) => say(`cli.${name}`)),
    ...epochs.map(({ epoch, loss, accuracy, valLoss, valAccuracy, seconds }) => [
      String(epoch),
      loss.toFixed(4),
      percent(accuracy),
      valLoss.toFixed(4),
      percent(valAccuracy),
      seconds.toFixed(1),
    ]),
  ]
}

/** Recall: of the pictures, or pixels, of a class, how many were found. Precision: of those taken for it, how many are of it. */
export function classRows({ confusion, classes, meanIou }: Evaluation, { say, locale }: Terminal): string[][] {
  const unit = meanIou === null ? 'pictures' : 'pixels'
  const heading = ['class', unit, 'right', 'recall', 'precision'] as const
  const share = (part: number, whole: number) => (whole > 0 ? percent(part / whole) : '–')
  return [
    heading.map((name) => say(`cli.${name}`)),
    ...confusion.map((row, label) => {
      const pictures = row.reduce((sum, cell) => sum + cell, 0)
      const taken = confusion.reduce((sum, each) => sum + (each[label] ?? 0), 0)
      const right = row[label] ?? 0
      const name = classes[label]?.[locale] ?? String(label)
      return [name, String(pictures), String(right), share(right, pictures), share(right, taken)]
    }),
  ]
}

export function printFinalTables(snapshot: RunSnapshot, evaluation: Evaluation, terminal: Terminal): string {
  const byEpoch = printTable(epochRows(snapshot.epochs, terminal.say), [0, 1, 2, 3, 4, 5])
  const byClass = printTable(classRows(evaluation, terminal), [1, 2, 3, 4])
  return `\n${byEpoch}\n${byClass}\n`
}
