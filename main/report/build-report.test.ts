import { describe, expect, it } from 'vitest'
import type { RunDetails } from '#shared/contract/records.ts'
import { checkGraph } from '#shared/graph/check-graph.ts'
import { findZooNetwork } from '#shared/zoo/zoo.ts'
import { compareRuns } from '../records/compare-runs.ts'
import { groupKeyOf, hashGraph } from '../records/fingerprints.ts'
import { madeEnd, madeEpoch, madeStart } from '../records/testing/record-fixture.ts'
import { buildReport } from './build-report.ts'

const hostile = `<script>alert(1)</script><img src=x onerror="alert(2)"> & ' 网络`

function madeRun(runId: string, zooId: string, parts: Partial<RunDetails> = {}): RunDetails {
  const built = findZooNetwork(zooId)?.build()
  if (!built) throw new Error(`no network ${zooId}`)
  const document = { ...built, name: parts.name ?? built.name }
  const graph = checkGraph(document)
  const { epochs: epochList, curve, ...end } = madeEnd(runId)
  const none = { seconds: 75, flops: 1e6, memoryBytes: 1e6, imagesPerSecond: 900, loss: 0.3, accuracy: 0.9 }
  return {
    ...madeStart(runId, { document }),
    ...end,
    ...none,
    ...{ valLoss: 0.4, valAccuracy: 0.88, testLoss: 0.41, testAccuracy: 0.85, parameters: graph.totals.parameters },
    document,
    graphHash: hashGraph(graph),
    groupKey: groupKeyOf(document, hashGraph(graph)),
    seed: document.seed,
    classes: ['0', hostile].map((name) => ({ en: name, 'zh-CN': name })),
    confusion: [
      [9, 1],
      [2, 8],
    ],
    epochs: 2,
    epochList: [...epochList, madeEpoch(2)],
    curve: [...curve],
    tags: [],
    note: '',
    hasPredictions: false,
    hasCurves: false,
    origin: null,
    ...parts,
  }
}

const options = { programVersion: '9.8.7', writtenAt: new Date(1_700_000_000_000) } as const
const nothingStored = { predictionsOf: () => null, pixelAccuraciesOf: () => null }
const reportOn = (runs: RunDetails[], locale: 'en' | 'zh-CN' = 'en') =>
  buildReport(
    {
      runs,
      comparison: runs.length > 1 ? compareRuns({ rows: runs, ...nothingStored }) : null,
      mistakes: null,
    },
    { ...options, locale },
  )

describe('buildReport', () => {
  it.each(['en', 'zh-CN'] as const)('tells all of one run, in %s', (locale) => {
    const html = reportOn([madeRun('one', 'study-mnist-cnn')], locale)
    expect(html).toContain(`<html lang="${locale}">`)
    expect(html).toContain('9.8.7')
    expect(html).toContain('85.00 %')
    expect(html.match(/<svg class="chart"/g)).toHaveLength(2)
    expect(html.match(/<svg class="matrix"/g)).toHaveLength(1)
    expect(html.match(/<svg class="drawing"/g)).toHaveLength(1)
    expect(html).not.toMatch(/\{\{|NaN|undefined|Infinity|\[object/)
    expect(html.match(/<h2>/g)).toHaveLength(7)
  })

  it('runs nothing and fetches nothing, whatever people typed', () => {
    const typed = { name: hostile, note: hostile, tags: [hostile] }
    const run = madeRun('one', 'study-mnist-cnn', typed)
    const named = { ...run.document, nodes: run.document.nodes.map((node) => ({ ...node, name: hostile })) }
    const html = reportOn([{ ...run, document: named }, madeRun('two', 'study-mnist-fcn', typed)])
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
    expect(html).not.toMatch(/<(script|img|link|iframe|object|a)\b|\s(src|href)="|url\(|@import/)
    expect(html).toContain("default-src 'none'")
  })

  it('compares runs: sentences, curves over each other, and what differs between the networks', () => {
    const runs = [madeRun('one', 'study-mnist-cnn'), madeRun('two', 'study-mnist-fcn', { testAccuracy: 0.8 })]
    const html = reportOn(runs)
    expect(html).toContain('2 runs compared')
    expect(html).toContain('What differs between the networks')
    expect(html).toContain('Is the difference more than chance?')
    expect(html.match(/<svg class="chart"/g)).toHaveLength(2)
    expect(html.match(/<svg class="drawing"/g)).toHaveLength(2)
    expect(html.match(/<polyline/g)).toHaveLength(8)
  })

  it('draws a network that several runs share once', () => {
    const html = reportOn([madeRun('one', 'study-mnist-cnn'), madeRun('two', 'study-mnist-cnn', { seed: 5 })])
    expect(html.match(/<svg class="drawing"/g)).toHaveLength(1)
    expect(html).not.toContain('What differs between the networks')
  })

  it('does without what a run did not come to', () => {
    const nothing = { testAccuracy: null, testLoss: null, confusion: null, epochList: [], curve: [], seconds: null }
    const html = reportOn([madeRun('one', 'study-mnist-cnn', { ...nothing, state: 'failed', endedAt: null })])
    expect(html).not.toMatch(/NaN|undefined|<h2>Confusion|class="chart"/)
    expect(html).toContain('class="drawing"')
  })

  it('holds long runs and many classes', () => {
    const count = 100
    const epochList = Array.from({ length: 500 }, (_, place) =>
      madeEpoch(place + 1, place === 7 ? { loss: Number.POSITIVE_INFINITY } : {}),
    )
    const confusion = Array.from({ length: count }, (_, row) =>
      Array.from({ length: count }, (_, column) => (row === column ? 90 : 0)),
    )
    const html = reportOn([madeRun('one', 'study-mnist-cnn', { epochList, confusion, classes: [] })])
    expect(html).not.toMatch(/NaN|undefined|Infinity/)
    expect(html.slice(html.indexOf('<h2>By epoch')).match(/<tr/g)?.length).toBeLessThan(70)
    expect(html.length).toBeLessThan(4e6)
  })
})
