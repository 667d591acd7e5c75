import { taskOf } from '../document/data-task.ts'
import type { LoomDocument, LossName } from '../document/schema.ts'
import { type FittingLayer, framesTo } from '../layers/fit-shape.ts'
import type { Remedy } from '../layers/layer.ts'
import { formatShape, type Shape } from '../layers/shape.ts'
import type { CheckedGraph, CheckedNode, Diagnostic } from './check-graph.ts'
import { checkLoss, findLast } from './check-loss.ts'
import { setWidth } from './find-width.ts'
import { listHeads } from './heads.ts'

/** What the chosen data set has, where it is known. */
export interface DataFacts {
  inputShape: Shape
  classCount: number
  classNames?: readonly string[]
}

type Network = Pick<CheckedGraph, 'nodes' | 'ends'>

/** Whether what arrives at each Output can be compared with the labels by the document's loss. */
export function checkHeads(network: Network, { data, training }: LoomDocument, facts?: DataFacts): Diagnostic[] {
  const heads = listHeads(network).map(({ checked }) => checked)
  const check = taskOf(data) === 'segmentation' ? checkMap : checkRow
  return heads.flatMap((output) => {
    const { loss } = training
    const found = check(network, output, { loss, facts }) ?? compareWithMain(network, output, { loss, main: heads[0] })
    const isComparable = found === null || output.output.length === (taskOf(data) === 'segmentation' ? 3 : 1)
    return [...(found ? [found] : []), ...(isComparable ? checkLoss(network.nodes, output, loss) : [])]
  })
}

interface Wanted {
  loss: LossName
  facts: DataFacts | undefined
}

/** One label a picture: a row with a value for each class. A map as large as the Input wants other data, most likely. */
function checkRow(network: Network, output: CheckedNode, { loss, facts }: Wanted): Diagnostic | null {
  const { nodes } = network
  const shape = output.output
  const base = { severity: 'error', nodeId: output.node.id } as const
  if (shape.length !== 1) {
    const isFull = formatShape(shape.slice(0, 2)) === formatShape(pictureSides(network))
    const values = { layer: 'Output', shape: formatShape(shape) }
    const layers = isFull ? ['GlobalAveragePooling2D', 'Flatten'] : ['Flatten', 'GlobalAveragePooling2D']
    const remedies = layers.map((layer): Remedy => ({ kind: 'insertBefore', layer }))
    return { ...base, code: isFull ? 'graph.needsPixelLabels' : 'graph.needsFlat', values, remedies }
  }
  if (!facts || shape[0] === facts.classCount) return null
  const values = { count: shape[0] ?? 0, classes: facts.classCount }
  const remedies = [setWidth(nodes, output, { width: facts.classCount, loss })]
  return { ...base, code: 'graph.outputMismatch', values, remedies }
}

/** One label a pixel: a map as large as the pictures, with a value for each class. */
function checkMap(network: Network, output: CheckedNode, { loss, facts }: Wanted): Diagnostic | null {
  const { nodes } = network
  const [height = 0, width = 0, channels = 0] = output.output
  const [fullHeight = 0, fullWidth = 0] = pictureSides(network, facts)
  const classes = facts?.classCount ?? channels
  const expected = `${formatShape([fullHeight, fullWidth])}×${facts ? classes : 'K'}`
  const values = { shape: formatShape(output.output), expected }
  const base = { severity: 'error', nodeId: output.node.id, values } as const
  if (output.output.length !== 3) return { ...base, code: 'graph.needsMap' }
  const isWide = channels === classes
  const isLarge = height === fullHeight && width === fullWidth
  if (isWide && isLarge) return null
  const widening = isWide ? [] : [setWidth(nodes, output, { width: classes, loss })]
  const enlarging = isLarge ? [] : enlarge(nodes, output, [fullHeight, fullWidth, classes])
  const remedies = [...widening, ...enlarging]
  const [only, ...others] = remedies
  if (only && others.length > 0)
    return { ...base, code: 'graph.mapMismatch', remedies: [{ kind: 'several', remedies }] }
  const place = only?.kind === 'setParameters' && only.nodeId !== undefined ? { nodeId: only.nodeId } : {}
  return { ...base, code: 'graph.mapMismatch', ...place, remedies }
}

/** Height and width of the pictures, in pixels: the Input's where the data set is not known. */
function pictureSides({ nodes, ends }: Network, facts?: DataFacts): Shape {
  const input = nodes.find(({ node }) => node.id === ends.inputId)
  return (facts?.inputShape ?? input?.output ?? []).slice(0, 2)
}

/**
 * A whole number of pixels for each place, and a border for what is left. It is made before the last layer where that
 * slides over each place alike, so that the network ends as its loss wants it.
 */
function enlarge(nodes: readonly CheckedNode[], output: CheckedNode, full: Shape): Remedy[] {
  const [height = 1, width = 1, channels = 1] = output.output
  const size = [height, width].map((side, axis) => Math.max(1, Math.floor((full[axis] ?? 1) / side)))
  const [down = 1, across = 1] = size
  const isUp = down > 1 || across > 1
  const layers: FittingLayer[] = [
    ...(isUp ? [{ layer: 'UpSampling2D', parameters: { size } }] : []),
    ...framesTo([height * down, width * across, channels], full),
  ]
  const last = findLast(nodes, output)
  const isSteady = last?.sources.length === 1 && String(last.values.strides ?? '1,1') === '1,1'
  const keepsSize = formatShape(last?.input.slice(0, 2) ?? []) === formatShape([height, width])
  const place = last && isSteady && (keepsSize || !isUp) ? { nodeId: last.node.id } : {}
  return layers.map((each): Remedy => ({ kind: 'insertBefore', ...each, ...place }))
}

function compareWithMain(
  { nodes }: Network,
  end: CheckedNode,
  { loss, main }: { loss: LossName; main: CheckedNode | undefined },
): Diagnostic | null {
  const { node, output } = end
  if (!main || formatShape(output) === formatShape(main.output)) return null
  const values = { shape: formatShape(output), expected: formatShape(main.output) }
  const remedies = [setWidth(nodes, end, { width: main.output.at(-1) ?? 1, loss })]
  return { severity: 'error', code: 'graph.auxiliaryMismatch', nodeId: node.id, values, remedies }
}
