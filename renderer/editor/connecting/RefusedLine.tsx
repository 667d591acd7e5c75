import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { connect } from '#shared/document/edit.ts'
import type { LoomDocument } from '#shared/document/schema.ts'
import { RemedyButtons } from '../../panels/problems/RemedyButtons.tsx'
import { useOverlayStore } from '../../stores/overlay-store.ts'
import { useMessageText } from '../../ui/describe.ts'
import { Floating } from '../Floating.tsx'
import { withoutEdge } from './line-drag.ts'
import classes from './RefusedLine.module.css'

/** Where a refused line was let go: why, and buttons that make it fit and draw it. */
export function RefusedLine() {
  const { t } = useTranslation()
  const wordMessage = useMessageText()
  const overlay = useOverlayStore((state) => state.overlay)
  const close = useOverlayStore((state) => state.close)
  const refusal = overlay?.kind === 'refusal' ? overlay.refusal : null
  const draw = useCallback(
    (document: LoomDocument) =>
      refusal ? connect(withoutEdge(document, refusal.movedEdgeId), refusal.source, refusal.target) : document,
    [refusal],
  )
  if (overlay?.kind !== 'refusal' || !refusal) return null
  return (
    <Floating at={overlay.at} width={320} label={t('connecting.refused')} testId="refused-line" onClose={close}>
      <div className={classes.refusal}>
        <div data-selectable>{wordMessage(refusal.problem)}</div>
        <RemedyButtons
          problem={{ ...refusal.problem, severity: 'error', nodeId: refusal.target }}
          prepare={draw}
          onApplied={close}
        />
      </div>
    </Floating>
  )
}
