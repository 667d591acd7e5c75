import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { LoomNode } from '#shared/document/schema.ts'
import type { CheckedNode } from '#shared/graph/check-graph.ts'
import { formatShape } from '#shared/layers/shape.ts'
import { useCheckedGraph, useDocumentStore } from '../../stores/document-store.ts'
import { useOverlayStore } from '../../stores/overlay-store.ts'
import { layerColor, layerIcon } from '../../ui/layer-look.ts'
import { canvas } from '../canvas-control.ts'
import { PickList } from '../PickList.tsx'
import classes from '../quick-add/QuickAdd.module.css'
import { showLayer } from '../show-layer.ts'
import { TopDialog } from './TopDialog.tsx'

/** Finds a layer by its name, its id or its kind; Enter goes there. */
export function FindLayer() {
  const { t } = useTranslation()
  const close = useOverlayStore((state) => state.close)
  const nodes = useDocumentStore((state) => state.document.nodes)
  const graph = useCheckedGraph()
  const checked = useMemo(() => new Map(graph.nodes.map((each) => [each.node.id, each])), [graph])
  const wordsOf = (node: LoomNode) => [
    node.name ?? '',
    node.id,
    node.kind,
    t(`layers:kind.${node.kind}.name`, { defaultValue: node.kind }),
  ]
  return (
    <TopDialog label={t('find.title')} testId="find-layer">
      <PickList
        entries={nodes}
        keyOf={({ id }) => id}
        wordsOf={wordsOf}
        placeholder={t('find.placeholder')}
        nothing={(query) => t('find.nothing', { query })}
        onPick={({ id }) => {
          close()
          showLayer(id)
          canvas().focus(id)
        }}
      >
        {(node) => <FoundLayer node={node} checked={checked.get(node.id)} />}
      </PickList>
    </TopDialog>
  )
}

function FoundLayer({ node, checked }: { node: LoomNode; checked: CheckedNode | undefined }) {
  const Icon = layerIcon(node.kind)
  return (
    <span className={classes.row} style={{ '--layer-color': layerColor(node.kind) } as React.CSSProperties}>
      <span className={classes.icon}>
        <Icon size={14} stroke={2} />
      </span>
      <span>{node.name ?? node.id}</span>
      <span className={classes.detail}>
        {node.kind}
        {checked && ` · ${formatShape(checked.output)}`}
      </span>
    </span>
  )
}
