import type { EngineDevice } from '#shared/contract/engines.ts'
import { type OptimizerSettings, optimizerSchema } from '#shared/document/optimizers.ts'
import type { DataChoice } from '#shared/document/schema.ts'
import { checkGraph } from '#shared/graph/check-graph.ts'
import { elementCount, type Shape } from '#shared/layers/shape.ts'
import { drawChain } from '#shared/zoo/network.ts'
import type { Batch, Engine, NamedTensor, TrainingPlan, TrainingSession } from '../engine.ts'
import type { ParityCase } from './cases.ts'

export interface Candidate {
  engine: Engine
  device: EngineDevice
}

/** Devices that compute in float32 without shortcuts; graphics cards may round products to fewer bits. */
const exactDevices = new Set(['cpu', 'node-cpu'])

/** The reference, and the devices that are held against it. */
export async function findCandidates(
  engines: readonly Engine[],
): Promise<{ reference: Candidate; others: Candidate[] }> {
  const found: (Candidate & { isReference: boolean })[] = []
  for (const engine of engines) {
    for (const report of await engine.probe()) {
      if (report.isUsable && exactDevices.has(report.device.device)) {
        found.push({ engine, device: report.device, isReference: report.isReference })
      }
    }
  }
  const reference = found.find(({ isReference }) => isReference)
  if (!reference) throw new Error('no engine is the reference')
  return { reference, others: found.filter(({ isReference }) => !isReference) }
}

const masks: DataChoice = { source: 'shapes', variant: 'segmentation', train: 1, test: 1, seed: 1 }
/** Above those of all classes, in as many bytes as they take. */
const ignoreLabelOf = (classes: number) => (classes > 255 ? 65_535 : 255)

export function planCase(parityCase: ParityCase, optimizer: OptimizerSettings, seed = 7): TrainingPlan {
  const { name, shape, steps, loss, details, isSegmentation } = parityCase
  const drawn = drawChain(name, shape, steps, { loss })
  const graph = checkGraph(isSegmentation ? { ...drawn, data: masks } : drawn)
  if (!graph.isTrainable) throw new Error(`${name}: ${JSON.stringify(graph.diagnostics)}`)
  const classes = graph.nodes.find(({ node }) => node.id === graph.ends.outputId)?.output.at(-1) ?? 1
  const ignoring = isSegmentation ? { ignoreLabel: ignoreLabelOf(classes) } : {}
  return { graph, loss, ...details, ...ignoring, optimizer, seed, threads: 1 }
}

export const optimizerOf = (settings: { kind: string; learningRate?: number; epsilon?: number }): OptimizerSettings =>
  optimizerSchema.parse(settings)

/** Pictures of noise with labels, the same for one seed; every fourth pixel or so of masks is ignored. `output` is a head's shape. */
export function drawBatch(shape: Shape, output: Shape, options: { count: number; seed: number }): Batch {
  const places = output.slice(0, -1)
  const classes = output.at(-1) ?? 1
  let state = options.seed
  const next = (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
  const { count } = options
  const pixels = Uint8Array.from({ length: count * elementCount(shape) }, () => next(256))
  const labels = Array.from({ length: count * elementCount(places) }, () =>
    places.length > 0 && next(4) === 0 ? ignoreLabelOf(classes) : next(classes),
  )
  return { count, pixels, labels: classes > 255 ? Uint16Array.from(labels) : Uint8Array.from(labels) }
}

/** A batch that fits the plan's network. */
export function batchFor({ graph, hasMixedLabels }: TrainingPlan, options: { count: number; seed: number }): Batch {
  const shapeOf = (id: string | null) => graph.nodes.find(({ node }) => node.id === id)?.output ?? []
  const batch = drawBatch(shapeOf(graph.ends.inputId), shapeOf(graph.ends.outputId), options)
  if (!hasMixedLabels) return batch
  const { labels } = drawBatch([0], shapeOf(graph.ends.outputId), { ...options, seed: options.seed + 1000 })
  // From half to whole; the first picture is mixed with none.
  const shares = Float32Array.from({ length: options.count }, (_, place) => 1 - place / (2 * options.count))
  return { ...batch, mixed: { labels, shares } }
}

export async function withSession<T>(
  { engine, device }: Candidate,
  plan: TrainingPlan,
  use: (session: TrainingSession) => Promise<T>,
): Promise<T> {
  const session = await engine.open(plan, device)
  try {
    return await use(session)
  } finally {
    await session.dispose()
  }
}

export interface Disagreement {
  name: string
  index: number
  expected: number
  actual: number
}

/**
 * The first place at which two lists of tensors differ by more than `rtol` of the value, a tenth of that of the tensor's
 * largest value and a twentieth of that of the largest of all: gradients that cancel out leave only noise.
 */
export function findDisagreement(
  expected: readonly NamedTensor[],
  actual: readonly NamedTensor[],
  rtol = 1e-4,
): Disagreement | null {
  const byName = new Map(actual.map((tensor) => [tensor.name, tensor]))
  const largest = Math.max(...expected.map(({ values }) => largestOf(values)), 0)
  for (const { name, shape, values } of expected) {
    const other = byName.get(name)
    if (!other || other.shape.join() !== shape.join()) return { name, index: -1, expected: 0, actual: 0 }
    const slack = (rtol / 10) * largestOf(values) + (rtol / 20) * largest
    for (const [index, value] of values.entries()) {
      const found = other.values[index] ?? Number.NaN
      if (!(Math.abs(found - value) <= rtol * Math.abs(value) + slack)) {
        return { name, index, expected: value, actual: found }
      }
    }
  }
  return byName.size === expected.length ? null : { name: 'number of tensors', index: -1, expected: 0, actual: 0 }
}

function largestOf(values: Float32Array): number {
  return values.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0)
}

/** From the session itself, or from what a step of gradient descent with a learning rate of 1 subtracts. */
export async function readGradients(
  candidate: Candidate,
  parityCase: ParityCase,
  batch: Batch,
): Promise<NamedTensor[]> {
  const plan = planCase(parityCase, optimizerOf({ kind: 'sgd', learningRate: 1 }))
  const trainable = new Set(
    plan.graph.nodes.flatMap(({ node, weights }) =>
      weights.filter(({ isTrainable }) => isTrainable).map(({ name }) => `${node.id}/${name}`),
    ),
  )
  return withSession(candidate, plan, async (session) => {
    if (session.gradients) return session.gradients(batch)
    const before = await session.readWeights()
    await session.trainStep(batch)
    const after = new Map((await session.readWeights()).map(({ name, values }) => [name, values]))
    return before
      .filter(({ name }) => trainable.has(name))
      .map((tensor) => ({
        ...tensor,
        values: tensor.values.map((value, index) => value - (after.get(tensor.name)?.[index] ?? Number.NaN)),
      }))
  })
}

/** Two steps, an evaluation, a look inside and what is left in the weights. */
export async function traceBriefly(session: TrainingSession, plan: TrainingPlan): Promise<NamedTensor[]> {
  const numbers: number[] = []
  for (const [seed, count] of [4, 3].entries()) {
    numbers.push((await session.trainStep(batchFor(plan, { count, seed }))).loss)
  }
  const { loss, probabilities } = await session.evaluate(batchFor(plan, { count: 2, seed: 9 }))
  const ids = plan.graph.nodes.filter(({ layer }) => layer.group !== 'ends').map(({ node }) => node.id)
  const activations = await session.activations(batchFor(plan, { count: 2, seed: 9 }), ids)
  return [
    { name: 'losses', shape: [3], values: Float32Array.of(...numbers, loss) },
    { name: 'probabilities', shape: [probabilities.length], values: probabilities },
    ...activations.map(({ nodeId, shape, values }) => ({ name: `output of ${nodeId}`, shape, values })),
    ...(await session.readWeights()),
  ]
}
