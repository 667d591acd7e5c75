import type { LoomDocument } from '#shared/document/schema.ts'
import { type CheckedGraph, checkGraph, type Diagnostic } from '#shared/graph/check-graph.ts'
import { orderNodes } from '#shared/graph/order.ts'
import { formatShape } from '#shared/layers/shape.ts'
import { formatMessage } from '#shared/messages/message.ts'
import type { Locale } from '#shared/messages/message-table.ts'
import { defaultMemoryLimit } from '../runs/prepare-run.ts'
import { readSource } from './read-source.ts'
import type { Terminal } from './terminal.ts'
import { printTable } from './text-table.ts'

/** Answers the exit code: 0 for a drawing with errors as well. Errors: LoomError where there is no drawing to be read. */
export async function describeCommand(
  source: string,
  options: { json?: boolean },
  terminal: Terminal,
): Promise<number> {
  const document = await readSource(source, terminal)
  const graph = checkGraph(document, { memoryLimitBytes: defaultMemoryLimit() })
  if (options.json) terminal.out(`${JSON.stringify(describeDocument(document, graph, terminal.locale), null, 2)}\n`)
  else terminal.out(printDescription(document, graph, terminal))
  return 0
}

/** The object of `--json`. A layer whose shape cannot be known has null for it. */
function describeDocument(document: LoomDocument, graph: CheckedGraph, locale: Locale) {
  return {
    name: document.name,
    layers: listLayers(document, graph),
    totalParameters: graph.totals.parameters,
    trainableParameters: graph.totals.trainableParameters,
    flops: graph.totals.flops,
    trainingBytes: graph.totals.trainingBytes,
    isTrainable: graph.isTrainable,
    diagnostics: graph.diagnostics.map(({ severity, code, nodeId, values }) => ({
      severity,
      code,
      nodeId: nodeId ?? null,
      message: formatMessage({ code, values }, locale),
    })),
  }
}

/** All layers in the order in which data flows; those in or behind a cycle come last. */
export function listLayers(document: LoomDocument, graph: CheckedGraph) {
  const { ordered, cyclic } = orderNodes(document)
  const checked = new Map(graph.nodes.map((each) => [each.node.id, each]))
  const nodes = new Map(document.nodes.map((node) => [node.id, node]))
  return [...ordered, ...cyclic].flatMap((id) => {
    const node = nodes.get(id)
    const found = checked.get(id)
    if (!node) return []
    const { kind, name = kind } = node
    return { id, kind, name, outputShape: found?.output ?? null, parameters: found?.parameters ?? null }
  })
}

/** The rows of the table of layers; the first is the heading. */
export function layerRows(document: LoomDocument, graph: CheckedGraph, { say }: Terminal): string[][] {
  return [
    [say('cli.layer'), say('cli.kind'), say('cli.outputShape'), say('cli.parameters')],
    ...listLayers(document, graph).map(({ id, kind, outputShape, parameters }) => [
      id,
      kind,
      outputShape ? formatShape(outputShape) : '?',
      parameters === null ? '?' : parameters.toLocaleString('en'),
    ]),
  ]
}

function printDescription(document: LoomDocument, graph: CheckedGraph, terminal: Terminal): string {
  const { say, locale } = terminal
  const { parameters, trainableParameters } = graph.totals
  const table = printTable(layerRows(document, graph, terminal), [3])
  const totals = say('cli.totals', {
    parameters: parameters.toLocaleString('en'),
    trainable: trainableParameters.toLocaleString('en'),
  })
  const found = graph.diagnostics.map((diagnostic) => `${describeDiagnostic(diagnostic, say, locale)}\n`)
  return `${document.name}\n\n${table}\n${totals}\n${found.join('')}`
}

function describeDiagnostic(diagnostic: Diagnostic, say: Terminal['say'], locale: Locale): string {
  const place = diagnostic.nodeId === undefined ? '' : ` [${diagnostic.nodeId}]`
  return `${say(`cli.${diagnostic.severity}`)}${place}: ${formatMessage(diagnostic, locale)}`
}
