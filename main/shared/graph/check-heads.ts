import { taskOf } from '../document/data-task.ts'
import type { LoomDocument } from '../document/schema.ts'
import { formatShape, type Shape } from '../layers/shape.ts'
import type { CheckedGraph, CheckedNode, Diagnostic } from './check-graph.ts'
import { checkLoss, findLast } from './check-loss.ts'
import { listHeads } from './heads.ts'

/** What the chosen data set has, where it is known. */
export interface DataFacts {
  inputShape: Shape
  classCount: number
}

type Network = Pick<CheckedGraph, 'nodes' | 'ends'>

/** Whether what arrives at each Output can be compared with the labels by the document's loss. */
export function checkHeads(network: Network, { data, training }: LoomDocument, facts?: DataFacts): Diagnostic[] {
  const heads = listHeads(network).map(({ checked }) => checked)
  const check = taskOf(data) === 'segmentation' ? checkMap : checkRow
  return heads.flatMap((output) => {
    const found = check(network, output, facts) ?? compareWithMain(output, heads[0])
    const isComparable = found === null || output.output.length === (taskOf(data) === 'segmentation' ? 3 : 1)
    return [...(found ? [found] : []), ...(isComparable ? checkLoss(network.nodes, output, training.loss) : [])]
  })
}

/** One label a picture: a row with a value for each class. */
function checkRow(_network: Network, output: CheckedNode, facts?: DataFacts): Diagnostic | null {
  const shape = output.output
  if (shape.length !== 1) {
    return {
      severity: 'error',
      code: 'graph.needsFlat',
      nodeId: output.node.id,
      values: { layer: 'Output', shape: formatShape(shape) },
      remedies: [
        { kind: 'insertBefore', layer: 'Flatten' },
        { kind: 'insertBefore', layer: 'GlobalAveragePooling2D' },
      ],
    }
  }
  if (!facts || shape[0] === facts.classCount) return null
  const values = { count: shape[0] ?? 0, classes: facts.classCount }
  return { severity: 'error', code: 'graph.outputMismatch', nodeId: output.node.id, values }
}

/** One label a pixel: a map as large as the pictures, with a value for each class. */
function checkMap({ nodes, ends }: Network, output: CheckedNode, facts?: DataFacts): Diagnostic | null {
  const [height = 0, width = 0, channels = 0] = output.output
  const input = nodes.find(({ node }) => node.id === ends.inputId)
  const [fullHeight = 0, fullWidth = 0] = facts?.inputShape ?? input?.output ?? []
  const classes = facts?.classCount ?? channels
  const expected = `${formatShape([fullHeight, fullWidth])}×${facts ? classes : 'K'}`
  const values = { shape: formatShape(output.output), expected }
  const base = { severity: 'error', nodeId: output.node.id, values } as const
  if (output.output.length !== 3) return { ...base, code: 'graph.needsMap' }
  if (height === fullHeight && width === fullWidth && channels === classes) return null
  const last = findLast(nodes, output)
  const nodeId = last?.node.id ?? output.node.id
  if (channels !== classes && last && 'filters' in last.values) {
    const remedies = [{ kind: 'setParameters' as const, parameters: { filters: classes } }]
    return { ...base, code: 'graph.mapMismatch', nodeId, remedies }
  }
  const size = [fullHeight / height, fullWidth / width]
  if (!size.every(Number.isInteger)) return { ...base, code: 'graph.mapMismatch' }
  const remedies = [{ kind: 'insertBefore' as const, layer: 'UpSampling2D', parameters: { size } }]
  return { ...base, code: 'graph.mapMismatch', nodeId, remedies }
}

function compareWithMain({ node, output }: CheckedNode, main: CheckedNode | undefined): Diagnostic | null {
  if (!main || formatShape(output) === formatShape(main.output)) return null
  const values = { shape: formatShape(output), expected: formatShape(main.output) }
  return { severity: 'error', code: 'graph.auxiliaryMismatch', nodeId: node.id, values }
}
