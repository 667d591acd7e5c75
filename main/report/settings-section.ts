import { isAugmenting } from '#shared/document/augmentation.ts'
import type { DataChoice, LoomDocument } from '#shared/document/schema.ts'
import { formatMessage } from '#shared/messages/message.ts'
import type { Wording } from '#shared/messages/wording.ts'
import { dash, integer, moment } from './formats.ts'
import { printNote, printSection, printTable } from './html.ts'
import type { ReportContext, ReportRun } from './report-content.ts'

type Run = ReportRun['run']
/** A row of the table: its name, and what it says of a run; empty for nothing. */
type Row = readonly [name: string, word: (run: Run) => string]

/** What the runs were made of, a column for each; where they differ the row is bold. */
export function settingsSection(context: ReportContext): string {
  const { runs, say } = context
  const rows = [...dataRows(say), ...trainingRows(say), ...placeRows(context)]
    .map(([name, word]) => ({ name, values: runs.map(({ run }) => word(run)) }))
    .filter(({ values }) => values.some((value) => value !== ''))
  const strong = new Set(
    rows.flatMap(({ values }, place) => (runs.length > 1 && new Set(values).size > 1 ? [place] : [])),
  )
  const table = printTable({
    head: ['', ...runs.map(({ title }) => title)],
    rows: rows.map(({ name, values }) => [name, ...values.map((value) => value || dash)]),
    words: [0, ...runs.map((_, place) => place + 1)],
    strong,
  })
  const note = runs.length > 1 ? printNote(say('report.settingsNote')) : ''
  return printSection(say('report.settings'), `${note}<div class="settings">${table}</div>`)
}

function dataRows(say: Wording): Row[] {
  const counts = (run: Run) => [run.trainCount, run.validationCount, run.testCount].map(integer).join(' / ')
  return [
    [say('report.setting.data'), ({ data }) => nameData(data, say)],
    [say('report.setting.pictures'), counts],
    [say('report.setting.classes'), ({ classes }) => (classes.length > 0 ? integer(classes.length) : '')],
    [say('report.setting.augmentation'), ({ document }) => nameAugmentation(document)],
    [say('report.setting.dataHash'), ({ dataHash }) => dataHash ?? ''],
  ]
}

/** Of files the last part of the path: where they lie on somebody's disk is nobody else's matter. */
function nameData(data: DataChoice, say: Wording): string {
  if (data.source === 'digits') return say('report.data.digits')
  if (data.source === 'shapes') return say('report.data.shapes', { variant: data.variant })
  const path = data.source === 'idx' ? data.directory : data.path
  return `${path.split(/[/\\]/).filter(Boolean).at(-1) ?? path} (${data.source})`
}

function nameAugmentation({ augmentation }: LoomDocument): string {
  if (!isAugmenting(augmentation)) return ''
  const { steps, ...others } = augmentation
  const further = Object.entries(others).filter(([, value]) => value !== 0)
  return [...steps.map(describe), ...further.map(([name, value]) => `${name} ${wordValue(value)}`)].join('\n')
}

function trainingRows(say: Wording): Row[] {
  const row = (
    name: Exclude<keyof LoomDocument['training'], 'engine' | 'threads' | 'epochs' | 'validationSplit'>,
    word: (training: LoomDocument['training']) => string,
  ): Row => [say(`report.setting.${name}`), ({ document }) => word(document.training)]
  const unlessZero = (value: number) => (value === 0 ? '' : String(value))
  return [
    [say('report.setting.seed'), ({ seed }) => String(seed)],
    [say('report.setting.epochs'), ({ epochs, epochsPlanned }) => `${integer(epochs)} / ${integer(epochsPlanned)}`],
    [say('report.setting.bestEpoch'), ({ bestEpoch }) => unlessZero(bestEpoch)],
    row('keptWeights', ({ keptWeights }) => keptWeights),
    row('batchSize', ({ batchSize }) => integer(batchSize)),
    row('loss', ({ loss }) => loss),
    row('optimizer', ({ optimizer }) => describe(optimizer)),
    row('schedule', ({ schedule }) => describe(schedule)),
    row('warmupEpochs', ({ warmupEpochs }) => unlessZero(warmupEpochs)),
    row('labelSmoothing', ({ labelSmoothing }) => unlessZero(labelSmoothing)),
    row('classWeights', ({ classWeights }) => (classWeights === 'none' ? '' : classWeights)),
    row('earlyStopping', ({ earlyStopping }) => (earlyStopping ? describe(earlyStopping) : '')),
    row('stopAt', ({ stopAt }) => (stopAt ? describe(stopAt) : '')),
    row('clipNorm', ({ clipNorm }) => unlessZero(clipNorm)),
    row('clipValue', ({ clipValue }) => unlessZero(clipValue)),
    row('isShuffled', ({ isShuffled }) => say(isShuffled ? 'report.yes' : 'report.no')),
    [say('report.setting.initialWeights'), ({ document }) => document.initialWeights ?? ''],
  ]
}

/** `adam: learningRate 0.001, beta1 0.9`: settings by Keras's names. */
function describe(settings: object): string {
  const { kind, ...others } = settings as { kind?: unknown } & Record<string, unknown>
  const parts = Object.entries(others).map(([name, value]) => `${name} ${wordValue(value)}`)
  if (kind === undefined) return parts.join(', ')
  return parts.length === 0 ? String(kind) : `${String(kind)}: ${parts.join(', ')}`
}

function wordValue(value: unknown): string {
  return Array.isArray(value) ? value.map(String).join('–') : String(value)
}

function placeRows({ say, locale }: ReportContext): Row[] {
  return [
    [say('report.setting.state'), ({ state }) => say(`cli.runState.${state}`)],
    [say('report.setting.reason'), ({ reason }) => (reason ? formatMessage(reason, locale) : '')],
    [say('report.setting.started'), ({ startedAt }) => moment(startedAt, locale)],
    [say('report.setting.ended'), ({ endedAt }) => (endedAt === null ? '' : moment(endedAt, locale))],
    [say('report.setting.device'), ({ device }) => device.name],
    [say('report.setting.engine'), ({ device, versions }) => versions.engine || device.engine],
    [say('report.setting.program'), ({ versions }) => versions.program],
    [
      say('report.setting.system'),
      ({ versions }) => [versions.system, versions.node && `Node.js ${versions.node}`].filter(Boolean).join(', '),
    ],
    [say('report.setting.tags'), ({ tags }) => tags.join(', ')],
    [say('report.setting.note'), ({ note }) => note],
    [say('report.setting.graphHash'), ({ graphHash }) => graphHash],
    [say('report.setting.runId'), ({ runId }) => runId],
  ]
}
