import { useTranslation } from 'react-i18next'
import type { PackedImages } from '#shared/contract/data.ts'
import type { MaskPair } from '#shared/contract/runs.ts'
import { ClassLegend } from '../../charts/ClassLegend.tsx'
import { paintMasks } from '../../charts/masks.ts'
import { PictureCanvas } from '../../charts/PictureCanvas.tsx'
import { useFormats } from '../../charts/use-formats.ts'
import { useRunStore } from '../../stores/run-store.ts'
import classes from './MaskVerdict.module.css'

const side = 96

/** The picture, what its pixels are, and what the network takes them for now. */
export function MaskVerdict({ image, masks }: { image: PackedImages; masks: MaskPair }) {
  const { t } = useTranslation('views')
  const { percent } = useFormats()
  const classNames = useRunStore((state) => state.run?.classes) ?? []
  const columns = [
    ['picture', image],
    ['truth', paintMasks(masks.truth, image, classNames.length)],
    ['prediction', paintMasks(masks.predicted, image, classNames.length)],
  ] as const
  const share = percent(shareRight(masks, classNames.length), 1)
  return (
    <div className={classes.root} title={t('gallery.pixelShare', { share })} data-testid="mask-verdict">
      <div className={classes.row}>
        {columns.map(([name, images]) => (
          <figure key={name} className={classes.figure}>
            <PictureCanvas images={images} size={side} label={t(`gallery.${name}`)} />
            <figcaption>
              {t(`gallery.${name}`)}
              {name === 'prediction' ? <span className="loom-numbers"> {share}</span> : null}
            </figcaption>
          </figure>
        ))}
      </div>
      <ClassLegend names={classNames} />
    </div>
  )
}

/** Of the pixels that count: those of a class. */
function shareRight({ truth, predicted }: MaskPair, classCount: number): number {
  let counted = 0
  let right = 0
  for (const [place, label] of truth.entries()) {
    if (label >= classCount) continue
    counted += 1
    if (label === predicted[place]) right += 1
  }
  return counted === 0 ? 1 : right / counted
}
