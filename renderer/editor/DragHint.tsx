import type { ReactNode } from 'react'
import type { ScreenPoint } from '../stores/overlay-store.ts'
import classes from './DragHint.module.css'

/** Pixels from the pointer, and the most that it is wide. */
const distance = 16
const width = 300

/** A sentence that stays beside the pointer during a drag, on the side where there is room. */
export function DragHint({ at, tone, children }: { at: ScreenPoint; tone: 'refused' | 'plain'; children: ReactNode }) {
  const isLeft = at.x + distance + width > window.innerWidth
  const isAbove = at.y + 110 > window.innerHeight
  const shift = `translate(${isLeft ? '-100%' : '0'}, ${isAbove ? '-100%' : '0'})`
  const place = `translate(${at.x + (isLeft ? -distance : distance)}px, ${at.y + (isAbove ? -distance : distance)}px)`
  return (
    <div
      className={classes.hint}
      data-tone={tone}
      data-testid="drag-hint"
      role="status"
      style={{ maxWidth: width, transform: `${place} ${shift}` }}
    >
      {children}
    </div>
  )
}
