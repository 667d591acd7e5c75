import type { LoomNode } from '../document/schema.ts'
import type { LayerDefinition, Problem, WeightSpec } from '../layers/layer.ts'
import { findLayer } from '../layers/registry.ts'
import { elementCount, type Shape } from '../layers/shape.ts'
import type { CheckedNode, Diagnostic } from './check-graph.ts'
import { checkParameters } from './parameters.ts'

export type NodeResult = {
  diagnostics: Omit<Diagnostic, 'nodeId'>[]
  checked?: Omit<CheckedNode, 'isUsed'>
}

interface Remembered {
  sources: readonly string[]
  shapes: readonly (Shape | undefined)[]
  result: NodeResult
}

/** What was found of a node, with what came into it then: an edit changes few nodes, and the others are not checked anew. */
const remembered = new WeakMap<LoomNode, Remembered>()

/** What is found of a node, where `done` holds what is before it. */
export function checkNodeOnce(node: LoomNode, sources: string[], done: Map<string, CheckedNode>): NodeResult {
  const shapes = sources.map((id) => done.get(id)?.output)
  const known = remembered.get(node)
  if (known && isAlike(known.sources, sources) && known.shapes.every((shape, place) => isAlike(shape, shapes[place]))) {
    return known.result
  }
  const result = checkNode(node, sources, done)
  remembered.set(node, { sources, shapes, result })
  return result
}

function isAlike<T>(a: readonly T[] | undefined, b: readonly T[] | undefined): boolean {
  if (a === b) return true
  return a !== undefined && a.length === b?.length && a.every((each, place) => each === b[place])
}

function checkNode(node: LoomNode, sources: string[], done: Map<string, CheckedNode>): NodeResult {
  const layer = findLayer(node.kind)
  const remove = [{ kind: 'removeNode' as const }]
  if (!layer) {
    return {
      diagnostics: [
        {
          severity: 'error',
          code: 'graph.unknownLayer',
          values: { kind: node.kind },
          remedies: remove,
        },
      ],
    }
  }
  const { values, problems } = checkParameters(layer, node)
  const diagnostics: NodeResult['diagnostics'] = problems.map((problem) => ({
    severity: 'error',
    ...problem,
  }))
  const incoming = incomingShapes(layer, node, sources, done)
  if ('problem' in incoming) diagnostics.push({ severity: 'error', ...incoming.problem })
  if (problems.length > 0 || 'problem' in incoming) return { diagnostics }

  const { inputs } = incoming
  const result = layer.outputShape(inputs, values)
  if (!result.ok) return { diagnostics: [{ severity: 'error', ...result.problem }] }
  const weights = layer.weights(inputs, values)
  const count = (specs: WeightSpec[]) => specs.reduce((sum, spec) => sum + elementCount(spec.shape), 0)
  const shown = layer.inputs === 0 ? [result.shape] : inputs
  return {
    diagnostics,
    checked: {
      node,
      layer,
      values,
      inputs: shown,
      input: shown[0] ?? [],
      output: result.shape,
      weights,
      parameters: count(weights),
      trainableParameters: count(weights.filter(({ isTrainable }) => isTrainable)),
      flops: layer.flops(inputs, result.shape, values),
      sources: layer.inputs === 0 ? [] : sources,
    },
  }
}

function incomingShapes(
  layer: LayerDefinition,
  node: LoomNode,
  sources: string[],
  done: Map<string, CheckedNode>,
): { inputs: Shape[] } | { problem: Problem } {
  const values = { layer: node.name ?? node.kind, count: sources.length }
  const problem = refusePorts(layer, values, sources, done)
  if (problem) return { problem }
  const before = sources.map((source) => done.get(source)?.output)
  return before.every((shape) => shape !== undefined)
    ? { inputs: before }
    : { problem: { code: 'graph.upstream', values } }
}

/** What is wrong with the lines into a layer, whatever they bring. */
function refusePorts(
  layer: LayerDefinition,
  values: { layer: string; count: number },
  sources: string[],
  done: Map<string, CheckedNode>,
): Problem | null {
  const isEnd = (id: string) => done.get(id)?.layer.outputs === 0
  const end = done.get(sources.find(isEnd) ?? '')?.node
  if (end) {
    const inputs = sources.flatMap((id, input) => (isEnd(id) ? [] : [input]))
    return badPort(end.name ?? end.kind, inputs)
  }
  if (layer.inputs === 0) return sources.length === 0 ? null : badPort(values.layer, [])
  if (sources.length === 0) return { code: 'graph.missingInput', values, remedies: [{ kind: 'removeNode' }] }
  if (layer.inputs === 'many' && sources.length === 1) {
    return { code: 'graph.tooFewInputs', values, remedies: [{ kind: 'removeNode' }] }
  }
  return layer.inputs === 1 && sources.length > 1 ? { code: 'graph.tooManyInputs', values } : null
}

function badPort(layer: string, inputs: number[]): Problem {
  return { code: 'graph.badPort', values: { layer }, remedies: [{ kind: 'keepInputs', inputs }] }
}
