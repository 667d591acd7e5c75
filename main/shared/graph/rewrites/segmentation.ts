import { pixelClassCount, taskOf } from '../../document/data-task.ts'
import { connect, updateNode } from '../../document/edit.ts'
import type { DataChoice } from '../../document/schema.ts'
import type { Message } from '../../messages/message.ts'
import { type CheckedGraph, checkGraph } from '../check-graph.ts'
import { removeAuxiliary } from '../heads.ts'
import { addSkip, append, nextPosition, upsampleTo } from './decoder.ts'
import { scoreEachPlace } from './place-scores.ts'
import { type Rewrite, refuse } from './rewrite.ts'

/** No set of masks has more classes; a classifier of more gives way to PASCAL VOC's 21, as in the paper. */
const mostPixelClasses = 150
const vocClasses = 21

/**
 * A classifier becomes a network that names the class of each pixel: Long, Shelhamer and Darrell, Fully Convolutional
 * Networks (2015). The head scores each place of the last map; transposed convolutions bring the scores to the size of the
 * picture, and on the way `skips` finer maps of the trunk add theirs. On VGG-16 these are FCN-32s, FCN-16s and FCN-8s.
 * Auxiliary heads, which help a classifier to learn, are left out.
 */
export function segmentation(id: string, skips: number): Rewrite {
  return {
    id,
    isWhole: true,
    apply({ document: drawn, graph: checked, pixelClasses }) {
      const document = removeAuxiliary(drawn, checked)
      const graph = document === drawn ? checked : checkGraph(document)
      const data = pixelData(document.data)
      const known = data?.source === 'shapes' ? pixelClassCount : data && pixelClasses
      const scored = scoreEachPlace(document, graph, known ?? otherClassCount(graph))
      if ('reason' in scored) return { ok: false, reason: scored.reason }
      const { stages, outputId } = scored
      const finer = stages.slice(0, -1).reverse()
      const input = graph.nodes.find(({ node }) => node.id === graph.ends.inputId)
      if (!input || skips > finer.length) return refuse('rewrite.fewStages', { stages: stages.length, skips })
      const joined = finer.slice(0, skips).reduce(addSkip, scored.decoder)
      const whole = upsampleTo(joined, { shape: input.output, strides: [1, 1] })
      const decoder = append(whole, 'Activation', { activation: 'softmax' })
      const moved = updateNode(decoder.document, outputId, (node) => ({ ...node, position: nextPosition(decoder) }))
      const { classes } = decoder
      const stride = [...new Set(joined.scores.strides)].join('×')
      return {
        ok: true,
        plan: {
          document: { ...connect(moved, decoder.scores.id, outputId), data: data ?? document.data },
          moves: scored.moves,
          replaced: new Map(scored.replaced),
          notes: [
            { code: 'rewrite.segmentationName', values: { stride } },
            ...tellAuxiliary(checked),
            tellClasses({ data, isKnown: known != null, before: classCount(graph), classes }),
          ],
        },
      }
    },
  }
}

/** The data set as one with a class for each pixel: the drawn shapes can be had so; null for others that have none. */
function pixelData(data: DataChoice): DataChoice | null {
  if (taskOf(data) === 'segmentation') return data
  return data.source === 'shapes' ? { ...data, variant: 'segmentation' } : null
}

/** Null for as many scores as there are. */
function otherClassCount(graph: CheckedGraph): number | null {
  return classCount(graph) > mostPixelClasses ? vocClasses : null
}

function classCount({ nodes, ends }: CheckedGraph): number {
  return nodes.find(({ node }) => node.id === ends.outputId)?.output.at(-1) ?? 0
}

function tellAuxiliary({ ends }: CheckedGraph): Message[] {
  const count = ends.auxiliaryIds.length
  return count === 0 ? [] : [{ code: 'rewrite.auxiliaryRemoved', values: { count } }]
}

function tellClasses(found: { data: DataChoice | null; isKnown: boolean; before: number; classes: number }): Message {
  const { data, isKnown, before, classes } = found
  if (data?.source === 'shapes') return { code: 'rewrite.segmentationShapes', values: { classes } }
  if (isKnown) return { code: 'rewrite.segmentationOwn', values: { classes } }
  if (before === classes) return { code: 'rewrite.segmentationData', values: { classes } }
  return { code: 'rewrite.segmentationFewer', values: { classes, before } }
}
