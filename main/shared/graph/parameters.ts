import type { LoomNode } from '../document/schema.ts'
import type { LayerDefinition, Problem } from '../layers/layer.ts'
import { type Control, initialValues, readValues } from '../layers/parameters.ts'

/** A node's parameters with defaults filled in, and what is wrong with those that do not fit. */
export function checkParameters(
  layer: LayerDefinition,
  node: LoomNode,
): { values: Record<string, unknown>; problems: Problem[] } {
  const { values, problems } = readValues(layer.parameters, node.parameters)
  const initial = initialValues(layer.parameters)
  return {
    values,
    problems: problems.map(({ name, reason }) => {
      const control = layer.parameters[name]?.control
      const shared = {
        layer: node.name ?? node.kind,
        name,
        value: JSON.stringify(node.parameters[name]),
      }
      const remedies = [
        {
          kind: 'setParameters' as const,
          parameters: { [name]: initial[name] },
        },
      ]
      if (reason === 'range' && control && 'min' in control) {
        return {
          code: 'graph.parameterRange',
          values: { ...shared, min: control.min, max: control.max },
          remedies,
        }
      }
      return {
        code: 'graph.parameterType',
        values: { ...shared, expected: describeControl(control) },
        remedies,
      }
    }),
  }
}

function describeControl(control: Control | undefined): string {
  switch (control?.control) {
    case 'integer':
      return `1, 2, 3 … (${control.min} – ${control.max})`
    case 'real':
      return `${control.min} – ${control.max}`
    case 'pair':
      return '[h, w]'
    case 'size':
      return '[h, w, c]'
    case 'choice':
      return control.options.join(' | ')
    case 'switch':
      return 'true | false'
    case 'list':
      return `[${control.min} …] (${control.shortest} – ${control.longest})`
    case 'frame':
      return '[[t, b], [l, r]]'
    case undefined:
      return '?'
  }
}
