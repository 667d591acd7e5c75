import { type CSSProperties, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { PackedImages } from '#shared/contract/data.ts'
import type { PicturePrediction } from '#shared/contract/predict.ts'
import { ClassLegend } from '../../charts/ClassLegend.tsx'
import { overlayMask } from '../../charts/masks.ts'
import { PictureCanvas } from '../../charts/PictureCanvas.tsx'
import { columnWidth } from '../../charts/text-width.ts'
import { useFormats } from '../../charts/use-formats.ts'
import { rankClasses } from '../watch/rank-classes.ts'
import classes from './Try.module.css'

const rows = 10

/** The picture as the network sees it, and what it takes it, or its pixels, for. */
export function Answer({ prediction }: { prediction: PicturePrediction }) {
  const { t } = useTranslation('views')
  const { image, mask, classes: names } = prediction
  const painted = useMemo(() => mask && overlayMask(image, 0, mask, names.length), [image, mask, names])
  return (
    <div className={classes.answer}>
      <div className={classes.pictures}>
        <Figure images={image} caption={t('try.seen')} />
        {painted ? <Figure images={painted} caption={t('gallery.prediction')} testId="try-mask" /> : null}
      </div>
      {painted ? <ClassLegend names={names} /> : <Probabilities prediction={prediction} />}
    </div>
  )
}

interface FigureProps {
  images: PackedImages
  caption: string
  testId?: string
}

function Figure({ images, caption, testId }: FigureProps) {
  return (
    <figure className={classes.figure} data-testid={testId}>
      <div className={classes.square}>
        <PictureCanvas images={images} label={caption} />
      </div>
      <figcaption>{caption}</figcaption>
    </figure>
  )
}

function Probabilities({ prediction }: { prediction: PicturePrediction }) {
  const { t } = useTranslation('views')
  const { percent, className } = useFormats()
  const { probabilities, classes: names } = prediction
  const ranked = rankClasses(probabilities, rows)
  const nameWidth = columnWidth(names.map(className), 92)
  return (
    <ol
      className={classes.list}
      style={{ '--name-width': `${nameWidth}px` } as CSSProperties}
      aria-label={t('try.probabilities')}
      data-testid="try-answer"
      data-best={ranked[0]?.index}
    >
      {ranked.map(({ index, probability }) => (
        <li key={index} className={classes.row}>
          <span className={classes.class} title={className(names[index])}>
            {className(names[index])}
          </span>
          <span className={classes.track}>
            <span className={classes.bar} style={{ width: `${100 * probability}%` }} />
          </span>
          <span className="loom-numbers">{percent(probability)}</span>
        </li>
      ))}
    </ol>
  )
}
