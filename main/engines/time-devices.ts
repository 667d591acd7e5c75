import { elementCount } from '#shared/layers/shape.ts'
import type { ChosenDevice } from './choose.ts'
import { explainDeviceFailure } from './device-failure.ts'
import type { Batch, TrainingPlan } from './engine.ts'

/** What one device made of a few steps. */
export type Timing = { isTimed: true; stepMs: number } | { isTimed: false; error: unknown }

export interface TimingOptions {
  plan: TrainingPlan
  batchSize: number
  /** For all devices together; a step that has begun is waited for. */
  budgetMs?: number
}

/** Multiplications and additions of one trial step: a slow device takes a second for them. Larger steps use fewer pictures. */
const mostFlops = 60e9

/** Forward and backward together cost about three times the forward pass. */
const stepsOfForward = 3

/**
 * Times a few steps of the plan's own network on noise, device after device: the first step compiles and does not count, the
 * median of the others does. Each device takes at least two steps.
 */
export async function timeDevices(
  devices: readonly ChosenDevice[],
  { plan, batchSize, budgetMs = 1500 }: TimingOptions,
): Promise<Timing[]> {
  const count = trialBatchSize(plan, batchSize)
  const batch = drawNoise(plan, count)
  const deadline = performance.now() + budgetMs
  const timings: Timing[] = []
  for (const [index, device] of devices.entries()) {
    const share = (deadline - performance.now()) / (devices.length - index)
    timings.push(await timeDevice(device, plan, { batch, untilMs: performance.now() + share }))
  }
  return timings.map((timing) => (timing.isTimed ? { ...timing, stepMs: (timing.stepMs * batchSize) / count } : timing))
}

async function timeDevice(
  { engine, device }: ChosenDevice,
  plan: TrainingPlan,
  { batch, untilMs }: { batch: Batch; untilMs: number },
): Promise<Timing> {
  try {
    const session = await engine.open(plan, device)
    try {
      await session.trainStep(batch)
      const times: number[] = []
      do {
        const startedAt = performance.now()
        await session.trainStep(batch)
        times.push(performance.now() - startedAt)
      } while (performance.now() < untilMs && times.length < 20)
      return { isTimed: true, stepMs: times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0 }
    } finally {
      await session.dispose()
    }
  } catch (error) {
    return { isTimed: false, error: explainDeviceFailure(error, device) }
  }
}

export function trialBatchSize({ graph }: Pick<TrainingPlan, 'graph'>, batchSize: number): number {
  const perPicture = Math.max(1, stepsOfForward * graph.totals.flops)
  return Math.max(1, Math.min(batchSize, Math.floor(mostFlops / perPicture)))
}

function drawNoise({ graph, hasMixedLabels }: TrainingPlan, count: number): Batch {
  const outputOf = (id: string | null) => graph.nodes.find(({ node }) => node.id === id)?.output ?? []
  const [...places] = outputOf(graph.ends.outputId)
  const classes = places.pop() ?? 1
  const labels = Uint8Array.from({ length: count * elementCount(places) }, (_, index) => index % Math.min(classes, 256))
  const pixels = Uint8Array.from(
    { length: count * elementCount(outputOf(graph.ends.inputId)) },
    (_, index) => Math.imul(index + 1, 2654435761) >>> 24,
  )
  const mixed = { labels: labels.slice().reverse(), shares: new Float32Array(count).fill(0.75) }
  return { count, pixels, labels, ...(hasMixedLabels ? { mixed } : {}) }
}
