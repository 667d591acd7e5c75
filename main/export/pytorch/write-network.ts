import type { CheckedGraph, CheckedNode } from '#shared/graph/check-graph.ts'
import { listMainNodes } from '#shared/graph/heads.ts'
import type { PytorchLayer } from '#shared/layers/pytorch.ts'
import { nameVariables } from '../python/python-values.ts'
import { ownParts } from './own-parts.ts'

/** The network's layers in PyTorch, without those that only hand on what comes in. */
export interface PytorchNetwork {
  /** Input first, then in the order of the code. */
  nodes: PytorchNode[]
  /** Whose output the network's is. */
  lastId: string
}

export interface PytorchNode {
  checked: CheckedNode
  rule: PytorchLayer
  /** The attribute of the network. */
  name: string
  /** Among the nodes, by their ids. */
  sources: string[]
}

/** What `nn.Module` has itself, and what stands in `forward`. */
const taken = [
  ...Object.keys(ownParts),
  ...`T_destination add_module apply bfloat16 buffers call_super_init children compile cpu cuda double dump_patches eval
  extra_repr float forward get_buffer get_extra_state get_parameter get_submodule half ipu load_state_dict modules mtia
  named_buffers named_children named_modules named_parameters parameters register_backward_hook register_buffer
  register_forward_hook register_forward_pre_hook register_full_backward_hook register_full_backward_pre_hook
  register_load_state_dict_post_hook register_load_state_dict_pre_hook register_module register_parameter
  register_state_dict_post_hook register_state_dict_pre_hook requires_grad_ set_extra_state set_submodule share_memory
  state_dict to to_empty train training type xpu zero_grad self torch F x`.split(/\s+/),
]

export function readNetwork(graph: CheckedGraph): PytorchNetwork {
  const main = listMainNodes(graph)
  const names = nameVariables(
    main.map(({ node }) => node.id),
    taken,
  )
  /** For each node the one whose output it has. */
  const origins = new Map<string, string>()
  const origin = (id: string) => origins.get(id) ?? id
  const nodes = main.flatMap((checked): PytorchNode[] => {
    const { node, layer, inputs, values } = checked
    const rule = layer.pytorch(inputs, values)
    const sources = checked.sources.map(origin)
    const isHandedOn = sources.length === 1 && !rule.module && rule.forward(['x'], '') === 'x'
    if (isHandedOn) origins.set(node.id, sources[0] ?? '')
    return isHandedOn ? [] : [{ checked, rule, name: names.get(node.id) ?? '', sources }]
  })
  const lastId = origin(graph.ends.outputId ?? '')
  return { nodes: orderByBranches(nodes, lastId), lastId }
}

/** One branch after the other, as people write them, each layer behind those that it reads. */
function orderByBranches(nodes: readonly PytorchNode[], lastId: string): PytorchNode[] {
  const byId = new Map(nodes.map((node) => [node.checked.node.id, node]))
  const ordered = new Set<PytorchNode>()
  const visit = (id: string) => {
    const node = byId.get(id)
    if (!node || ordered.has(node)) return
    for (const source of node.sources) visit(source)
    ordered.add(node)
  }
  visit(lastId)
  return [...ordered]
}

/** The lines of `__init__`. */
export function writeModules({ nodes }: PytorchNetwork): string[] {
  return nodes.flatMap(({ checked, rule, name }) => {
    if (!rule.module) return []
    const isFrozen = checked.values.trainable === false
    return [
      `self.${name} = ${rule.module}${isFrozen ? '.requires_grad_(False)' : ''}`,
      ...(rule.without ?? []).map((parameter) => `self.${name}.${parameter} = None`),
      ...penalties(checked, rule, `self.${name}`),
    ]
  })
}

/** PyTorch's modules know no regularizers: what training added to the loss, to be read. */
function penalties({ weights }: CheckedNode, rule: PytorchLayer, module: string): string[] {
  return weights.flatMap(({ name, regularizer, isTrainable }) => {
    if (!regularizer || !isTrainable) return []
    const weight = `${module}.${rule.weights?.[name]?.name ?? name}`.replaceAll(/\.(\d+)\./g, '[$1].')
    const { l1, l2 } = regularizer
    return [
      ...(l1 > 0 ? [`# In its training: loss += ${l1} * ${weight}.abs().sum()`] : []),
      ...(l2 > 0 ? [`# In its training: loss += ${l2} * ${weight}.square().sum()`] : []),
    ]
  })
}

/** The argument of `forward` and its lines. What only the next line reads is called x, as people write it. */
export function writeForward({ nodes, lastId }: PytorchNetwork): { argument: string; lines: string[] } {
  const readers = new Map<string, number[]>()
  for (const [place, { sources }] of nodes.entries())
    for (const source of sources) readers.set(source, [...(readers.get(source) ?? []), place])
  readers.set(lastId, [...(readers.get(lastId) ?? []), nodes.length])
  const variables = new Map(
    nodes.map(({ checked, name }, place) => {
      const isReadNext = readers.get(checked.node.id)?.every((reader) => reader === place + 1)
      return [checked.node.id, isReadNext ? 'x' : name]
    }),
  )
  const variable = (id: string) => variables.get(id) ?? ''
  const [input, ...layers] = nodes
  const lines = layers.map(({ checked, rule, name, sources }) => {
    return `${variable(checked.node.id)} = ${rule.forward(sources.map(variable), `self.${name}`)}`
  })
  return { argument: variable(input?.checked.node.id ?? ''), lines: [...lines, `return ${variable(lastId)}`] }
}
