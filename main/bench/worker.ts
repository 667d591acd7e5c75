import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import type { Batch, TrainingSession } from '#main/engines/engine.ts'
import { engines } from '#main/engines/registry.ts'
import { checkGraph } from '#shared/graph/check-graph.ts'
import { inputShapeOf } from '#shared/graph/heads.ts'
import { elementCount } from '#shared/layers/shape.ts'
import { buildNetwork, withoutNoise } from './networks.ts'
import type { Answer, Order, StepsTaken, Task } from './protocol.ts'

/** The seed of every first weight here; that of the weights in `StartFiles` too. */
export const benchSeed = 1

/** One of our engines as a contestant. Pictures and labels are drawn at random: a step takes as long whatever it sees. */
export async function runWorker(): Promise<void> {
  const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]()
  const task = JSON.parse((await lines.next()).value) as Task
  const { session, batch } = await openSession(task)
  answer({ ready: true, name: session.device.name })
  for (let next = await lines.next(); !next.done; next = await lines.next()) {
    const order = JSON.parse(next.value) as Order
    if ('finish' in order) {
      answer({ peakMemoryMiB: process.resourceUsage().maxRSS / 1024 })
      break
    }
    answer(await takeSteps(session, batch, order.steps))
  }
  await session.dispose()
}

/** A network on one of our engines, and a batch for it. Whoever asked disposes the session. @throws Error */
export async function openSession(task: Task): Promise<{ session: TrainingSession; batch: Batch }> {
  const engine = engines.find(({ id }) => id === task.engine)
  const reports = (await engine?.probe()) ?? []
  const found = reports.find((report) => report.isUsable && report.device.device === task.device)
  if (!engine || !found?.isUsable) throw new Error(`there is no ${task.engine} ${task.device}`)
  const built = buildNetwork(task.network)
  const document = task.start ? withoutNoise(built) : built
  const { loss, optimizer } = document.training
  const graph = checkGraph(document)
  const plan = { graph, loss, optimizer, seed: benchSeed, threads: task.threads }
  const shape = inputShapeOf(graph)
  const end = graph.nodes.find(({ node }) => node.id === graph.ends.outputId)?.output ?? []
  const batch = task.start
    ? { count: task.batch, pixels: readFileSync(task.start.pixels), labels: readFileSync(task.start.labels) }
    : randomBatch(task.batch, elementCount(shape), elementCount(end))
  return { session: await engine.open(plan, found.device), batch }
}

export function randomBatch(count: number, values: number, classes: number): Batch {
  const below = (limit: number) => Math.floor(Math.random() * limit)
  return {
    count,
    pixels: Uint8Array.from({ length: count * values }, () => below(256)),
    labels: Uint8Array.from({ length: count }, () => below(Math.min(classes, 256))),
  }
}

async function takeSteps(session: TrainingSession, batch: Batch, steps: number): Promise<StepsTaken> {
  const taken: StepsTaken = { msPerStep: [], losses: [] }
  for (let step = 0; step < steps; step += 1) {
    const start = performance.now()
    const { loss } = await session.trainStep(batch)
    taken.msPerStep.push(performance.now() - start)
    taken.losses.push(loss)
  }
  return taken
}

function answer(message: Answer): void {
  process.stdout.write(`${JSON.stringify(message)}\n`)
}
