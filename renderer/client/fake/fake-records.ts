import type { Handlers } from '#shared/contract/define.ts'
import {
  type DisagreementPage,
  figureNames,
  type RunComparison,
  type RunDetails,
  type RunGroup,
  type RunRow,
  type recordCalls,
} from '#shared/contract/records.ts'
import { meanInterval } from '#shared/statistics/mean-interval.ts'
import { findZooNetwork } from '#shared/zoo/zoo.ts'
import { fakeCurves, fakeGallery } from './fake-evaluation.ts'
import { drawDigits } from './fake-pictures.ts'

const count = 1000
const classes = [...'0123456789'].map((name) => ({ en: name, 'zh-CN': name }))

/** A thousand made-up runs. */
export function createFakeRecords(): Handlers<typeof recordCalls> {
  const runs = Array.from({ length: count }, (_, index) => makeRun(index))
  const shown = () => runs.filter(({ runId }) => !deleted.has(runId))
  const deleted = new Set<string>()
  const find = (runIds: readonly string[]) => runIds.flatMap((id) => runs.find(({ runId }) => runId === id) ?? [])
  return {
    listRuns({ text, offset, count: size, tags }) {
      const fitting = shown().filter(
        (run) => run.name.toLowerCase().includes(text.toLowerCase()) && tags.every((tag) => run.tags.includes(tag)),
      )
      return {
        rows: fitting.slice(offset, offset + size).map(toRow),
        total: fitting.length,
        facets: {
          all: shown().length,
          tags: [{ value: 'baseline', count: 334 }],
          data: [{ value: 'digits', choice: { source: 'digits' }, count }],
          networks: [],
        },
      }
    },
    getRuns: ({ runIds }) => find(runIds),
    runSketches: ({ graphHashes }) =>
      Object.fromEntries(
        graphHashes.map((hash) => {
          const { nodes = [], edges = [] } = findZooNetwork(hash)?.build() ?? {}
          return [hash, { nodes, edges }]
        }),
      ),
    editRun({ runId, ...changes }) {
      const [run] = find([runId])
      if (run) Object.assign(run, changes)
    },
    deleteRuns({ runIds }) {
      for (const runId of runIds) deleted.add(runId)
      return { deleted: runIds }
    },
    restoreRuns({ runIds }) {
      for (const runId of runIds) deleted.delete(runId)
    },
    runPredictions: () => ({ labels: [3, 5], predicted: [3, 6], probabilities: [0.98, 0.61] }),
    runGallery: fakeGallery,
    runCurves: ({ label }) => fakeCurves(label),
    compareRuns: ({ runIds }) => compare(find(runIds)),
    disagreements: ({ runIds, offset, count: size }) => disagree(runIds.length, offset, size),
  }
}

/** Each run is a group of its own, and each pair is alike. */
function compare(runs: readonly RunDetails[]): RunComparison {
  const groups = runs.map((run) => ({
    key: run.runId,
    runIds: [run.runId],
    figures: Object.fromEntries(
      figureNames.map((name) => [name, meanInterval([run[name]].filter((value) => value !== null))]),
    ) as RunGroup['figures'],
  }))
  const [first, second] = groups
  if (!first || !second) return { groups, verdicts: [] }
  const values = { better: 'A', worse: 'B', points: 0.1, more: 31, fewer: 29, chance: 90, p: 0.9, test: 'McNemar' }
  const sentence = { code: 'records.evenByTest', values } as const
  const evidence = { p: 0.9, difference: 0.001, discordant: { onlyFirst: 29, onlySecond: 31 } }
  return { groups, verdicts: [{ groups: [first.key, second.key], test: 'mcnemar', ...evidence, sentence }] }
}

function disagree(runCount: number, offset: number, size: number): DisagreementPage {
  const indices = Array.from({ length: 60 }, (_, index) => index * 7).slice(offset, offset + size)
  const labels = indices.map((index) => index % 10)
  const items = indices.map((index) => ({
    index,
    label: index % 10,
    predicted: Array.from({ length: runCount }, (_, run) => (index + run) % 10),
    probabilities: Array.from({ length: runCount }, () => 0.8),
  }))
  return { task: 'classification', images: drawDigits(labels, indices), items, total: 60 }
}

function toRow({
  document: _document,
  epochList: _epochs,
  curve: _curve,
  confusion: _confusion,
  ...row
}: RunDetails): RunRow {
  return row
}

function makeRun(index: number): RunDetails {
  const id = index % 2 === 0 ? 'study-mnist-fcn' : 'study-mnist-cnn'
  const document = findZooNetwork(id)?.build()
  if (!document) throw new Error(`no network ${id}`)
  const epochList = Array.from({ length: 8 }, (_, place) => ({
    epoch: place + 1,
    loss: 1 / (place + 1),
    accuracy: 1 - 0.4 / (place + 1),
    valLoss: 1.1 / (place + 1),
    valAccuracy: 1 - 0.45 / (place + 1),
    seconds: 3,
    learningRate: 0.001,
  }))
  const accuracy = 0.95 + (index % 40) / 1000
  return {
    runId: `made-${index}`,
    name: `Run ${index}`,
    state: index % 9 === 8 ? 'failed' : 'finished',
    startedAt: 1_790_000_000_000 - index * 3_600_000,
    endedAt: 1_790_000_060_000 - index * 3_600_000,
    graphHash: id,
    groupKey: id,
    data: { source: 'digits' },
    dataHash: 'digits',
    task: 'classification',
    seed: index,
    epochs: 8,
    epochsPlanned: 8,
    isTestOnly: false,
    device: { engine: 'onnx', device: 'cpu', name: 'CPU (2 threads)' },
    tags: index % 3 === 0 ? ['baseline'] : [],
    seconds: 24 + index,
    parameters: 98_442,
    flops: 4_010_000,
    memoryBytes: 9_100_000,
    imagesPerSecond: 2400,
    loss: 0.125,
    accuracy,
    valLoss: 0.14,
    valAccuracy: accuracy - 0.01,
    testLoss: 0.15,
    testAccuracy: accuracy - 0.008,
    document,
    note: '',
    trainCount: 8000,
    validationCount: 0,
    testCount: 2000,
    bestEpoch: 8,
    versions: { program: '0', engine: 'made up', node: '', system: '' },
    reason: null,
    origin: null,
    epochList,
    curve: [],
    classes,
    confusion: classes.map((_, row) => classes.map((_name, column) => (row === column ? 190 : 1))),
    meanIou: null,
    hasPredictions: true,
    hasCurves: true,
  }
}
