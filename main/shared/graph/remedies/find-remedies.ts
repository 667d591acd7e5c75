import type { LoomDocument, LoomNode } from '../../document/schema.ts'
import { input as inputLayer } from '../../layers/input.ts'
import type { Remedy } from '../../layers/layer.ts'
import { findLayer } from '../../layers/registry.ts'
import type { CheckedGraph, CheckOptions, Diagnostic } from '../check-graph.ts'
import { endingOf } from '../check-loss.ts'
import { judgeLines } from '../connection.ts'
import { findOpenEnd } from '../ends.ts'
import { rewrites } from '../rewrites/registry.ts'
import { linesInto } from './apply-remedy.ts'
import { lessMemory } from './less-memory.ts'
import { isCured, leavesSound } from './try-remedy.ts'

export interface Drawn {
  document: LoomDocument
  /** Of that document, checked with `options`. */
  graph: CheckedGraph
  options: CheckOptions
}

type Finder = (problem: Diagnostic, drawn: Drawn) => Remedy[]

/** Cures that the whole drawing is needed for; they are looked for where they are shown, and come before the others. */
const finders: Partial<Record<Diagnostic['code'], Finder>> = {
  'graph.noEnds': addEnds,
  'graph.noInput': addEnds,
  'graph.noOutput': addEnds,
  'graph.missingInput': connectNearest,
  'graph.tooFewInputs': connectNearest,
  'graph.tooManyInputs': takeOne,
  'graph.needsPicture': keepMap,
  'graph.needsMap': scorePixels,
  'graph.needsPixelLabels': labelPixels,
  'graph.mapMismatch': keepSize,
  'graph.memory': lessMemory,
  'graph.noWeights': learn,
  'graph.augmentGrey': augmentLess,
  'graph.augmentGlyphs': augmentLess,
  'graph.augmentMasks': augmentLess,
}

/** All that cures a problem of a drawing, the best first. */
export function findRemedies(problem: Diagnostic, drawn: Drawn): Remedy[] {
  return [...(finders[problem.code]?.(problem, drawn) ?? []), ...(problem.remedies ?? [])]
}

function addEnds({ code }: Diagnostic, { document, options }: Drawn): Remedy[] {
  const first = findOpenEnd(document, 'target')
  const shape = options.data?.inputShape ?? inputLayer.parameters.shape?.initial
  const input = { feeds: first === null ? [] : [first], shape: shape as readonly number[] }
  const output = { follows: findOpenEnd(document, 'source') }
  const needsInput = code !== 'graph.noOutput'
  const needsOutput = code !== 'graph.noInput'
  return [{ kind: 'addEnds', ...(needsInput ? { input } : {}), ...(needsOutput ? { output } : {}) }]
}

/** The nearest layer that fits, one without a successor before others. */
function connectNearest({ nodeId }: Diagnostic, { document, graph }: Drawn): Remedy[] {
  const target = document.nodes.find(({ id }) => id === nodeId)
  if (!target) return []
  const verdictOf = judgeLines(document, graph, { nodeId: target.id, end: 'target' })
  const known = new Set(graph.nodes.map(({ node }) => node.id))
  const followed = new Set(document.edges.map(({ source }) => source))
  const found = document.nodes
    .filter(({ id, kind }) => id !== target.id && known.has(id) && findLayer(kind)?.outputs === 1)
    .map((node) => ({ id: node.id, rank: [followed.has(node.id) ? 1 : 0, distance(node, target)] as const }))
    .sort((a, b) => a.rank[0] - b.rank[0] || a.rank[1] - b.rank[1])
    .find(({ id }) => verdictOf(id).problem === null)
  return found ? [{ kind: 'connect', source: found.id }] : []
}

/** How many of the lines are offered to be the one that stays. */
const offeredLines = 3

/** One of the lines stays, if the layer can take what it brings; or another layer puts all of them together. */
function takeOne(problem: Diagnostic, drawn: Drawn): Remedy[] {
  const lines = linesInto(drawn.document, problem.nodeId ?? '')
  const keeping = lines.map((_, input): Remedy => ({ kind: 'keepInputs', inputs: [input] }))
  const fitting = keeping.filter((remedy) => leavesSound(problem, remedy, drawn))
  const joining: Remedy = { kind: 'joinInputs', layer: 'Concatenate' }
  return [
    ...(fitting.length > 0 ? fitting : keeping).slice(0, offeredLines),
    ...(leavesSound(problem, joining, drawn) ? [joining] : []),
  ]
}

/** Layers above are nearer: data flows downwards. */
function distance({ position: { x, y } }: LoomNode, target: LoomNode): number {
  const down = target.position.y - y
  return Math.abs(target.position.x - x) + (down >= 0 ? down : 3 * -down)
}

/** What makes a row of a map, right before a layer that needs the map, is left out. */
function keepMap({ nodeId }: Diagnostic, { document, graph }: Drawn): Remedy[] {
  const [sourceId] = document.edges.flatMap(({ source, target }) => (target === nodeId ? [source] : []))
  const before = graph.nodes.find(({ node }) => node.id === sourceId)
  const isLast = document.edges.filter(({ source }) => source === sourceId).length === 1
  if (!before || !isLast || before.input.length !== 3 || before.parameters > 0) return []
  return [{ kind: 'removeNode', nodeId: before.node.id }]
}

/** The classifier becomes a network that scores each pixel; or the pictures have one label each. */
function scorePixels(problem: Diagnostic, drawn: Drawn): Remedy[] {
  const scoring = rewrites
    .filter(({ id }) => id.startsWith('segmentation'))
    .map(({ id }): Remedy => ({ kind: 'rewrite', rewrite: id }))
    .find((remedy) => isCured(problem, remedy, drawn))
  const { data } = drawn.document
  return [...(scoring ? [scoring] : []), ...(data.source === 'shapes' ? [{ kind: 'labelPictures' as const }] : [])]
}

/** The network answers for each pixel already: so do the drawn shapes, where they are the data. */
function labelPixels(_problem: Diagnostic, { document }: Drawn): Remedy[] {
  return document.data.source === 'shapes' ? [{ kind: 'labelPixels' }] : []
}

/** Windows that cut the border off keep it, where that alone makes the map as large as the picture. */
function keepSize(problem: Diagnostic, drawn: Drawn): Remedy[] {
  const cutting = drawn.graph.nodes.filter(({ values, isUsed }) => isUsed && values.padding === 'valid')
  const remedies = cutting.map(({ node }): Remedy => {
    return { kind: 'setParameters', nodeId: node.id, parameters: { padding: 'same' } }
  })
  const [only, ...others] = remedies
  if (!only) return []
  const remedy: Remedy = others.length === 0 ? only : { kind: 'several', remedies }
  return isCured(problem, remedy, drawn) ? [remedy] : []
}

function augmentLess({ values }: Diagnostic): Remedy[] {
  return [{ kind: 'augmentLess', step: typeof values?.step === 'number' ? values.step : null }]
}

/** A frozen layer learns again; without one, a layer with weights comes before the end. */
function learn({ nodeId }: Diagnostic, { document, graph, options }: Drawn): Remedy[] {
  const frozen = graph.nodes.filter(({ isUsed, values }) => isUsed && values.trainable === false).at(-1)
  if (frozen) return [{ kind: 'setParameters', nodeId: frozen.node.id, parameters: { trainable: true } }]
  const end = graph.nodes.find(({ node }) => node.id === nodeId)
  const last = graph.nodes.find(({ node }) => node.id === end?.sources[0])
  if (!end || !last) return []
  const width = options.data?.classCount ?? end.output.at(-1) ?? 1
  const ending = endingOf(document.training.loss)
  const isEnded = ending !== undefined && last.values.activation === ending
  const place = isEnded ? { nodeId: last.node.id } : {}
  const activation = isEnded ? 'linear' : (ending ?? 'linear')
  const remedy =
    end.output.length === 3
      ? { layer: 'Conv2D', parameters: { filters: width, kernelSize: [1, 1], activation } }
      : { layer: 'Dense', parameters: { units: width, activation } }
  return [{ kind: 'insertBefore', ...remedy, ...place }]
}
