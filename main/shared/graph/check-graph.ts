import { optimizerSlots } from '../document/optimizers.ts'
import type { LoomDocument, LoomEdge, LoomNode } from '../document/schema.ts'
import type { LayerDefinition, Problem, WeightSpec } from '../layers/layer.ts'
import { elementCount, formatShape, type Shape } from '../layers/shape.ts'
import { checkAugmentation } from './check-augmentation.ts'
import { checkHeads, type DataFacts } from './check-heads.ts'
import { checkNodeOnce } from './check-node.ts'
import { checkEnds, findUsedNodes, type NetworkEnds } from './ends.ts'
import { activationBytes, estimateTrainingMemory, formatBytes, type TrainingMemory } from './memory.ts'
import { findClosingEdge, orderNodes } from './order.ts'

export interface Diagnostic extends Problem {
  severity: 'error' | 'warning'
  nodeId?: string
}

export interface CheckedNode {
  node: LoomNode
  layer: LayerDefinition
  values: Record<string, unknown>
  /** Shapes of one incoming sample, one for each line; of the picture itself for Input. */
  inputs: Shape[]
  /** The first of them. */
  input: Shape
  output: Shape
  weights: WeightSpec[]
  parameters: number
  trainableParameters: number
  flops: number
  /** The nodes whose outputs come in, in the order of `inputs`; none for Input. */
  sources: string[]
  /** Whether it lies on a way from Input to an Output; the others take no part in training. */
  isUsed: boolean
}

export interface GraphTotals {
  parameters: number
  trainableParameters: number
  /** Of one forward pass of one sample. */
  flops: number
  /** Numbers that one sample leaves behind in all layers. */
  activations: number
  /** What training needs with the document's batch and optimiser. */
  memory: TrainingMemory
  /** The sum of `memory`. */
  trainingBytes: number
}

export interface CheckedGraph {
  /** Nodes whose shape is known, in the order in which data flows. */
  nodes: CheckedNode[]
  diagnostics: Diagnostic[]
  totals: GraphTotals
  ends: NetworkEnds
  isTrainable: boolean
}

export interface CheckOptions {
  data?: DataFacts
  memoryLimitBytes?: number
}

const defaultMemoryLimitBytes = 16 * 1024 ** 3

/** Everything the editor, the command line and the compiler know of a drawing. Never throws, whatever was drawn. */
export function checkGraph(document: LoomDocument, options: CheckOptions = {}): CheckedGraph {
  const ends = checkEnds(document)
  const { ordered, cyclic } = orderNodes(document)
  const diagnostics: Diagnostic[] = [...ends.diagnostics]
  const closing = findClosingEdge(document, cyclic)
  if (closing) diagnostics.push(cycleDiagnostic(document, closing))

  const used = findUsedNodes(document, ends)
  const checked = new Map<string, CheckedNode>()
  const sources = collectSources(document)
  const nodesById = new Map(document.nodes.map((node) => [node.id, node]))
  for (const id of ordered) {
    const node = nodesById.get(id)
    if (!node) continue
    const result = checkNodeOnce(node, sources.get(id) ?? [], checked)
    const isStray = used.size > 0 && !used.has(id)
    diagnostics.push(...result.diagnostics.map((found) => locate(found, id, isStray)))
    if (result.checked) checked.set(id, { ...result.checked, isUsed: used.has(id) })
  }
  const nodes = [...checked.values()]
  diagnostics.push(...unusedDiagnostics(document, used, diagnostics))
  diagnostics.push(...checkData(nodes, ends, document, options))

  const counted = used.size > 0 ? nodes.filter(({ isUsed }) => isUsed) : nodes
  const totals = sumTotals(counted, document)
  diagnostics.push(...checkMemory(counted, totals, document, options))
  const isSound = !diagnostics.some(({ severity }) => severity === 'error')
  if (isSound && totals.trainableParameters === 0) diagnostics.push(noWeights(ends))
  diagnostics.push(...checkAugmentation(document, options.data))
  return {
    nodes,
    diagnostics,
    totals,
    ends,
    isTrainable: isSound && totals.trainableParameters > 0,
  }
}

function collectSources(document: LoomDocument): Map<string, string[]> {
  const sources = new Map<string, string[]>()
  for (const { source, target } of document.edges) sources.set(target, [...(sources.get(target) ?? []), source])
  return sources
}

function cycleDiagnostic(document: LoomDocument, { id: edgeId, target }: LoomEdge): Diagnostic {
  const node = document.nodes.find(({ id }) => id === target)
  return {
    severity: 'error',
    code: 'graph.cycle',
    nodeId: target,
    values: { layer: node?.name ?? node?.kind ?? target },
    remedies: [{ kind: 'removeEdge', edgeId }],
  }
}

/** Once a way from Input to Output exists, what is wrong beside it does not stop the training. */
function locate(found: Diagnostic, nodeId: string, isStray: boolean): Diagnostic {
  return { ...found, nodeId, severity: isStray ? 'warning' : found.severity }
}

function unusedDiagnostics(document: LoomDocument, used: Set<string>, earlier: Diagnostic[]): Diagnostic[] {
  if (used.size === 0) return []
  const named = new Set(earlier.map(({ nodeId }) => nodeId))
  return document.nodes
    .filter(({ id }) => !used.has(id) && !named.has(id))
    .map((node) => ({
      severity: 'warning',
      code: 'graph.unused',
      nodeId: node.id,
      values: { layer: node.name ?? node.kind },
      remedies: [{ kind: 'removeNode' }],
    }))
}

function checkData(
  nodes: CheckedNode[],
  ends: NetworkEnds,
  document: LoomDocument,
  options: CheckOptions,
): Diagnostic[] {
  const found: Diagnostic[] = []
  const input = nodes.find(({ node }) => node.id === ends.inputId)
  const { data } = options
  if (data && input && formatShape(input.output) !== formatShape(data.inputShape)) {
    found.push({
      severity: 'error',
      code: 'graph.inputMismatch',
      nodeId: input.node.id,
      values: {
        shape: formatShape(input.output),
        expected: formatShape(data.inputShape),
      },
      remedies: [{ kind: 'setParameters', parameters: { shape: [...data.inputShape] } }],
    })
  }
  return [...found, ...checkHeads({ nodes, ends }, document, data)]
}

function sumTotals(nodes: CheckedNode[], document: LoomDocument): GraphTotals {
  const sum = (pick: (checked: CheckedNode) => number) => nodes.reduce((total, checked) => total + pick(checked), 0)
  const { batchSize, optimizer } = document.training
  const parameters = sum((checked) => checked.parameters)
  const trainableParameters = sum((checked) => checked.trainableParameters)
  const activations = sum((checked) => elementCount(checked.output))
  const memory = estimateTrainingMemory({
    parameters,
    trainableParameters,
    activations,
    batchSize,
    optimizerSlots: optimizerSlots[optimizer.kind],
  })
  return {
    parameters,
    trainableParameters,
    flops: sum((checked) => checked.flops),
    activations,
    memory,
    trainingBytes: memory.weights + memory.gradients + memory.optimizer + memory.activations,
  }
}

function checkMemory(
  nodes: CheckedNode[],
  totals: GraphTotals,
  document: LoomDocument,
  options: CheckOptions,
): Diagnostic[] {
  const limit = options.memoryLimitBytes ?? defaultMemoryLimitBytes
  if (totals.trainingBytes <= limit) return []
  const { batchSize } = document.training
  const cost = (checked: CheckedNode) =>
    8 * checked.parameters + activationBytes(elementCount(checked.output), batchSize)
  const largest = nodes.reduce((a, b) => (cost(b) > cost(a) ? b : a))
  return [
    {
      severity: 'error',
      code: 'graph.memory',
      nodeId: largest.node.id,
      values: {
        needed: formatBytes(totals.trainingBytes),
        limit: formatBytes(limit),
        parameters: totals.parameters.toLocaleString('en'),
        batch: batchSize,
        layer: largest.node.name ?? largest.node.kind,
      },
    },
  ]
}

function noWeights({ outputId }: NetworkEnds): Diagnostic {
  return { severity: 'error', code: 'graph.noWeights', ...(outputId === null ? {} : { nodeId: outputId }) }
}
