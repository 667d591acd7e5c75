import type { LoomDocument } from '#shared/document/schema.ts'
import { type CheckedGraph, type CheckedNode, checkGraph } from '#shared/graph/check-graph.ts'
import { type ComparedLayer, compareGraphs } from '#shared/graph/compare-graphs.ts'
import { differingParameters } from '#shared/graph/differing-parameters.ts'
import { matchLayers } from '#shared/graph/match-layers.ts'
import { formatShape } from '#shared/layers/shape.ts'
import type { Wording } from '#shared/messages/wording.ts'
import { dash, integer, rounded } from './formats.ts'
import { escapeHtml, printNote, printSection, printTable } from './html.ts'
import type { ReportContext, ReportRun } from './report-content.ts'
import { drawNetwork } from './svg-network.ts'

/** The first run of each network. */
function distinctNetworks(runs: readonly ReportRun[]): ReportRun[] {
  return runs.filter(({ run }, place) => runs.findIndex((each) => each.run.graphHash === run.graphHash) === place)
}

/** Each network once: its drawing and its layers. */
export function networksSection({ runs, say }: ReportContext): string {
  const distinct = distinctNetworks(runs)
  const articles = runs.map((each) => {
    const first = distinct.find(({ run }) => run.graphHash === each.run.graphHash) ?? each
    const heading = runs.length === 1 ? '' : `<h3>${escapeHtml(each.title)}</h3>`
    if (first !== each) return heading + printNote(say('report.sameNetwork', { name: first.letter }))
    return `<article>${heading}${drawAndList(each.run.document, say)}</article>`
  })
  return printSection(say(distinct.length === 1 ? 'report.network' : 'report.networks'), articles.join(''))
}

function drawAndList(document: LoomDocument, say: Wording): string {
  const graph = checkGraph(document)
  const { svg, isWide } = drawNetwork(document, graph, say('report.untitled'))
  const trainable = say('report.trainable', { count: integer(graph.totals.trainableParameters) })
  const layers = `<div>${layerTable(graph, say)}${printNote(trainable)}</div>`
  return `<div class="network${isWide ? ' wide' : ''}"><div>${svg}</div>${layers}</div>`
}

function layerTable({ nodes, totals }: CheckedGraph, say: Wording): string {
  const rows = nodes.map((checked) => [
    nameOf(checked),
    formatShape(checked.output),
    checked.parameters === 0 ? dash : integer(checked.parameters),
    checked.flops === 0 ? dash : rounded(checked.flops),
  ])
  const total = [
    `${say('report.total')}, ${say('report.layers', { count: nodes.length })}`,
    '',
    integer(totals.parameters),
    rounded(totals.flops),
  ]
  const head = [say('report.layer'), say('report.output'), say('report.parameters'), say('report.flops')]
  return printTable({ head, rows: [...rows, total], words: [0, 1], hasTotal: true })
}

/** `Conv2D 16 @ 3×3 /2 relu`, with its own name before it where it has one. */
function nameOf({ node, layer, values }: CheckedNode): string {
  const { filters, units, kernelSize, poolSize, strides, activation } = values
  const size = kernelSize ?? poolSize
  const window = Array.isArray(size) ? formatShape(size) : ''
  const steps = Array.isArray(strides) && strides.some((stride) => stride > 1) ? `/${strides[0]}` : ''
  const what = filters === undefined ? window : [filters, window].filter(Boolean).join(' @ ')
  const parts = [layer.kind, what, units, steps, activation === 'linear' ? '' : activation]
  const text = parts.filter((part) => part !== undefined && part !== '').join(' ')
  return node.name === undefined || node.name === node.kind ? text : `${node.name}: ${text}`
}

/** Against the first network, what each other one has more, less or otherwise. */
export function graphsSection({ runs, say }: ReportContext): string {
  const [first, ...others] = distinctNetworks(runs)
  if (!first || others.length === 0) return ''
  const tables = others.map((other) => {
    const heading = say('report.against', { before: first.title, after: other.title })
    return `<h3>${escapeHtml(heading)}</h3>${differenceTable(first.run.document, other.run.document, say)}`
  })
  return printSection(say('report.graphs'), printNote(say('report.graphsNote')) + tables.join(''))
}

const marks: Record<ComparedLayer['change'], string> = { same: '', moved: '~', changed: '~', added: '+', removed: '−' }

function differenceTable(beforeDocument: LoomDocument, afterDocument: LoomDocument, say: Wording): string {
  const [before, after] = [checkGraph(beforeDocument), checkGraph(afterDocument)]
  const pairs = matchLayers(before, after, { isSameProject: false })
  const compared = compareGraphs(before, after, { pairs }).filter(({ change }) => change !== 'same')
  const rows = compared.map((row) => {
    const pair = (word: (checked: CheckedNode) => string) => wordPair(row, word)
    return [
      marks[row.change],
      describeChange(row),
      pair(({ output }) => formatShape(output)),
      pair(({ parameters }) => integer(parameters)),
      pair(({ flops }) => rounded(flops)),
    ]
  })
  const sign = (value: number) => (value > 0 ? '+' : value < 0 ? '−' : '±')
  const difference = (key: 'parameters' | 'flops', word: (value: number) => string) => {
    const value = after.totals[key] - before.totals[key]
    return sign(value) + word(Math.abs(value))
  }
  const total = ['', say('report.difference'), '', difference('parameters', integer), difference('flops', rounded)]
  const head = ['', say('report.layer'), say('report.output'), say('report.parameters'), say('report.flops')]
  return printTable({ head, rows: [...rows, total], words: [0, 1, 2], hasTotal: true })
}

function wordPair({ before, after }: ComparedLayer, word: (checked: CheckedNode) => string): string {
  const [was, is] = [before && word(before), after && word(after)]
  return was === null || is === null || was === is ? (is ?? was ?? '') : `${was} → ${is}`
}

/** `Conv2D: filters 16 → 32`: the kind, and by Keras's names what changed. */
function describeChange(row: ComparedLayer): string {
  const changes = differingParameters(row).map(({ name, before, after }) => `${name} ${before} → ${after}`)
  if (changes.length === 0) return wordPair(row, nameOf)
  const { node, layer } = row.after ?? row.before ?? {}
  return `${node?.name ?? layer?.kind ?? ''}: ${changes.join(', ')}`
}
