import { blocksAround } from '#shared/document/block-tree.ts'
import { portsOf } from '#shared/document/ports.ts'
import type { LoomBlock, LoomDocument } from '#shared/document/schema.ts'
import type { CheckedGraph, CheckedNode } from '#shared/graph/check-graph.ts'
import { formatShape } from '#shared/layers/shape.ts'
import { printCsvTable } from '../../ui/data-table.ts'

/** The heads of the columns, and what else is written, in the language of the window. */
export interface TableWords {
  layer: string
  window: string
  strides: string
  input: string
  output: string
  parameters: string
  activation: string
  total: string
  block: string
  /** A parameter count with its thousands apart. */
  count: (count: number) => string
}

/** A table as in textbooks: its first row names the columns. Numbers stand to the right. */
export interface LayerTable {
  rows: string[][]
  rightColumns: ReadonlySet<number>
}

/**
 * One row for each layer in the order in which data flows, and the total. A collapsed block is one row; an open one is a
 * row with its name, and its layers below it, set in.
 */
export function listLayers(document: LoomDocument, graph: CheckedGraph, words: TableWords): LayerTable {
  const { layer, window, strides, input, output, parameters, activation } = words
  const blocks = new Map(document.blocks.map((block) => [block.id, block]))
  const ways = new Map(graph.nodes.map(({ node }) => [node.id, blocksAround(document, node.block).reverse()]))
  const rows = [[layer, window, strides, input, output, parameters, activation]]
  const list = (nodes: readonly CheckedNode[], depth: number): void => {
    const listed = new Set<string>()
    for (const each of nodes) {
      const block = blocks.get(ways.get(each.node.id)?.[depth] ?? '')
      if (!block) rows.push(layerRow(each, depth, words))
      else if (!listed.has(block.id)) {
        listed.add(block.id)
        const inside = nodes.filter(({ node }) => ways.get(node.id)?.[depth] === block.id)
        rows.push(blockRow(block, inside, { document, depth, words }))
        if (!block.isCollapsed) list(inside, depth + 1)
      }
    }
  }
  list(graph.nodes, 0)
  rows.push([words.total, '', '', '', '', words.count(graph.totals.parameters), ''])
  return { rows, rightColumns: new Set([5]) }
}

const indent = (depth: number) => '\u2003'.repeat(depth)

function layerRow(
  { node, values, input, output, parameters }: CheckedNode,
  depth: number,
  words: TableWords,
): string[] {
  const name = node.name === undefined ? node.kind : `${node.name} (${node.kind})`
  return [
    `${indent(depth)}${name}`,
    windowText(values),
    stridesText(values),
    node.kind === 'Input' ? '' : formatShape(input),
    formatShape(output),
    words.count(parameters),
    typeof values.activation === 'string' ? values.activation : '',
  ]
}

function blockRow(
  block: LoomBlock,
  inside: readonly CheckedNode[],
  { document, depth, words }: { document: LoomDocument; depth: number; words: TableWords },
): string[] {
  const name = `${indent(depth)}${block.name || words.block}`
  if (!block.isCollapsed) return [name, '', '', '', '', '', '']
  const { entries, exits } = portsOf(document, new Set(inside.map(({ node }) => node.id)))
  const first = inside.find(({ node }) => entries.includes(node.id))
  const last = inside.find(({ node }) => exits.includes(node.id))
  const parameters = inside.reduce((sum, each) => sum + each.parameters, 0)
  const shapes = [first ? formatShape(first.input) : '', last ? formatShape(last.output) : '']
  return [name, '', '', ...shapes, words.count(parameters), '']
}

/** `64 @ 3×3`, `2×2` for pooling, `128` for a dense layer. */
function windowText({ filters, kernelSize, poolSize, units }: CheckedNode['values']): string {
  const size = kernelSize ?? poolSize
  const pair = size === undefined ? '' : [size].flat().join('×')
  if (filters !== undefined) return pair ? `${String(filters)} @ ${pair}` : String(filters)
  return pair || (units === undefined ? '' : String(units))
}

function stridesText({ strides }: CheckedNode['values']): string {
  const sides = [strides ?? []].flat()
  return sides.every((side) => side === sides[0]) ? String(sides[0] ?? '') : sides.join('×')
}

export function printCsv({ rows: [columns = [], ...rows] }: LayerTable): string {
  return printCsvTable({ name: '', columns, rows })
}

export function printMarkdown({ rows, rightColumns }: LayerTable): string {
  const [head = [], ...body] = rows
  const line = (row: readonly string[]) => `| ${row.map((text) => text.replaceAll('|', '\\|')).join(' | ')} |`
  const rule = head.map((_, column) => (rightColumns.has(column) ? '---:' : '---'))
  return `${[line(head), line(rule), ...body.map(line)].join('\n')}\n`
}
