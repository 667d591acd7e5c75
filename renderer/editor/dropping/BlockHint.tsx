import { useTranslation } from 'react-i18next'
import { useDocumentStore } from '../../stores/document-store.ts'
import { DragHint } from '../DragHint.tsx'
import { useBlockTarget } from './block-target.ts'
import { useEdgeTarget } from './edge-target.ts'

/** Beside the pointer while something is dragged into a block or out of it. */
export function BlockHint() {
  const { t } = useTranslation()
  const target = useBlockTarget((state) => state.target)
  const pointer = useBlockTarget((state) => state.pointer)
  const isOnEdge = useEdgeTarget((state) => state.target !== null)
  const blockId = target?.blockId ?? target?.leftId
  const block = useDocumentStore(({ document }) => document.blocks.find(({ id }) => id === blockId))
  if (!target || !block || isOnEdge) return null
  const name = block.name || t('block.unnamed')
  return (
    <DragHint at={pointer} tone="plain">
      {target.blockId === undefined ? t('dropping.outOf', { name }) : t('dropping.into', { name })}
      {target.ids.length > 0 && <em>{t('dropping.stays')}</em>}
    </DragHint>
  )
}
