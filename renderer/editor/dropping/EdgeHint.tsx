import { useTranslation } from 'react-i18next'
import { useMessageText } from '../../ui/describe.ts'
import { DragHint } from '../DragHint.tsx'
import { useEdgeTarget } from './edge-target.ts'

/** Beside the pointer while a layer is dragged over a line where it does not fit as it is. */
export function EdgeHint() {
  const { t } = useTranslation()
  const wordMessage = useMessageText()
  const target = useEdgeTarget((state) => state.target)
  if (!target?.candidate.problem) return null
  const { problem, remedy } = target.candidate
  return (
    <DragHint at={target.pointer} tone={remedy ? 'plain' : 'refused'}>
      {wordMessage(problem)}
      <em>
        {remedy?.kind === 'insertBefore'
          ? t('dropping.with', { layer: remedy.layer })
          : t(remedy ? 'dropping.adapted' : 'dropping.beside')}
      </em>
    </DragHint>
  )
}
