import { useRef } from 'react'
import classes from './Dock.module.css'

interface SplitterProps {
  label: string
  /** Height below the line, in pixels. */
  value: number
  limits: { min: number; max: number }
  onChange: (value: number) => void
}

/** How far one press of an arrow key moves the line. */
const keyStep = 20

/** A line to drag up and down, with the mouse or the arrow keys. */
export function Splitter({ label, value, limits, onChange }: SplitterProps) {
  const start = useRef<{ y: number; value: number } | null>(null)
  const move = (next: number) => onChange(Math.min(Math.max(next, limits.min), limits.max))
  return (
    // biome-ignore lint/a11y/useSemanticElements: a separator that can be moved is a widget, which <hr> is not.
    <div
      className={classes.splitter}
      role="separator"
      aria-orientation="horizontal"
      aria-label={label}
      aria-valuenow={value}
      aria-valuemin={limits.min}
      aria-valuemax={limits.max}
      tabIndex={0}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        start.current = { y: event.clientY, value }
      }}
      onPointerMove={(event) => start.current && move(start.current.value + start.current.y - event.clientY)}
      onPointerUp={() => {
        start.current = null
      }}
      onKeyDown={(event) => {
        if (event.key === 'ArrowUp') move(value + keyStep)
        if (event.key === 'ArrowDown') move(value - keyStep)
      }}
    />
  )
}
