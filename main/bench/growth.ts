import { fitLine, type LineFit } from './fit.ts'
import type { Task } from './protocol.ts'
import { median } from './report.ts'
import { openSession } from './worker.ts'

/** In each turn, before what is measured: threads of the session before are still awake for a while. */
const warmUpSteps = 2
const stepsPerTurn = 3
const rounds = 4

/** How the time of a step grows with one size, and how near that is to a straight line. */
export interface Growth {
  title: string
  of: string
  points: { size: number; msPerStep: number }[]
  fit: LineFit
}

const sizes = {
  batch: [8, 16, 32, 64, 128, 256],
  depth: [4, 8, 16, 32, 64],
}

/** Pictures in a step while the depth grows: enough work for all processors at little memory. */
const depthBatch = 16

export async function measureGrowth(threads: number, network: string): Promise<Growth[]> {
  const device = { engine: 'onnx', device: 'cpu', threads }
  return [
    await grow(
      `${network}, batch`,
      'pictures',
      sizes.batch.map((batch) => ({ size: batch, task: { ...device, network, batch } })),
    ),
    await grow(
      `chain of convolutions at batch ${depthBatch}, depth`,
      'layers',
      sizes.depth.map((depth) => ({
        size: depth,
        task: { ...device, network: `conv-chain-${depth}`, batch: depthBatch },
      })),
    ),
  ]
}

/** All sizes take turns, so that whatever slows the machine down slows all of them. */
async function grow(title: string, of: string, cases: { size: number; task: Task }[]): Promise<Growth> {
  const opened = []
  for (const { size, task } of cases) opened.push({ size, ...(await openSession(task)), times: [] as number[] })
  for (let round = 0; round < rounds; round += 1) {
    for (const { session, batch, times } of opened) {
      for (let step = -warmUpSteps; step < stepsPerTurn; step += 1) {
        const start = performance.now()
        await session.trainStep(batch)
        if (step >= 0) times.push(performance.now() - start)
      }
    }
  }
  for (const { session } of opened) await session.dispose()
  const points = opened.map(({ size, times }) => ({ size, msPerStep: median(times) }))
  return { title, of, points, fit: fitLine(points.map(({ size, msPerStep }) => ({ x: size, y: msPerStep }))) }
}
