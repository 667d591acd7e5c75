import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { WeightSource } from '#shared/contract/weights.ts'
import { defaultOptimizer } from '#shared/document/optimizers.ts'
import type { LoomDocument } from '#shared/document/schema.ts'
import { checkGraph } from '#shared/graph/check-graph.ts'
import { rewrites } from '#shared/graph/rewrites/registry.ts'
import type { RewritePlan } from '#shared/graph/rewrites/rewrite.ts'
import { drawChain } from '#shared/zoo/network.ts'
import { onnxEngine } from '../engines/onnx/onnx-engine.ts'
import { joinRunFixture, type RunFixture } from './testing/run-fixture.ts'
import { createWeightStore } from './weight-store.ts'

const chain = drawChain(
  'valid',
  [28, 28, 3],
  [
    ['Conv2D', { filters: 6, kernelSize: [5, 5], activation: 'relu' }],
    ['MaxPooling2D', { poolSize: [4, 4], strides: [4, 4] }],
    ['Flatten'],
    ['Dense', { units: 16, activation: 'relu' }],
    ['Dense', { units: 6, activation: 'softmax' }],
  ],
  { epochs: 2, batchSize: 16, threads: 1, engine: 'onnx', optimizer: defaultOptimizer('adam', 0.01) },
)
const document: LoomDocument = {
  ...chain,
  data: { source: 'shapes', variant: 'colours', train: 300, test: 120, seed: 1 },
}

let directory: string
let run: RunFixture
beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'layerloom-weights-'))
  const [report] = await onnxEngine.probe()
  if (!report?.isUsable) throw new Error('ONNX Runtime has no processor')
  run = joinRunFixture(onnxEngine, directory, { device: report.device })
})
afterAll(async () => {
  await run.service.dispose()
  await rm(directory, { recursive: true })
})

const convolved = (before: LoomDocument) => rewritten('denseToConvolution', before)

function rewritten(rewriteId: string, before: LoomDocument): RewritePlan {
  const rewrite = rewrites.find(({ id }) => id === rewriteId)
  const result = rewrite?.apply({ document: before, graph: checkGraph(before), nodeIds: new Set() })
  if (!result?.ok) throw new Error('it does not apply')
  return result.plan
}

async function evaluate(trained: LoomDocument, isTestOnly: boolean) {
  const { runId } = await run.service.startRun({ document: trained, resumeFrom: null, isTestOnly })
  await run.service.ended()
  const snapshot = await run.service.currentRun({})
  if (!snapshot?.evaluation) throw new Error(JSON.stringify(snapshot?.state))
  return { runId, snapshot, evaluation: snapshot.evaluation }
}

const carry = (plan: RewritePlan, source: WeightSource) =>
  run.service.carryWeights({ document: plan.document, source, moves: plan.moves })

describe('carried weights', () => {
  it('let a rewritten network be tested at once, and train from where it is', async () => {
    const before = await evaluate(document, false)
    expect(before.evaluation.testAccuracy).toBeGreaterThan(0.5)
    const plan = convolved(document)
    const report = await carry(plan, { runId: before.runId })
    expect(report.fresh).toEqual([])
    expect(report.carried).toHaveLength(6)
    const rewritten = { ...plan.document, initialWeights: report.id ?? '' }

    const tested = await evaluate(rewritten, true)
    expect(tested.snapshot.state).toEqual({ phase: 'finished', wasStopped: false, bestEpoch: 0 })
    expect(tested.evaluation.testAccuracy).toBe(before.evaluation.testAccuracy)
    expect(tested.evaluation.testLoss).toBeCloseTo(before.evaluation.testLoss, 5)
    expect(tested.snapshot.epochs).toEqual([])
    expect(tested.snapshot.notice).toEqual({ code: 'run.weightsCarried', values: { carried: 6, count: 6 } })

    // The network before the rewrite still has its own: taken back, it is tested as it was.
    const own = await run.service.carryWeights({ document, source: { runId: before.runId }, moves: [] })
    expect(own.fresh).toEqual([])
    const home = await evaluate({ ...document, initialWeights: own.id ?? '' }, true)
    expect(home.evaluation).toMatchObject({
      testLoss: before.evaluation.testLoss,
      confusion: before.evaluation.confusion,
    })
    expect((await carry(plan, { runId: before.runId })).id).toBe(report.id)

    const further = await evaluate(rewritten, false)
    const [first] = before.snapshot.batches
    const [next] = further.snapshot.batches
    expect(next?.loss).toBeLessThan((first?.loss ?? 0) / 2)

    // A set may be the source of the next one, and the same content is the same set.
    const again = await run.service.carryWeights({
      document: rewritten,
      source: { weights: rewritten.initialWeights },
      moves: [],
    })
    expect(again.id).toBe(report.id)
  })

  it('let a classifier begin to name the class of each pixel', async () => {
    const { runId } = await evaluate(document, false)
    const plan = rewritten('segmentation0', document)
    const { id, fresh } = await carry(plan, { runId })
    expect(fresh.map((name) => name.split('-')[0])).toEqual(['conv2d', 'conv2d', 'conv2dtranspose'])
    const training = { ...plan.document.training, epochs: 1 }
    const { snapshot, evaluation } = await evaluate({ ...plan.document, training, initialWeights: id ?? '' }, false)
    expect(snapshot.notice).toMatchObject({ values: { carried: 4, count: 7 } })
    expect(evaluation.classes).toHaveLength(4)
    expect(Number.isFinite(evaluation.testLoss)).toBe(true)
  })

  it('that are gone are told of, and training starts fresh', async () => {
    const missing = { ...document, initialWeights: '0'.repeat(32) }
    const { snapshot, runId } = await evaluate({ ...missing, training: { ...document.training, epochs: 1 } }, false)
    expect(snapshot.state.phase).toBe('finished')
    expect(run.all('warning')).toContainEqual({ runId, message: { code: 'run.weightsGone' } })
    await expect(carry(convolved(document), { weights: '0'.repeat(32) })).rejects.toMatchObject({
      code: 'run.weightsGone',
    })
    await expect(carry(convolved(document), { runId: 'gone' })).rejects.toMatchObject({ code: 'run.noCheckpoint' })
  })
})

describe('a map of scores', () => {
  it('has at each place what the network says of the window there', async () => {
    const { runId } = await evaluate(document, false)
    const plan = convolved(document)
    const scene = { height: 60, width: 44, count: 3, seed: 5 }
    const drawn = plan.document
    await expect(run.service.scoreMap({ document: drawn, source: { runId }, ...scene })).rejects.toMatchObject({
      code: 'engine.weightsMismatch',
    })
    await expect(run.service.scoreMap({ document, source: { runId }, ...scene })).rejects.toMatchObject({
      code: 'scores.notConvolutional',
      values: { layer: 'Dense' },
    })
    const { id } = await carry(plan, { runId })
    const source = { weights: id ?? '' }
    const found = await run.service.scoreMap({ document: drawn, source, ...scene })
    expect([found.rows, found.columns]).toEqual([9, 5])
    expect(found).toMatchObject({ step: [4, 4], origin: [14, 14], picture: { height: 60, width: 44, channels: 3 } })
    expect(found.placed.length).toBeGreaterThanOrEqual(1)

    const own = await run.service.scoreMap({ document: drawn, source, height: 28, width: 28, count: 1, seed: 9 })
    expect(own).toMatchObject({ rows: 1, columns: 1, placed: [{ top: 0, left: 0 }] })
    const page = { runId, filter: 'all', cell: null, offset: 0, count: 120 } as const
    const { items } = await run.service.gallery(page)
    const best = own.scores.indexOf(Math.max(...own.scores))
    const alike = items.filter(
      (item) =>
        'probability' in item &&
        item.label === own.placed[0]?.label &&
        item.predicted === best &&
        Math.abs(item.probability - (own.scores[best] ?? 0)) < 1e-5,
    )
    expect(alike.length).toBeGreaterThanOrEqual(1)
    await expect(run.service.scoreMap({ document: drawn, source, ...scene, height: 20 })).rejects.toMatchObject({
      code: 'scores.noRoom',
    })
  })
})

describe('the store of weights', () => {
  it('knows a set by its content, and answers null for one that is damaged or not there', async () => {
    const folder = path.join(directory, 'store')
    const store = createWeightStore(folder)
    const tensors = [{ name: 'a/kernel', shape: [2, 2], values: Float32Array.of(1, 2, 3, 4) }]
    const id = await store.save(tensors)
    expect(await store.save(tensors)).toBe(id)
    expect(await store.load(id)).toEqual(tensors)
    expect(await store.load('../secret')).toBeNull()
    await writeFile(path.join(folder, `${id}.bin`), 'no weights')
    expect(await store.load(id)).toBeNull()
  })

  it('keeps no more than its disk space, but always the last set', async () => {
    const folder = path.join(directory, 'space')
    const set = (value: number, size: number) => [
      { name: 'a', shape: [size], values: new Float32Array(size).fill(value) },
    ]
    const store = createWeightStore(folder, { files: 40, bytes: 10_000 })
    const ids: string[] = []
    for (let count = 0; count < 4; count += 1) {
      ids.push(await store.save(set(count, 1000)))
      // Files are told apart by when they were used.
      await utimes(path.join(folder, `${ids.at(-1)}.bin`), count, count)
    }
    expect((await readdir(folder)).sort()).toEqual(
      ids
        .slice(2)
        .map((id) => `${id}.bin`)
        .sort(),
    )
    const large = await store.save(set(9, 5000))
    expect(await readdir(folder)).toEqual([`${large}.bin`])
  })

  it('keeps the forty that were used last', async () => {
    const folder = path.join(directory, 'many')
    const store = createWeightStore(folder)
    for (let count = 0; count < 45; count += 1) {
      await store.save([{ name: 'a', shape: [1], values: Float32Array.of(count) }])
    }
    expect(await readdir(folder)).toHaveLength(40)
  })
})
