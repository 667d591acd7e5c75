import { describe, expect, it } from 'vitest'
import { checkGraph } from '#shared/graph/check-graph.ts'
import { largestDifference } from './agreement.ts'
import { buildNetwork, races, withoutNoise } from './networks.ts'
import type { BenchRow } from './protocol.ts'
import { median, printRows, rateRows } from './report.ts'

const peers = ['pytorch', 'keras']

function row(engine: string, device: string, msPerStep: number, peakMemoryMiB = 100): BenchRow {
  const imagesPerSecond = 128_000 / msPerStep
  return { network: 'n', batch: 128, engine, device, threads: 2, msPerStep, imagesPerSecond, peakMemoryMiB }
}

describe('bench report', () => {
  it('takes medians of odd and even counts', () => {
    expect(median([3, 1, 2])).toBe(2)
    expect(median([4, 1, 2, 3])).toBe(2.5)
  })

  it("rates speed and memory against each peer's fastest row", () => {
    const rows = [
      row('onnx', 'cpu', 20, 120),
      row('pytorch', 'cpu', 40, 50),
      row('pytorch', 'cpu channels_last', 30, 60),
      row('keras', 'cpu xla', 60, 240),
    ]
    const [ours, plain, fastest] = rateRows(rows, peers)
    expect(ours?.ratios).toEqual({ pytorch: { speed: 1.5, memory: 2 }, keras: { speed: 3, memory: 0.5 } })
    expect(plain?.ratios.pytorch?.speed).toBe(0.75)
    expect(fastest?.ratios.pytorch).toEqual({ speed: 1, memory: 1 })
  })

  it('leaves the ratio open without the peer, and to other networks', () => {
    const rated = rateRows([row('onnx', 'cpu', 20), { ...row('pytorch', 'cpu', 20), network: 'other' }], peers)
    expect(rated[0]?.ratios).toEqual({})
    expect(printRows(rated.slice(0, 1), peers)).toContain('–')
  })

  it('finds the largest difference between losses', () => {
    const losses = (engine: string, ...values: number[]) => ({ network: 'n', engine, device: 'cpu', losses: values })
    expect(largestDifference([losses('onnx', 2, 1), losses('pytorch', 2, 1.1), losses('keras', 2.02, 1)])).toBeCloseTo(
      0.05,
    )
    expect(largestDifference([losses('onnx', 2, 1)])).toBe(0)
  })
})

describe('bench networks', () => {
  const totals: Record<string, number> = {
    'book-cifar': 1_250_858,
    // Torchvision's 11,689,512 and 25,557,032, with 10 classes and a 3×3 stem for the first, and moving statistics for both.
    'resnet-18-cifar': 11_183_562,
    'resnet-50': 25_610_152,
    'conv-chain-4': 896 + 3 * 9248 + 330,
  }

  it.each([...races.map(({ network }) => network), 'resnet-50', 'conv-chain-4'])('%s can be trained', (id) => {
    const graph = checkGraph(buildNetwork(id), { memoryLimitBytes: 1e12 })
    expect(graph.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
    expect(graph.totals.parameters).toBe(totals[id] ?? graph.totals.parameters)
  })

  it('drops nothing in a network without noise', () => {
    const rates = withoutNoise(buildNetwork('book-cifar')).nodes.flatMap(({ kind, parameters }) =>
      kind === 'Dropout' ? [parameters.rate] : [],
    )
    expect(rates).toEqual([0, 0, 0])
  })
})
