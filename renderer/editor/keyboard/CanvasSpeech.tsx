import { VisuallyHidden } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { checkedGraph, useDocumentStore } from '../../stores/document-store.ts'
import { useMessageText } from '../../ui/describe.ts'
import { describeLayer } from './describe-layer.ts'

export const canvasHelpId = 'canvas-help'

/** Tells a screen reader of the layer that the keyboard has come to: what it is, what is wrong, and its neighbours. */
export function CanvasSpeech({ frame }: { frame: React.RefObject<HTMLElement | null> }) {
  const { t } = useTranslation()
  const wordMessage = useMessageText()
  const [text, setText] = useState('')
  useEffect(() => {
    const element = frame.current
    const speak = ({ target }: FocusEvent) => {
      const id = target instanceof Element ? target.getAttribute('data-id') : null
      const { document } = useDocumentStore.getState()
      setText(describeLayer(document, checkedGraph(), id, { t, wordMessage }))
    }
    element?.addEventListener('focusin', speak)
    return () => element?.removeEventListener('focusin', speak)
  }, [frame, t, wordMessage])
  return (
    <>
      <VisuallyHidden id={canvasHelpId}>{t('canvas.nodeHelp')}</VisuallyHidden>
      <VisuallyHidden aria-live="polite" data-testid="canvas-speech">
        {text}
      </VisuallyHidden>
    </>
  )
}
