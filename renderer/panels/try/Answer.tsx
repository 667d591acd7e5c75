import { type CSSProperties, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { PicturePrediction } from '#shared/contract/predict.ts'
import { ClassLegend } from '../../charts/ClassLegend.tsx'
import { overlayMask } from '../../charts/masks.ts'
import { PictureCanvas } from '../../charts/PictureCanvas.tsx'
import { columnWidth } from '../../charts/text-width.ts'
import { useFormats } from '../../charts/use-formats.ts'
import { rankClasses } from '../watch/rank-classes.ts'
import classes from './Try.module.css'
import { useTryStore } from './try-store.ts'

const rows = 10

/** The picture as the network sees it, and what it takes it, or its pixels, for. */
export function Answer() {
  const { t } = useTranslation('views')
  const prediction = useTryStore((state) => state.prediction)
  if (!prediction) return <p className={classes.waiting}>{t('try.waiting')}</p>
  const { image, mask } = prediction
  return (
    <div className={classes.answer}>
      <figure className={classes.seen}>
        <div className={classes.square}>
          <PictureCanvas images={image} label={t('try.seen')} />
        </div>
        <figcaption>{t('try.seen')}</figcaption>
      </figure>
      {mask ? <MaskAnswer prediction={prediction} mask={mask} /> : <Probabilities prediction={prediction} />}
    </div>
  )
}

function Probabilities({ prediction }: { prediction: PicturePrediction }) {
  const { t } = useTranslation('views')
  const { percent, className } = useFormats()
  const { probabilities, classes: names } = prediction
  const ranked = rankClasses(probabilities, rows)
  const nameWidth = columnWidth(names.map(className), 120)
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

function MaskAnswer({
  prediction,
  mask,
}: {
  prediction: PicturePrediction
  mask: NonNullable<PicturePrediction['mask']>
}) {
  const { t } = useTranslation('views')
  const { image, classes: names } = prediction
  const painted = useMemo(() => overlayMask(image, 0, mask, names.length), [image, mask, names])
  return (
    <>
      <figure className={classes.seen} data-testid="try-mask">
        <div className={classes.square}>
          <PictureCanvas images={painted} label={t('gallery.prediction')} />
        </div>
        <figcaption>{t('gallery.prediction')}</figcaption>
      </figure>
      <ClassLegend names={names} />
    </>
  )
}
