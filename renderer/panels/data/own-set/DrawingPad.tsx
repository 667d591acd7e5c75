import { Button, Slider } from '@mantine/core'
import { IconEraser } from '@tabler/icons-react'
import { type PointerEvent, type RefObject, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { canvasPoint } from '../../../ui/canvas-point.ts'
import { drawPiece, padSide, wipe } from './drawing.ts'
import classes from './OwnSet.module.css'

interface DrawingPadProps {
  pad: RefObject<HTMLCanvasElement | null>
  /** Whether there is anything on it. */
  isEmpty: boolean
  onDraw: () => void
  onClear: () => void
}

/** A pad to draw on with mouse, pen or finger, bright on dark. */
export function DrawingPad({ pad, isEmpty, onDraw, onClear }: DrawingPadProps) {
  const { t } = useTranslation('data')
  const [brush, setBrush] = useState(8)
  const [colour, setColour] = useState('#ffffff')
  const last = useRef<readonly [number, number] | null>(null)
  useEffect(() => {
    if (pad.current) wipe(pad.current)
  }, [pad])
  const draw = (event: PointerEvent<HTMLCanvasElement>) => {
    const point = canvasPoint(event)
    drawPiece(event.currentTarget, [last.current ?? point, point], { width: (brush / 100) * padSide, colour })
    last.current = point
  }
  return (
    <>
      <canvas
        ref={pad}
        width={padSide}
        height={padSide}
        className={classes.canvas}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId)
          last.current = null
          draw(event)
          onDraw()
        }}
        onPointerMove={(event) => event.buttons !== 0 && draw(event)}
        role="img"
        aria-label={t('own.pad')}
        data-testid="own-set-pad"
      />
      <div className={classes.tools}>
        <span>{t('own.brush')}</span>
        <Slider
          className={classes.brush}
          size="sm"
          min={2}
          max={20}
          value={brush}
          onChange={setBrush}
          label={null}
          thumbLabel={t('own.brush')}
        />
        <input
          type="color"
          className={classes.colour}
          value={colour}
          onChange={({ currentTarget }) => setColour(currentTarget.value)}
          aria-label={t('own.colour')}
          title={t('own.colour')}
        />
        <Button
          variant="default"
          leftSection={<IconEraser size={15} />}
          disabled={isEmpty}
          onClick={onClear}
          data-testid="own-set-clear"
        >
          {t('own.clear')}
        </Button>
      </div>
    </>
  )
}
