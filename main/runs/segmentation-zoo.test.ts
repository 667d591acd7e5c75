import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { setParameters } from '#shared/document/edit.ts'
import type { LoomDocument } from '#shared/document/schema.ts'
import { checkGraph } from '#shared/graph/check-graph.ts'
import { rewrites } from '#shared/graph/rewrites/registry.ts'
import type { RewritePlan } from '#shared/graph/rewrites/rewrite.ts'
import { findZooNetwork } from '#shared/zoo/zoo.ts'
import { onnxEngine } from '../engines/onnx/onnx-engine.ts'
import { joinRunFixture, type RunFixture } from './testing/run-fixture.ts'

/** A small network of the zoo as one that tells the pixels of drawn shapes apart, for one short epoch. */
function forPixels(id: string, skips: number): RewritePlan {
  const built = findZooNetwork(id)?.build()
  if (!built) throw new Error(`no network ${id}`)
  const document: LoomDocument = {
    ...setParameters(built, 'input-1', { shape: [28, 28, 3] }),
    data: { source: 'shapes', variant: 'both', train: 16, test: 8, seed: 1 },
    training: {
      ...built.training,
      engine: 'onnx',
      threads: 1,
      epochs: 1,
      batchSize: 8,
      loss: 'categoricalCrossentropy',
    },
  }
  const rewrite = rewrites.find((each) => each.id === `segmentation${skips}`)
  const result = rewrite?.apply({ document, graph: checkGraph(document), nodeIds: new Set() })
  if (!result?.ok) throw new Error(`${id} does not become one with ${skips} skips`)
  return result.plan
}

describe('small networks of the zoo as networks for pixels', () => {
  let directory = ''
  let run: RunFixture
  beforeAll(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'layerloom-pixels-'))
    const [report] = await onnxEngine.probe()
    if (!report?.isUsable) throw new Error('ONNX Runtime is not there')
    run = joinRunFixture(onnxEngine, directory, { device: report.device })
  })
  afterAll(async () => {
    await run.service.dispose()
    await rm(directory, { recursive: true })
  })

  it.each([
    ['vgg-a-32', 2],
    ['vgg-d-32', 1],
    ['alexnet-32', 2],
    ['googlenet-32', 2],
    ['resnet-8-32', 1],
    ['densenet-22-32', 1],
    ['all-cnn-c-narrow', 1],
  ])('%s trains with %i skips', async (id, skips) => {
    const { document } = forPixels(id, skips)
    const { runId } = await run.service.startRun({ document, resumeFrom: null })
    await run.service.ended()
    const snapshot = run.service.currentRun({})
    expect(snapshot).toMatchObject({ runId, state: { phase: 'finished' } })
    expect(snapshot?.batches.map(({ loss }) => Number.isFinite(loss))).toEqual([true, true])
    expect(snapshot?.evaluation?.classes).toHaveLength(4)
    expect(snapshot?.evaluation?.meanIou).toBeGreaterThanOrEqual(0)
  })
})
