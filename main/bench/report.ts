import { percent, printTable } from '#main/cli/text-table.ts'
import type { LossRow } from './agreement.ts'
import type { CompileTime } from './compile-time.ts'
import type { Growth } from './growth.ts'
import type { BenchRow } from './protocol.ts'
import type { WatchingCost } from './watching.ts'

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2
}

/** A row beside the fastest row of each peer on the same network: above 1, `speed` is faster and `memory` is more. */
export interface RatedRow extends BenchRow {
  ratios: Record<string, { speed: number; memory: number }>
}

export function rateRows(rows: readonly BenchRow[], peers: readonly string[]): RatedRow[] {
  return rows.map((row) => {
    const ratios: RatedRow['ratios'] = {}
    for (const peer of peers) {
      const [fastest] = rows
        .filter(({ engine, network }) => engine === peer && network === row.network)
        .sort((a, b) => a.msPerStep - b.msPerStep)
      if (!fastest) continue
      ratios[peer] = {
        speed: fastest.msPerStep / row.msPerStep,
        memory: row.peakMemoryMiB / fastest.peakMemoryMiB,
      }
    }
    return { ...row, ratios }
  })
}

export function printRows(rows: readonly RatedRow[], peers: readonly string[]): string {
  const heading = ['network', 'batch', 'engine', 'device', 'threads', 'ms/step', 'images/s', 'peak MiB']
  const beside = peers.flatMap((peer) => [`× ${peer}`, 'memory'])
  const lines = rows.map((row) => [
    row.network,
    String(row.batch),
    row.engine,
    row.device,
    String(row.threads),
    row.msPerStep.toFixed(1),
    row.imagesPerSecond.toFixed(0),
    row.peakMemoryMiB.toFixed(0),
    ...peers.flatMap((peer) => {
      const ratio = row.ratios[peer]
      return ratio ? [ratio.speed.toFixed(2), ratio.memory.toFixed(2)] : ['–', '–']
    }),
  ])
  return printTable([[...heading, ...beside], ...lines], [1, 4, 5, 6, 7, 8, 9, 10, 11])
}

export function printLosses(rows: readonly LossRow[]): string {
  const steps = Array.from({ length: rows[0]?.losses.length ?? 0 }, (_, step) => `loss ${step + 1}`)
  const lines = rows.map(({ network, engine, device, losses }) => [
    network,
    engine,
    device,
    ...losses.map((loss) => loss.toFixed(5)),
  ])
  return printTable([['network', 'engine', 'device', ...steps], ...lines])
}

export function printCompileTimes(rows: readonly CompileTime[]): string {
  const lines = rows.map((row) => [
    row.network,
    row.parameters.toLocaleString('en'),
    ...[row.parseMs, row.checkMs, row.openMs, row.weightsMs, row.readyMs, row.firstStepMs].map((ms) => ms.toFixed(0)),
  ])
  const heading = ['network', 'parameters', 'parse ms', 'check', 'open', '(weights)', 'ready', 'first step']
  return printTable([heading, ...lines], [1, 2, 3, 4, 5, 6, 7])
}

export function printGrowth({ title, of, points, fit }: Growth): string {
  const cells = points.map(({ size, msPerStep }) => [String(size), msPerStep.toFixed(2)])
  const line = `${fit.offset.toFixed(2)} ms + ${fit.slope.toFixed(3)} ms × ${of}`
  const quality = `R² ${fit.rSquared.toFixed(5)}, at most ${percent(fit.largestDeviation)} off`
  return `${title}: ${line}; ${quality}\n${printTable([[of, 'ms/step'], ...cells], [0, 1])}`
}

export function printWatching(rows: readonly WatchingCost[]): string {
  const lines = rows.map((row) => [
    row.network,
    String(row.batch),
    row.imagesPerSecond.toFixed(0),
    row.watchedImagesPerSecond.toFixed(0),
    percent(row.cost),
    row.framesPerSecond.toFixed(1),
    percent(row.dataWaitShare),
  ])
  const heading = ['network', 'batch', 'images/s', 'watched', 'cost', 'frames/s', 'wait for data']
  return printTable([heading, ...lines], [1, 2, 3, 4, 5, 6])
}
