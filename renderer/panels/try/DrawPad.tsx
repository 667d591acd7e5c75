import { Button, Slider } from '@mantine/core'
import { IconEraser } from '@tabler/icons-react'
import { type PointerEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LoomDocument } from '#shared/document/schema.ts'
import { checkGraph } from '#shared/graph/check-graph.ts'
import { canvasPoint } from '../../ui/canvas-point.ts'
import { canvasFile } from './canvas-file.ts'
import classes from './Try.module.css'
import { useTryStore } from './try-store.ts'

/** Pixels of the longer side of the pad. */
const padSide = 336

/** A pad of the network's proportions to draw on, bright on dark, with mouse, pen or finger. */
export function DrawPad({ document }: { document: LoomDocument }) {
  const { t } = useTranslation('views')
  const show = useTryStore((state) => state.show)
  const canvas = useRef<HTMLCanvasElement>(null)
  const [brush, setBrush] = useState(8)
  const [colour, setColour] = useState('#ffffff')
  const [height, width, channels] = inputOf(document)
  const scale = padSide / Math.max(height, width)
  const size = { width: Math.round(scale * width), height: Math.round(scale * height) }
  const send = () => {
    const pad = canvas.current
    if (!pad) return
    useTryStore.setState({ drawing: pad.getContext('2d')?.getImageData(0, 0, pad.width, pad.height) ?? null })
    void canvasFile(pad).then(show)
  }
  const look = () => canvas.current && void canvasFile(canvas.current).then(show)
  const clear = () => {
    wipe(canvas.current)
    useTryStore.setState({ drawing: null })
    show(null)
  }
  const { width: padWidth, height: padHeight } = size
  useEffect(() => {
    const pad = canvas.current
    if (!pad) return
    wipe(pad)
    const { drawing } = useTryStore.getState()
    if (drawing?.width === padWidth && drawing.height === padHeight) {
      pad.getContext('2d')?.putImageData(drawing, 0, 0)
      void canvasFile(pad).then(show)
    }
  }, [padWidth, padHeight, show])
  return (
    <div className={classes.source}>
      <canvas
        ref={canvas}
        {...size}
        className={classes.pad}
        onPointerDown={(event) => beginStroke(event, { width: (brush / 100) * padSide, colour })}
        onPointerMove={(event) => event.buttons !== 0 && continueStroke(event) && look()}
        onPointerUp={send}
        aria-label={t('try.pad')}
        role="img"
        data-testid="try-pad"
      />
      <div className={classes.tools}>
        <span>{t('try.brush')}</span>
        <Slider
          className={classes.brush}
          size="sm"
          min={2}
          max={25}
          value={brush}
          onChange={setBrush}
          label={null}
          thumbLabel={t('try.brush')}
        />
        {channels === 3 ? (
          <input
            type="color"
            className={classes.colour}
            value={colour}
            onChange={({ currentTarget }) => setColour(currentTarget.value)}
            aria-label={t('try.colour')}
            title={t('try.colour')}
          />
        ) : null}
        <Button variant="default" leftSection={<IconEraser size={15} />} onClick={clear} data-testid="try-clear">
          {t('try.clear')}
        </Button>
      </div>
    </div>
  )
}

/** Of the pictures that the network takes. */
function inputOf(document: LoomDocument): [height: number, width: number, channels: number] {
  const { nodes } = checkGraph(document)
  const [height = 1, width = 1, channels = 1] = nodes.find(({ sources }) => sources.length === 0)?.output ?? []
  return [height, width, channels]
}

function wipe(canvas: HTMLCanvasElement | null): void {
  const context = canvas?.getContext('2d')
  if (!canvas || !context) return
  context.fillStyle = '#000'
  context.fillRect(0, 0, canvas.width, canvas.height)
}

function beginStroke(
  event: PointerEvent<HTMLCanvasElement>,
  { width, colour }: { width: number; colour: string },
): void {
  const context = event.currentTarget.getContext('2d')
  if (!context) return
  event.currentTarget.setPointerCapture(event.pointerId)
  Object.assign(context, { lineWidth: width, strokeStyle: colour, lineCap: 'round', lineJoin: 'round' })
  context.beginPath()
  context.moveTo(...canvasPoint(event))
  continueStroke(event)
}

function continueStroke(event: PointerEvent<HTMLCanvasElement>): boolean {
  const context = event.currentTarget.getContext('2d')
  if (!context) return false
  const place = canvasPoint(event)
  context.lineTo(...place)
  context.stroke()
  // The next piece begins here, so that nothing is drawn twice.
  context.beginPath()
  context.moveTo(...place)
  return true
}
