import type { CheckedGraph, CheckedNode } from '#shared/graph/check-graph.ts'
import { listHeads, listMainNodes } from '#shared/graph/heads.ts'
import { LoomError } from '#shared/messages/loom-error.ts'
import type { NamedTensor } from '../named-tensor.ts'
import { writeBilinearKernels } from './bilinear-kernel.ts'
import { initialSeed } from './initial-seed.ts'
import { createKerasLayer, type KerasLayer, kerasRule, type LayerConfig, settleInitializers } from './keras-layer.ts'
import { nameLayers } from './layer-names.ts'
import { readModelWeights } from './model-weights.ts'
import { keras } from './tensorflow.ts'

export interface BuildOptions {
  /** Fixes the initial weights; without it they are all 0, to be overwritten. */
  seed?: number
  /** Leaves out what only auxiliary outputs need. */
  mainOnly?: boolean
  /** Puts another layer, or another config, in a stock layer's place. It must have the same weights. */
  create?(checked: CheckedNode, className: string, config: LayerConfig): KerasLayer
}

/**
 * A network in tfjs. Its outputs are those of the heads, the main one first; heads that hang on the same layer share one.
 * Whoever built it disposes `model`, and with it all weights.
 */
export interface BuiltModel {
  model: keras.LayersModel
  /** The nodes that take part, in the order in which data flows. */
  nodes: readonly CheckedNode[]
  /** By node id; Output has none. */
  layers: ReadonlyMap<string, KerasLayer>
  /** What each node gives, by node id. */
  outputs: ReadonlyMap<string, keras.SymbolicTensor>
}

/**
 * Compiles the used part of a drawing to a functional model in tfjs; layers bear the ids of their nodes.
 * @throws LoomError the graph's first error when it cannot be trained
 */
export function buildModel(graph: CheckedGraph, options: BuildOptions = {}): BuiltModel {
  refuseUntrainable(graph)
  const nodes = options.mainOnly ? listMainNodes(graph) : graph.nodes.filter(({ isUsed }) => isUsed)
  const names = nameLayers(nodes)
  const layers = new Map<string, KerasLayer>()
  const outputs = new Map<string, keras.SymbolicTensor>()
  try {
    for (const [position, checked] of nodes.entries()) {
      const { id } = checked.node
      const sources = checked.sources.flatMap((source) => outputs.get(source) ?? [])
      const layer = createLayer(checked, { ...options, name: names.get(id) ?? id, position })
      const output = layer ? applyLayer(layer, sources) : sources[0]
      if (!output) throw new Error(`node ${id} has no input`)
      if (layer) layers.set(id, layer)
      outputs.set(id, output)
    }
    const model = keras.model({ ...modelEnds(graph, outputs), name: 'network' })
    const built = { model, nodes, layers, outputs }
    if (options.seed !== undefined) writeBilinearKernels(built)
    return built
  } catch (error) {
    for (const layer of layers.values()) for (const weight of layer.weights) weight.dispose()
    throw error
  }
}

/**
 * The weights with which training starts: set by the seed alone, on every engine and in every process.
 * @throws LoomError the graph's first error when it cannot be trained
 */
export function initialWeights(graph: CheckedGraph, seed: number): NamedTensor[] {
  const built = buildModel(graph, { seed })
  try {
    return readModelWeights(built)
  } finally {
    built.model.dispose()
  }
}

function refuseUntrainable(graph: CheckedGraph): void {
  const error = graph.diagnostics.find(({ severity }) => severity === 'error')
  if (!error) return
  throw new LoomError(error.code, error.values, error.nodeId === undefined ? {} : { nodeId: error.nodeId })
}

function createLayer(
  checked: CheckedNode,
  options: BuildOptions & { name: string; position: number },
): KerasLayer | undefined {
  const rule = kerasRule(checked)
  if (!rule) return undefined
  const { seed, name, position, create } = options
  const seedOf = seed === undefined ? undefined : (index: number) => initialSeed(seed, position, index)
  const config = { ...settleInitializers(rule.className, rule.config, seedOf), name }
  const layer = create?.(checked, rule.className, config) ?? createKerasLayer(rule.className, config)
  if (seed === undefined) layer.setFastWeightInitDuringBuild(true)
  return layer
}

function applyLayer(layer: KerasLayer, sources: keras.SymbolicTensor[]): keras.SymbolicTensor {
  const [source] = sources
  const output = source ? layer.apply(sources.length === 1 ? source : sources) : layer.output
  return output as keras.SymbolicTensor
}

function modelEnds(graph: CheckedGraph, outputs: ReadonlyMap<string, keras.SymbolicTensor>) {
  const inputs = outputs.get(graph.ends.inputId ?? '')
  const heads = new Set(listHeads(graph).flatMap(({ checked }) => outputs.get(checked.node.id) ?? []))
  if (!inputs || heads.size === 0) throw new Error('the network has no way from Input to Output')
  return { inputs, outputs: [...heads] }
}
