import { describe, expect, it } from 'vitest'
import type { BenchRow } from './protocol.ts'
import { median, printTable, rateRows } from './report.ts'

function row(engine: string, device: string, msPerStep: number): BenchRow {
  const imagesPerSecond = 128_000 / msPerStep
  return {
    network: 'n',
    batch: 128,
    engine,
    device,
    threads: 2,
    msPerStep,
    imagesPerSecond,
    peakMemoryMiB: 1,
    ratioToPyTorch: null,
  }
}

describe('bench report', () => {
  it('takes medians of odd and even counts', () => {
    expect(median([3, 1, 2])).toBe(2)
    expect(median([4, 1, 2, 3])).toBe(2.5)
  })

  it('rates against the faster of the PyTorch layouts', () => {
    const rated = rateRows([row('onnx', 'cpu', 20), row('pytorch', 'cpu', 40), row('pytorch', 'cpu channels_last', 30)])
    expect(rated.map(({ ratioToPyTorch }) => ratioToPyTorch)).toEqual([1.5, 0.75, 1])
  })

  it('leaves the ratio open without PyTorch', () => {
    const [rated] = rateRows([row('onnx', 'cpu', 20)])
    expect(rated?.ratioToPyTorch).toBeNull()
    expect(printTable([row('onnx', 'cpu', 20)])).toContain('–')
  })
})
