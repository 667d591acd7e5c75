import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { ScoreMap } from '#shared/contract/weights.ts'
import { grey } from '../../charts/colour-maps.ts'
import { tilesOfImages, tileToRgba } from '../../charts/tiles.ts'
import { useFormats } from '../../charts/use-formats.ts'
import { paintBestClasses, paintHeat } from './paint-scores.ts'
import classes from './Scores.module.css'

/** CSS pixels of the longer side. */
const side = 560

/** The picture with its scores over it: heat for one class, or the best class of each place. */
export function ScoreCanvas({ map, chosen }: { map: ScoreMap; chosen: number | null }) {
  const { t } = useTranslation('views')
  const { className } = useFormats()
  const canvas = useRef<HTMLCanvasElement>(null)
  const { picture } = map
  const scale = Math.max(1, Math.floor(side / Math.max(picture.height, picture.width)))
  useEffect(() => {
    const context = canvas.current?.getContext('2d')
    if (!context) return
    const small = new OffscreenCanvas(picture.width, picture.height)
    const rgba = tileToRgba(tilesOfImages(picture), 0, grey)
    small.getContext('2d')?.putImageData(new ImageData(rgba, picture.width), 0, 0)
    context.imageSmoothingEnabled = false
    context.drawImage(small, 0, 0, picture.width * scale, picture.height * scale)
    if (chosen === null) paintBestClasses(context, map, { scale, nameOf: (label) => className(map.classes[label]) })
    else paintHeat(context, map, { scale, label: chosen })
  }, [map, chosen, scale, picture, className])
  return (
    <canvas
      ref={canvas}
      className={classes.canvas}
      width={picture.width * scale}
      height={picture.height * scale}
      role="img"
      aria-label={t('scores.picture')}
      data-testid="scores-canvas"
    />
  )
}
