import { createInterface } from 'node:readline'
import type { Batch, TrainingSession } from '#main/engines/engine.ts'
import { engines } from '#main/engines/registry.ts'
import { checkGraph } from '#shared/graph/check-graph.ts'
import { elementCount } from '#shared/layers/shape.ts'
import { findZooNetwork } from '#shared/zoo/zoo.ts'
import type { Answer, Order, Task } from './protocol.ts'

/** One of our engines as a contestant. Pictures and labels are drawn at random: a step takes as long whatever it sees. */
export async function runWorker(task: Task): Promise<void> {
  const session = await openSession(task)
  const batch = randomBatch(task)
  answer({ ready: true, name: session.device.name })
  for await (const line of createInterface({ input: process.stdin })) {
    const order = JSON.parse(line) as Order
    if ('finish' in order) {
      answer({ peakMemoryMiB: process.resourceUsage().maxRSS / 1024 })
      break
    }
    answer({ msPerStep: await timeSteps(session, batch, order.steps) })
  }
  await session.dispose()
}

async function openSession(task: Task): Promise<TrainingSession> {
  const engine = engines.find(({ id }) => id === task.engine)
  const reports = (await engine?.probe()) ?? []
  const found = reports.find((report) => report.isUsable && report.device.device === task.device)
  const document = findZooNetwork(task.network)?.build()
  if (!engine || !found?.isUsable || !document) throw new Error(`cannot run ${task.network} on ${task.engine}`)
  const { loss, optimizer } = document.training
  return engine.open({ graph: checkGraph(document), loss, optimizer, seed: 1, threads: task.threads }, found.device)
}

function randomBatch({ network, batch }: Task): Batch {
  const document = findZooNetwork(network)?.build()
  const shape = document ? (checkGraph(document).nodes[0]?.output ?? []) : []
  const random = () => Math.floor(Math.random() * 256)
  return {
    count: batch,
    pixels: Uint8Array.from({ length: batch * elementCount(shape) }, random),
    labels: Uint8Array.from({ length: batch }, () => Math.floor(Math.random() * 10)),
  }
}

async function timeSteps(session: TrainingSession, batch: Batch, steps: number): Promise<number[]> {
  const times: number[] = []
  for (let step = 0; step < steps; step++) {
    const start = performance.now()
    await session.trainStep(batch)
    times.push(performance.now() - start)
  }
  return times
}

function answer(message: Answer): void {
  process.stdout.write(`${JSON.stringify(message)}\n`)
}
