import { useEffect, useRef } from 'react'
import { DrawingPad } from '../../ui/drawing/DrawingPad.tsx'
import { padSide, wipe } from '../../ui/drawing/drawing.ts'
import { canvasFile } from './canvas-file.ts'
import classes from './Try.module.css'
import { useTryStore } from './try-store.ts'

/** A pad of the network's proportions, whose drawing is shown to the network while it is made. */
export function DrawPad({ form: [height, width] }: { form: readonly [height: number, width: number] }) {
  const show = useTryStore((state) => state.show)
  const brush = useTryStore((state) => state.brush)
  const isEmpty = useTryStore((state) => state.drawing === null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const scale = padSide / Math.max(height, width)
  const [padWidth, padHeight] = [Math.round(scale * width), Math.round(scale * height)]
  const look = () => canvas.current && void canvasFile(canvas.current).then(show)
  const keep = () => {
    const context = canvas.current?.getContext('2d')
    useTryStore.setState({ drawing: context?.getImageData(0, 0, padWidth, padHeight) ?? null })
    look()
  }
  useEffect(() => {
    if (isEmpty && canvas.current) wipe(canvas.current)
  }, [isEmpty])
  useEffect(() => {
    const pad = canvas.current
    const { drawing } = useTryStore.getState()
    if (!pad || drawing?.width !== padWidth || drawing.height !== padHeight) return
    pad.getContext('2d')?.putImageData(drawing, 0, 0)
    void canvasFile(pad).then(show)
  }, [padWidth, padHeight, show])
  return (
    <div className={classes.padPlace}>
      <DrawingPad
        pad={canvas}
        size={{ width: padWidth, height: padHeight }}
        brush={brush}
        onPiece={look}
        onStrokeEnd={keep}
        testId="try-pad"
      />
    </div>
  )
}
