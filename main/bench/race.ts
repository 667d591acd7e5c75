import { Contestant } from './contestant.ts'
import type { BenchRow, Task } from './protocol.ts'
import { median } from './report.ts'
import { commandOf } from './tasks.ts'

export const stepsPerTurn = 5
const warmUpSteps = 5

/** Contestants take turns, a few steps each, round after round. Who cannot start is told of and left out. */
export async function race(tasks: readonly Task[], rounds: number): Promise<BenchRow[]> {
  const contestants: Contestant[] = []
  for (const task of tasks) {
    process.stderr.write(`${task.network}: starting ${task.engine} ${task.device}\n`)
    try {
      const contestant = await Contestant.start(task, commandOf(task))
      await contestant.takeSteps(warmUpSteps)
      contestants.push(contestant)
    } catch (error) {
      process.stderr.write(`  left out: ${error instanceof Error ? error.message : String(error)}\n`)
    }
  }
  const times = contestants.map((): number[] => [])
  for (let round = 0; round < rounds; round += 1) {
    for (const [place, contestant] of contestants.entries()) {
      times[place]?.push(...(await contestant.takeSteps(stepsPerTurn)).msPerStep)
    }
  }
  const rows: BenchRow[] = []
  for (const [place, { task }] of contestants.entries()) {
    const peakMemoryMiB = await contestants[place]?.finish()
    rows.push(rowOf(task, times[place] ?? [], peakMemoryMiB ?? 0))
  }
  return rows
}

function rowOf(
  { network, batch, engine, device, threads }: Task,
  times: readonly number[],
  peakMemoryMiB: number,
): BenchRow {
  const msPerStep = median(times)
  const imagesPerSecond = (batch / msPerStep) * 1000
  return { network, batch, engine, device, threads, msPerStep, imagesPerSecond, peakMemoryMiB }
}
