import type { CheckedNode } from '#shared/graph/check-graph.ts'
import { activationBytes } from '#shared/graph/memory.ts'
import type { ReceptiveField } from '#shared/graph/receptive-field.ts'
import { elementCount, formatShape } from '#shared/layers/shape.ts'
import type { DataTable } from '../../ui/data-table.ts'

export interface LayerRow {
  id: string
  kind: string
  name: string
  /** Place in the order in which data flows, from 1. */
  place: number
  output: string
  /** Values of one sample. */
  size: number
  /** `212×212`; empty where it is not known. */
  field: string
  /** Pixels of the picture. */
  fieldArea: number
  parameters: number
  flops: number
  /** Bytes of the results for a batch and their gradients. */
  activations: number
}

export const sortColumns = ['place', 'size', 'fieldArea', 'parameters', 'flops', 'activations'] as const
export type SortColumn = (typeof sortColumns)[number]

export interface Sorting {
  column: SortColumn
  isDescending: boolean
}

export function listLayerRows(
  nodes: readonly CheckedNode[],
  fields: ReadonlyMap<string, ReceptiveField>,
  batchSize: number,
): LayerRow[] {
  return nodes.map(({ node, output, parameters, flops }, index) => {
    const field = fields.get(node.id)
    const size = elementCount(output)
    return {
      id: node.id,
      kind: node.kind,
      name: node.name ?? node.kind,
      place: index + 1,
      output: formatShape(output),
      size,
      field: field ? `${field.height.size}×${field.width.size}` : '',
      fieldArea: field ? field.height.size * field.width.size : 0,
      parameters,
      flops,
      activations: activationBytes(size, batchSize),
    }
  })
}

/** Equals keep the order in which data flows. */
export function sortRows(rows: readonly LayerRow[], { column, isDescending }: Sorting): LayerRow[] {
  const sign = isDescending ? -1 : 1
  return [...rows].sort((a, b) => sign * (a[column] - b[column]) || a.place - b.place)
}

/** The next sorting when the head of a column is clicked: largest first, but for the order of the layers. */
export function nextSorting(now: Sorting, column: SortColumn): Sorting {
  if (now.column === column) return { column, isDescending: !now.isDescending }
  return { column, isDescending: column !== 'place' }
}

export function tableOfLayers(rows: readonly LayerRow[]): DataTable {
  const columns = [
    'place',
    'id',
    'kind',
    'name',
    'output',
    'size',
    'field',
    'parameters',
    'flops',
    'activations',
  ] as const
  return { name: 'layerloom-layers', columns, rows: rows.map((row) => columns.map((column) => row[column])) }
}
