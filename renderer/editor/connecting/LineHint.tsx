import { useConnection } from '@xyflow/react'
import { useTranslation } from 'react-i18next'
import { useDocumentStore } from '../../stores/document-store.ts'
import { useMessageText } from '../../ui/describe.ts'
import { DragHint } from '../DragHint.tsx'
import { useLineDrag } from './line-drag.ts'

/** Beside the pointer while a line is drawn: why it cannot end here, or which line would give way. */
export function LineHint() {
  const { t } = useTranslation()
  const wordMessage = useMessageText()
  const drag = useLineDrag((state) => state.drag)
  const nearId = useConnection(({ inProgress, toNode }) => (inProgress ? (toNode?.id ?? null) : null))
  const overId = drag?.overId ?? nearId
  const verdict = drag && overId !== null && overId !== drag.line.nodeId ? drag.verdictOf(overId) : null
  const replaced = useDocumentStore(({ document }) => document.nodes.find(({ id }) => id === verdict?.replacedId))
  if (!drag?.pointer || !verdict) return null
  const { problem } = verdict
  if (problem) {
    return (
      <DragHint at={drag.pointer} tone="refused">
        {wordMessage(problem)}
        {problem.remedies?.length ? <em>{t('connecting.cures')}</em> : null}
      </DragHint>
    )
  }
  if (!replaced) return null
  const layer = replaced.name ?? replaced.id
  return (
    <DragHint at={drag.pointer} tone="plain">
      {wordMessage({ code: 'line.replacesLine', values: { layer } })}
    </DragHint>
  )
}
