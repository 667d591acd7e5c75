import { IconAlertTriangle, IconArrowsDiagonal, IconStack2 } from '@tabler/icons-react'
import type { NodeProps } from '@xyflow/react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocale } from '../i18n/use-locale.ts'
import { collapseBlock } from '../stores/edits.ts'
import { formatCount } from '../ui/format.ts'
import { chosenColor } from '../ui/layer-look.ts'
import { listProblems, severityOf } from '../ui/severity.ts'
import classes from './BlockNode.module.css'
import type { BlockFlowNode, BlockNodeData } from './block-flow.ts'
import layerClasses from './LayerNode.module.css'
import { useLineFit } from './LayerNode.tsx'
import { Port } from './Port.tsx'
import { showLayer } from './show-layer.ts'

/** A collapsed block: what goes in and out, what it costs, and how much is wrong in it. A double click opens it. */
export const BlockNode = memo(function BlockNode({ id, data, selected }: NodeProps<BlockFlowNode>) {
  const { t } = useTranslation()
  const { block } = data
  const fit = useLineFit(id)
  const name = block.name || t('block.unnamed')
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the button in it does the same for the keyboard.
    <div
      className={`${layerClasses.node} ${classes.block}`}
      style={{ '--layer-color': chosenColor(block.colour, 'var(--loom-block)') } as React.CSSProperties}
      data-colour={block.colour}
      data-testid={`block-${id}`}
      data-selected={selected || undefined}
      data-severity={severityOf(data.problems)}
      data-fit={fit}
      onDoubleClick={(event) => {
        event.stopPropagation()
        collapseBlock(id, false)
      }}
    >
      {data.hasInput && <Port nodeId={id} type="target" />}
      <div className={layerClasses.head}>
        <span className={layerClasses.icon}>
          <IconStack2 size={14} stroke={2} />
        </span>
        <span className={layerClasses.title} title={name} data-shape={data.shapeOut ? `→ ${data.shapeOut}` : undefined}>
          <span className={layerClasses.name}>{name}</span>
        </span>
        <ProblemBadge problems={data.problems} />
        <button
          type="button"
          className={`${classes.button} nodrag`}
          aria-label={t('block.expand', { name })}
          title={t('block.expand', { name })}
          onClick={() => collapseBlock(id, false)}
        >
          <IconArrowsDiagonal size={14} />
        </button>
      </div>
      <Facts data={data} />
      {data.hasOutput && <Port nodeId={id} type="source" />}
    </div>
  )
})

/** How many problems lie within; a click opens the block and shows the first. */
function ProblemBadge({ problems }: { problems: BlockNodeData['problems'] }) {
  const { t } = useTranslation()
  const listed = listProblems(problems)
  const first = listed.find(({ severity }) => severity === 'error') ?? listed[0]
  if (!first) return null
  return (
    <button
      type="button"
      className={`${classes.problems} nodrag`}
      data-severity={severityOf(problems)}
      aria-label={t('block.showProblem', { count: listed.length })}
      title={t('block.showProblem', { count: listed.length })}
      data-testid="block-problems"
      onClick={(event) => {
        event.stopPropagation()
        if (first.nodeId !== undefined) showLayer(first.nodeId)
      }}
    >
      <IconAlertTriangle size={12} />
      {listed.length}
    </button>
  )
}

function Facts({ data }: { data: BlockNodeData }) {
  const { t } = useTranslation()
  const locale = useLocale()
  return (
    <div className={layerClasses.facts}>
      <div className={layerClasses.summary}>
        {t('block.layers', { count: data.layers })}
        {data.parameters > 0 &&
          ` · ${t('node.count', { count: data.parameters, number: formatCount(data.parameters, locale) })}`}
      </div>
      <div className={layerClasses.numbers}>
        <span className={layerClasses.shape} data-testid="block-shapes" title={`${data.shapeIn} → ${data.shapeOut}`}>
          {`${data.shapeIn ?? '?'} → ${data.shapeOut ?? '?'}`}
        </span>
      </div>
    </div>
  )
}
