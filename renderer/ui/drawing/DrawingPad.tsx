import { type PointerEvent, type RefObject, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { canvasPoint } from '../canvas-point.ts'
import classes from './DrawingPad.module.css'
import { type Brush, drawPiece, wipe } from './drawing.ts'

interface DrawingPadProps {
  pad: RefObject<HTMLCanvasElement | null>
  /** Of the drawing, in pixels; how large it is shown is the parent's affair. */
  size: { width: number; height: number }
  brush: Brush
  /** A piece of a stroke is there: often, while it is drawn. */
  onPiece?: () => void
  onStrokeEnd: () => void
  testId: string
}

/** A pad to draw on with mouse, pen or finger; dark until something is drawn. */
export function DrawingPad({ pad, size, brush, onPiece, onStrokeEnd, testId }: DrawingPadProps) {
  const { t } = useTranslation('app')
  const last = useRef<readonly [number, number] | null>(null)
  const { width, height } = size
  // biome-ignore lint/correctness/useExhaustiveDependencies: a canvas of another size is blank
  useEffect(() => {
    if (pad.current) wipe(pad.current)
  }, [pad, width, height])
  const draw = (event: PointerEvent<HTMLCanvasElement>) => {
    const point = canvasPoint(event)
    drawPiece(event.currentTarget, [last.current ?? point, point], brush)
    last.current = point
    onPiece?.()
  }
  const end = () => {
    if (last.current) onStrokeEnd()
    last.current = null
  }
  return (
    <canvas
      ref={pad}
      width={width}
      height={height}
      className={classes.pad}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        last.current = null
        draw(event)
      }}
      onPointerMove={(event) => last.current && draw(event)}
      onPointerUp={end}
      onPointerCancel={end}
      role="img"
      aria-label={t('pad.label')}
      data-testid={testId}
    />
  )
}
