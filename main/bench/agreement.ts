import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { initialWeights } from '#main/compile/tfjs/build-model.ts'
import { checkGraph } from '#shared/graph/check-graph.ts'
import { elementCount } from '#shared/layers/shape.ts'
import { Contestant } from './contestant.ts'
import { buildNetwork, withoutNoise } from './networks.ts'
import type { StartFiles, Task } from './protocol.ts'
import { commandOf } from './tasks.ts'
import { benchSeed, randomBatch } from './worker.ts'

const steps = 4

export interface LossRow {
  network: string
  engine: string
  device: string
  /** Before each of the first steps. */
  losses: number[]
}

/** The first losses of every contestant from the same weights and pictures, without dropout. */
export async function compareLosses(network: string, tasks: readonly Task[]): Promise<LossRow[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'layerloom-bench-'))
  try {
    const start = writeStart(folder, network, tasks[0]?.batch ?? 1)
    const rows: LossRow[] = []
    for (const task of tasks) {
      const contestant = await Contestant.start({ ...task, start }, commandOf(task))
      const { losses } = await contestant.takeSteps(steps)
      await contestant.finish()
      rows.push({ network, engine: task.engine, device: task.device, losses })
    }
    return rows
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function writeStart(folder: string, network: string, batch: number): StartFiles {
  const graph = checkGraph(withoutNoise(buildNetwork(network)))
  const sizeOf = (id: string | null) => elementCount(graph.nodes.find(({ node }) => node.id === id)?.output ?? [])
  const { pixels, labels } = randomBatch(batch, sizeOf(graph.ends.inputId), sizeOf(graph.ends.outputId))
  const weights = initialWeights(graph, benchSeed).map(({ values }) => Buffer.from(values.buffer))
  const write = (name: string, content: Uint8Array) => {
    const file = path.join(folder, name)
    writeFileSync(file, content)
    return file
  }
  return {
    weights: write('weights', Buffer.concat(weights)),
    pixels: write('pixels', pixels),
    labels: write('labels', Uint8Array.from(labels)),
  }
}

/** The largest difference from the first row's losses, in parts of its first loss: later ones may be next to nothing. */
export function largestDifference(rows: readonly LossRow[]): number {
  const expected = rows[0]?.losses ?? []
  const [scale = 1] = expected
  const differences = rows.flatMap(({ losses }) =>
    losses.map((loss, step) => Math.abs(loss - (expected[step] ?? Number.NaN)) / scale),
  )
  return Math.max(0, ...differences)
}
