import { pixelClassCount } from '../../document/data-task.ts'
import { connect, updateNode } from '../../document/edit.ts'
import type { DataChoice } from '../../document/schema.ts'
import { addSkip, append, nextPosition, upsampleTo } from './decoder.ts'
import { scoreEachPlace } from './place-scores.ts'
import { type Rewrite, refuse } from './rewrite.ts'

/**
 * A classifier becomes a network that names the class of each pixel: Long, Shelhamer and Darrell, Fully Convolutional
 * Networks (2015). The head scores each place of the last map; transposed convolutions bring the scores to the size of the
 * picture, and on the way `skips` finer maps of the trunk add theirs. On VGG-16 these are FCN-32s, FCN-16s and FCN-8s.
 */
export function segmentation(id: string, skips: number): Rewrite {
  return {
    id,
    apply({ document, graph }) {
      const data = pixelData(document.data)
      const scored = scoreEachPlace(document, graph, data && pixelClassCount)
      if ('reason' in scored) return { ok: false, reason: scored.reason }
      const { stages, outputId } = scored
      const finer = stages.slice(0, -1).reverse()
      const input = graph.nodes.find(({ node }) => node.id === graph.ends.inputId)
      if (!input || skips > finer.length) return refuse('rewrite.fewStages', { stages: stages.length, skips })
      const joined = finer.slice(0, skips).reduce(addSkip, scored.decoder)
      const whole = upsampleTo(joined, { shape: input.output, strides: [1, 1] })
      const decoder = append(whole, 'Activation', { activation: 'softmax' })
      const moved = updateNode(decoder.document, outputId, (node) => ({ ...node, position: nextPosition(decoder) }))
      const values = { stride: [...new Set(joined.scores.strides)].join('×'), classes: decoder.classes }
      return {
        ok: true,
        plan: {
          document: { ...connect(moved, decoder.scores.id, outputId), data: data ?? document.data },
          moves: scored.moves,
          replaced: new Map(scored.replaced),
          notes: [
            { code: 'rewrite.segmentationName', values },
            { code: data ? 'rewrite.segmentationShapes' : 'rewrite.segmentationData', values },
          ],
        },
      }
    },
  }
}

/** Of the data sets, only the drawn shapes come with a class for each pixel; null for others. */
function pixelData(data: DataChoice): DataChoice | null {
  return data.source === 'shapes' ? { ...data, variant: 'segmentation' } : null
}
