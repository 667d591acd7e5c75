import type { BenchRow } from './protocol.ts'

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2
}

/** Compares the rows of one network with the faster of PyTorch's. */
export function rateRows(rows: readonly BenchRow[]): BenchRow[] {
  const peers = rows.filter(({ engine }) => engine === 'pytorch').map(({ msPerStep }) => msPerStep)
  if (peers.length === 0) return [...rows]
  const best = Math.min(...peers)
  return rows.map((row) => ({ ...row, ratioToPyTorch: best / row.msPerStep }))
}

export function printTable(rows: readonly BenchRow[]): string {
  const header = ['network', 'batch', 'engine', 'device', 'threads', 'ms/step', 'images/s', 'peak MiB', 'to PyTorch']
  const lines = rows.map((row) => [
    row.network,
    String(row.batch),
    row.engine,
    row.device,
    String(row.threads),
    row.msPerStep.toFixed(1),
    row.imagesPerSecond.toFixed(0),
    row.peakMemoryMiB.toFixed(0),
    row.ratioToPyTorch === null ? '–' : `${row.ratioToPyTorch.toFixed(2)}×`,
  ])
  const widths = header.map((title, column) =>
    Math.max(title.length, ...lines.map((line) => line[column]?.length ?? 0)),
  )
  const print = (cells: string[]) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd()
  return `${[header, ...lines].map(print).join('\n')}\n`
}
