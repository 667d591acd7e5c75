import type { NodeProps } from '@xyflow/react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocale } from '../i18n/use-locale.ts'
import { NodeThumbnails } from '../panels/watch/NodeThumbnails.tsx'
import { formatCount } from '../ui/format.ts'
import { chosenColor, layerColor, layerIcon } from '../ui/layer-look.ts'
import { severityOf } from '../ui/severity.ts'
import { useLineDrag } from './connecting/line-drag.ts'
import type { LayerFlowNode, LayerNodeData } from './flow-types.ts'
import classes from './LayerNode.module.css'
import { LayerTitle } from './LayerTitle.tsx'
import { NodeProblems } from './NodeProblems.tsx'
import { Port } from './Port.tsx'
import { summarize } from './summarize.ts'
import { summaryWords } from './summary-words.ts'

/** One layer on the canvas: what it is, what leaves it, what it costs, and what is wrong with it. */
export const LayerNode = memo(function LayerNode({ id, data, selected }: NodeProps<LayerFlowNode>) {
  const Icon = layerIcon(data.node.kind)
  const severity = severityOf(data.problems)
  const fit = useLineFit(id)
  return (
    <div
      className={classes.node}
      style={{ '--layer-color': chosenColor(data.node.colour, layerColor(data.node.kind)) } as React.CSSProperties}
      data-colour={data.node.colour}
      data-testid={`node-${id}`}
      data-kind={data.node.kind}
      data-selected={selected || undefined}
      data-severity={severity}
      data-fit={fit}
    >
      {data.hasInput && <Port nodeId={id} type="target" />}
      <div className={classes.head}>
        <span className={classes.icon}>
          <Icon size={14} stroke={2} />
        </span>
        <LayerTitle nodeId={id} name={data.node.name} kind={data.node.kind} shape={data.shape} />
      </div>
      <Facts data={data} />
      <div className={classes.thumbnails}>
        <NodeThumbnails nodeId={id} />
      </div>
      {data.problems.length > 0 && <NodeProblems nodeId={id} problems={data.problems} isSelected={selected} />}
      {data.hasOutput && <Port nodeId={id} type="source" />}
    </div>
  )
})

/** While a line is drawn: whether it may end at this layer. */
export function useLineFit(nodeId: string): 'fits' | 'refused' | undefined {
  return useLineDrag(({ drag }) => {
    if (!drag || drag.line.nodeId === nodeId) return undefined
    return drag.verdictOf(nodeId).problem ? 'refused' : 'fits'
  })
}

function Facts({ data }: { data: LayerNodeData }) {
  const { t } = useTranslation()
  const locale = useLocale()
  const summary = summarize(data.values, summaryWords(t))
  return (
    <div className={classes.facts}>
      {summary && (
        <div className={classes.summary} title={summary}>
          {summary}
        </div>
      )}
      <div className={classes.numbers}>
        <span className={classes.shape} data-testid="node-shape">
          {data.shape ?? '?'}
        </span>
        {data.parameters > 0 && (
          <span className={classes.count} data-testid="node-parameters">
            {t('node.count', { count: data.parameters, number: formatCount(data.parameters, locale) })}
          </span>
        )}
      </div>
    </div>
  )
}
