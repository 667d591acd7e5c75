import { FocusTrap, Portal } from '@mantine/core'
import { useClickOutside } from '@mantine/hooks'
import { type ReactNode, type RefObject, useEffect, useLayoutEffect, useState } from 'react'
import type { ScreenPoint } from '../stores/overlay-store.ts'
import classes from './Floating.module.css'

interface FloatingProps {
  at: ScreenPoint
  width: number
  label: string
  testId: string
  onClose: () => void
  children: ReactNode
}

/** Pixels that stay free at the window's edges. */
const margin = 8

/** A small dialog at a point of the window, moved so far that all of it can be seen. It goes with Escape or a press elsewhere. */
export function Floating(props: FloatingProps) {
  return (
    <Portal>
      <FloatingBox {...props} />
    </Portal>
  )
}

/** Apart from the portal, which shows what is in it a moment later: only then is there something to measure. */
function FloatingBox({ at, width, label, testId, onClose, children }: FloatingProps) {
  // The canvas keeps what the mouse does to itself, but not what the pointer does.
  const box = useClickOutside<HTMLDivElement>(onClose, ['pointerdown'], undefined, true, true)
  const height = useHeight(box)
  useReturningFocus()
  const left = Math.max(margin, Math.min(at.x, window.innerWidth - width - margin))
  const top = Math.max(margin, Math.min(at.y, window.innerHeight - height - margin))
  return (
    <FocusTrap active innerRef={box}>
      <div
        className={classes.floating}
        role="dialog"
        aria-label={label}
        data-testid={testId}
        style={{ left, top, width }}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          event.stopPropagation()
          onClose()
        }}
      >
        {children}
      </div>
    </FocusTrap>
  )
}

function useHeight(box: RefObject<HTMLElement | null>): number {
  const [height, setHeight] = useState(0)
  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    const measure = () => setHeight(element.offsetHeight)
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    measure()
    return () => observer.disconnect()
  }, [box])
  return height
}

/** Gives the keyboard back to where it was, unless it has moved on. */
function useReturningFocus(): void {
  useEffect(() => {
    const before = document.activeElement
    return () => {
      const isLost = document.activeElement === null || document.activeElement === document.body
      if (isLost && before instanceof HTMLElement) before.focus({ preventScroll: true })
    }
  }, [])
}
