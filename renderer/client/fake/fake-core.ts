import type { CoreCalls } from '#shared/contract/core.ts'
import type { DataSummary } from '#shared/contract/data.ts'
import type { Handlers } from '#shared/contract/define.ts'
import type { EngineDevice } from '#shared/contract/engines.ts'
import type { LayerMaps } from '#shared/contract/look.ts'
import type { PicturePrediction } from '#shared/contract/predict.ts'
import type { ScoreMap } from '#shared/contract/weights.ts'
import type { DataChoice } from '#shared/document/schema.ts'
import {
  addSweepStep,
  isExploded,
  type RateSweep,
  type SweepPoint,
  suggestRate,
  sweepRate,
  sweepSteps,
} from '#shared/training/rate-sweep.ts'
import { fakeAnalysis, fakeSplit } from './fake-analysis.ts'
import { fakeCurves, fakeGallery } from './fake-evaluation.ts'
import { fakeKnownData } from './fake-known-data.ts'
import { drawDigits } from './fake-pictures.ts'
import { createFakeRecords } from './fake-records.ts'
import { FakeRun } from './fake-run.ts'
import { createFakeSweeps } from './fake-sweeps.ts'

const device: EngineDevice = { engine: 'onnx', device: 'cpu', name: 'CPU (2 threads)' }

const classes = [...'0123456789'].map((name) => ({ en: name, 'zh-CN': name }))

/** A core with made-up digits and runs that get better by themselves. */
export function createFakeCore(): Handlers<CoreCalls> {
  let run: FakeRun | null = null
  const current = () => {
    if (!run) throw new Error('no run')
    return run
  }
  const records = createFakeRecords()
  return {
    ...records,
    ...createFakeSweeps(),
    runReport: ({ locale }) => ({ html: `<!doctype html><html lang="${locale}"><title>LayerLoom</title>` }),
    listEngines: () => [
      { isUsable: true, device, isReference: false },
      { isUsable: true, device: { engine: 'tfjs', device: 'cpu', name: 'JavaScript' }, isReference: true },
      {
        isUsable: false,
        engine: 'tfjs',
        device: 'cuda',
        reason: { code: 'common.unexpected', values: { reason: '…' } },
      },
    ],
    cancelData: () => {},
    listSets: () => [],
    addPicture: () => ({ picture: '0001.png' }),
    removePicture: () => {},
    readPicture: () => ({ bytes: new Uint8Array() }),
    renameClass: () => {},
    removeSet: () => {},
    analyseData: () => fakeAnalysis(),
    splitData: ({ validation: { share } }) => fakeSplit(share),
    previewFits: () => null,
    cancelAnalysis: () => {},
    openData: ({ data }) => summarize(data),
    ...fakeKnownData(),
    previewData: ({ split, label, offset, count }) => {
      const total = split === 'train' ? 8000 : 2000
      const indices = Array.from({ length: total }, (_, index) => index).filter(
        (index) => label === null || index % 10 === label,
      )
      const shown = indices.slice(offset, offset + count)
      const labels = shown.map((index) => index % 10)
      return {
        images: drawDigits(labels, shown),
        labels,
        masks: null,
        indices: shown,
        origins: null,
        total: indices.length,
      }
    },
    previewAugmentation: ({ index, count }) => {
      const labels = new Array<number>(count + 1).fill(index % 10)
      // Made up: other digits of the class, not changes of this one.
      const images = drawDigits(
        labels,
        labels.map((_, place) => index + 10 * place),
      )
      return { images, masks: null, label: index % 10, mixed: labels.map(() => null) }
    },
    startRun: ({ document, resumeFrom, moreEpochs }) => {
      if (run && resumeFrom === run.runId && moreEpochs) {
        run.extend(moreEpochs)
        return { runId: run.runId }
      }
      run?.stop()
      run = new FakeRun(document, { device, classes })
      return { runId: run.runId }
    },
    async openRun({ runId }) {
      const [past] = await records.getRuns({ runIds: [runId] })
      if (!past) throw new Error(`no run ${runId}`)
      run?.stop()
      run = FakeRun.openAgain(past)
    },
    keptRuns: () => Array.from({ length: 40 }, (_, index) => `made-${index}`),
    findLearningRate: () => fakeSweep(),
    cancelLearningRate: () => {},
    pauseRun: () => current().pause(),
    resumeRun: () => current().resume(),
    stopRun: () => current().stop(),
    currentRun: () => run?.snapshot() ?? null,
    watch: (wish) => run?.watch(wish),
    gallery: fakeGallery,
    thresholdCurves: ({ label }) => fakeCurves(label),
    saveModel: ({ format, path }) =>
      format === 'tfjs'
        ? { files: [`${path}/model.json`, `${path}/weights.bin`], check: null }
        : { files: [path], check: { pictures: 16, isOfData: true, largestDifference: 2.4e-7 } },
    predictPicture: ({ file, look }) => ({ ...fakePrediction(file.length), ...current().mapsOf(look, file.length) }),
    carryWeights: () => ({ id: null, carried: [], fresh: [] }),
    scoreMap: ({ height, width }) => drawScores(height, width),
    listCheckpoints: () =>
      run ? [{ runId: run.runId, name: '', epoch: 3, epochs: 8, savedAt: new Date(0).toISOString() }] : [],
  }
}

function summarize(choice: DataChoice): DataSummary {
  return {
    choice,
    task: 'classification',
    inputShape: choice.source === 'shapes' ? [28, 28, 3] : [28, 28, 1],
    classes,
    trainCount: 8000,
    testCount: 2000,
    trainClassCounts: classes.map(() => 800),
    testClassCounts: classes.map(() => 200),
    bytes: 10_000 * 784,
    notes: [],
    skipped: { count: 0, files: [] },
  }
}

/** One digit in the middle, and scores that fall with the distance from it. */
function drawScores(height: number, width: number): ScoreMap {
  const digit = drawDigits([3], [0])
  const top = Math.floor((height - 28) / 2)
  const left = Math.floor((width - 28) / 2)
  const pixels = new Uint8Array(height * width)
  for (let row = 0; row < 28; row += 1) {
    pixels.set(digit.pixels.subarray(28 * row, 28 * row + 28), (top + row) * width + left)
  }
  const rows = Math.floor((height - 28) / 8) + 1
  const columns = Math.floor((width - 28) / 8) + 1
  const scores = new Float32Array(rows * columns * classes.length).fill(0.02)
  for (let place = 0; place < rows * columns; place += 1) {
    const far = Math.hypot(8 * Math.floor(place / columns) - top, 8 * (place % columns) - left)
    scores[place * classes.length + 3] = Math.exp(-far / 12)
  }
  return {
    picture: { height, width, channels: 1, count: 1, pixels },
    placed: [{ label: 3, top, left, height: 28, width: 28 }],
    classes,
    rows,
    columns,
    scores,
    origin: [14, 14],
    step: [8, 8],
    padding: [],
  }
}

/** A loss that falls around 1e-3 and explodes above 0.3. */
function fakeSweep(): RateSweep {
  let points: SweepPoint[] = []
  for (let step = 0; step < sweepSteps && !isExploded(points); step += 1) {
    const rate = sweepRate(step)
    points = addSweepStep(points, rate, 0.3 + 2 / (1 + (rate / 1e-3) ** 1.5) + (rate / 0.3) ** 3)
  }
  return { points, suggestion: suggestRate(points), hasExploded: isExploded(points) }
}

/** Some digit, which hangs on how large the file is. */
function fakePrediction(bytes: number): Omit<PicturePrediction, keyof LayerMaps> {
  const label = bytes % 10
  const probabilities = classes.map((_, place) => Math.exp(-2 * Math.abs(place - label)))
  const sum = probabilities.reduce((total, value) => total + value, 0)
  return {
    image: drawDigits([label], [0]),
    classes,
    probabilities: probabilities.map((value) => value / sum),
    mask: null,
  }
}
