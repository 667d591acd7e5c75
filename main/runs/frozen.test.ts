import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { setParameters } from '#shared/document/edit.ts'
import { defaultOptimizer } from '#shared/document/optimizers.ts'
import type { LoomDocument } from '#shared/document/schema.ts'
import { type ChainStep, drawChain } from '#shared/zoo/network.ts'
import type { NamedTensor } from '../engines/engine.ts'
import { engines } from '../engines/registry.ts'
import { joinRunFixture } from './testing/run-fixture.ts'

const conv: ChainStep = ['Conv2D', { filters: 3, strides: [2, 2], padding: 'same', activation: 'relu' }]
const head: ChainStep[] = [['GlobalAveragePooling2D'], ['Dense', { units: 9, activation: 'softmax' }]]

function drawing(steps: ChainStep[]): LoomDocument {
  const settings = { epochs: 2, batchSize: 16, threads: 1, optimizer: defaultOptimizer('adamw', 0.01) }
  return {
    ...drawChain('grown', [28, 28, 3], steps, settings),
    data: { source: 'shapes', variant: 'both', train: 60, test: 18, seed: 1 },
  }
}

/** VGG's way: the first layers are trained, frozen, and the network grows behind them. */
describe.each(engines.map((engine) => [engine.id, engine] as const))('a network that grows on %s', (_id, engine) => {
  it('holds its frozen layers as they were, statistics too, and teaches the new ones', async () => {
    const reports = await engine.probe()
    const device = reports.flatMap((report) => (report.isUsable ? [report.device] : []))[0]
    if (!device) throw new Error(`${engine.id} has no device here`)
    const directory = await mkdtemp(path.join(tmpdir(), 'layerloom-frozen-'))
    let final: readonly NamedTensor[] = []
    const observer = {
      onEnd: async (ending: { readWeights(): Promise<NamedTensor[]> }) => {
        final = structuredClone(await ending.readWeights())
      },
    }
    const { service } = joinRunFixture(engine, directory, { device, observers: [observer] })
    try {
      const { runId } = await service.startRun({
        document: drawing([conv, ['BatchNormalization'], ...head]),
        resumeFrom: null,
      })
      await service.ended()
      const before = new Map(final.map((tensor) => [tensor.name, tensor]))

      const grown = drawing([conv, ['BatchNormalization'], conv, ['BatchNormalization'], ...head])
      const { id, carried, fresh } = await service.carryWeights({ document: grown, source: { runId }, moves: [] })
      const [first, batch] = ['Conv2D', 'BatchNormalization'].map(
        (kind) => grown.nodes.find((node) => node.kind === kind)?.id,
      )
      const isFirst = (name: string) => name.startsWith(`${first}/`) || name.startsWith(`${batch}/`)
      expect(carried.filter(isFirst).length).toBe(6)
      expect(fresh.length).toBeGreaterThan(0)
      const started: LoomDocument = { ...grown, initialWeights: id ?? '' }
      const frozen = [first ?? '', batch ?? ''].reduce(
        (document, nodeId) => setParameters(document, nodeId, { trainable: false }),
        started,
      )
      await service.startRun({ document: frozen, resumeFrom: null })
      await service.ended()
      expect(service.currentRun({})?.state.phase).toBe('finished')
      for (const { name, values } of final.filter((tensor) => isFirst(tensor.name))) {
        expect(values, name).toEqual(before.get(name)?.values)
      }
      // The head was carried, and learns on.
      const [dense] = final.filter(({ name }) => name.startsWith('dense-1/'))
      expect(dense?.values).not.toEqual(before.get(dense?.name ?? '')?.values)
      const moving = final.find(({ name }) => name.endsWith('/moving_mean') && !isFirst(name))
      expect(moving?.values.some((value) => value !== 0)).toBe(true)
    } finally {
      await service.dispose()
      await rm(directory, { recursive: true, force: true })
    }
  }, 60_000)
})
