import { describe, expect, it } from 'vitest'
import { augmentationPresets } from '#shared/document/augmentation-presets.ts'
import type { LoomDocument } from '#shared/document/schema.ts'
import { checkGraph } from '#shared/graph/check-graph.ts'
import type { Dataset } from '../datasets/dataset.ts'
import { samplesInMemory } from '../datasets/dataset.ts'
import { smallDocument } from '../runs/testing/run-fixture.ts'
import { groupKeyOf, hashGraph } from './fingerprints.ts'
import { hashDataset } from './hash-data.ts'
import { packCurve, packLabels, packShares, thinCurve, unpackCurve, unpackLabels, unpackShares } from './packing.ts'

const hashOf = (document: LoomDocument) => hashGraph(checkGraph(document))
const keyOf = (document: LoomDocument) => groupKeyOf(document, hashOf(document))

describe('the hash of a graph', () => {
  const document = smallDocument()

  it('is that of what is computed: not of ids, names, places, colours or defaults that are written out', () => {
    const renamed: LoomDocument = {
      ...document,
      nodes: document.nodes.map((node, place) => ({
        ...node,
        id: `n${place}`,
        name: `Layer ${place}`,
        colour: 'red',
        position: { x: place, y: 0 },
        parameters: node.kind === 'Dense' ? { useBias: true, ...node.parameters } : node.parameters,
      })),
      edges: document.edges.map((edge) => ({
        ...edge,
        source: `n${document.nodes.findIndex(({ id }) => id === edge.source)}`,
        target: `n${document.nodes.findIndex(({ id }) => id === edge.target)}`,
      })),
      notes: [],
    }
    expect(hashOf(renamed)).toBe(hashOf(document))
  })

  it('is another for other parameters, and its group another for other settings, but not for another seed', () => {
    const wider = {
      ...document,
      nodes: document.nodes.map((node) =>
        node.kind === 'Conv2D' ? { ...node, parameters: { ...node.parameters, filters: 5 } } : node,
      ),
    }
    expect(hashOf(wider)).not.toBe(hashOf(document))
    expect(keyOf({ ...document, seed: 99, name: 'other' })).toBe(keyOf(document))
    expect(keyOf(smallDocument({ batchSize: 64 }))).not.toBe(keyOf(document))
    expect(keyOf({ ...document, initialWeights: '0'.repeat(32) })).not.toBe(keyOf(document))
    expect(keyOf({ ...document, data: { source: 'digits' } })).not.toBe(keyOf(document))
    expect(hashOf(smallDocument({ batchSize: 64 }))).toBe(hashOf(document))
    const augmented = { ...document, augmentation: augmentationPresets.photos }
    expect(keyOf(augmented)).not.toBe(keyOf(document))
    expect(keyOf({ ...augmented, seed: 99 })).toBe(keyOf(augmented))
  })
})

describe('the hash of a data set', () => {
  function pictures(change: (pixels: Uint8Array, labels: Uint8Array) => void = () => {}): Dataset {
    const pixels = Uint8Array.from({ length: 24 }, (_, place) => place)
    const labels = Uint8Array.from([0, 1, 2, 0, 1, 2])
    change(pixels, labels)
    const samples = samplesInMemory({ count: 6, pixels, labels })
    const classes = ['a', 'b', 'c'].map((en) => ({ en, 'zh-CN': en }))
    return { task: 'classification', inputShape: [2, 2, 1], classes, train: samples, test: samples }
  }

  it('is the same for the same pictures and labels, and another for one that differs', async () => {
    const hash = await hashDataset(pictures())
    expect(await hashDataset(pictures())).toBe(hash)
    const pixel = pictures((pixels) => pixels.set([99], 23))
    const label = pictures((_pixels, labels) => labels.set([2], 0))
    expect(new Set([hash, await hashDataset(pixel), await hashDataset(label)]).size).toBe(3)
  })

  it('does not depend on how many bits the labels are kept in', async () => {
    const narrow = pictures()
    const wide = samplesInMemory({
      count: 6,
      pixels: Uint8Array.from({ length: 24 }, (_, place) => place),
      labels: Uint16Array.from([0, 1, 2, 0, 1, 2]),
    })
    expect(await hashDataset({ ...narrow, train: wide, test: wide })).toBe(await hashDataset(narrow))
  })
})

describe('packing', () => {
  it('gives back curves and labels exactly, shares to 1/65535', () => {
    const curve = [{ step: 2 ** 40, loss: 1 / 3, accuracy: Number.NaN }]
    expect(unpackCurve(packCurve(curve))).toEqual(curve)
    expect([...unpackLabels(packLabels(Uint16Array.from([0, 255, 256, 65_535])))]).toEqual([0, 255, 256, 65_535])
    const shares = Float32Array.from([0, 0.25, 0.9999, 1])
    for (const [place, share] of unpackShares(packShares(shares)).entries()) {
      expect(Math.abs(share - (shares[place] ?? 0))).toBeLessThan(1 / 65_535)
    }
  })

  it('thins a curve out to the means of neighbours', () => {
    const curve = Array.from({ length: 5 }, (_, step) => ({ step, loss: step, accuracy: 0 }))
    expect(thinCurve(curve, 3)).toEqual([
      { step: 1, loss: 0.5, accuracy: 0 },
      { step: 3, loss: 2.5, accuracy: 0 },
      { step: 4, loss: 4, accuracy: 0 },
    ])
    expect(thinCurve(curve, 5)).toEqual(curve)
  })
})
