import type { ReactNode } from 'react'
import { useOverlayStore } from '../../stores/overlay-store.ts'
import { Floating } from '../Floating.tsx'

const width = 420

/** A list in the upper middle of the window. */
export function TopDialog({ label, testId, children }: { label: string; testId: string; children: ReactNode }) {
  const close = useOverlayStore((state) => state.close)
  const at = { x: (window.innerWidth - width) / 2, y: 90 }
  return (
    <Floating at={at} width={width} label={label} testId={testId} onClose={close}>
      {children}
    </Floating>
  )
}
