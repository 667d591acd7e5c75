import { useTranslation } from 'react-i18next'
import type { ClassName, PackedImages } from '#shared/contract/data.ts'
import type { PictureItem } from '#shared/contract/runs.ts'
import { PictureCanvas } from '../../charts/PictureCanvas.tsx'
import { useFormats } from '../../charts/use-formats.ts'
import classes from './GalleryPanel.module.css'

interface GalleryTilesProps {
  images: PackedImages
  items: PictureItem[]
  classNames: ClassName[]
  onOpen: ((index: number) => void) | undefined
}

/** Pictures in rows, with what they are and what they were taken for. */
export function GalleryTiles({ images, items, classNames, onOpen }: GalleryTilesProps) {
  const { t } = useTranslation('views')
  const { integer, percent, className } = useFormats()
  return (
    <ul className={classes.grid} data-testid="gallery">
      {items.map(({ index, label, predicted, probability, truthProbability }, position) => {
        const [actual, taken] = [className(classNames[label]), className(classNames[predicted])]
        const isRight = label === predicted
        const share = percent(probability, 0)
        const told = t('gallery.tile', { index: integer(index + 1), actual, predicted: taken, probability: share })
        const missed =
          isRight || truthProbability === null
            ? ''
            : ` ${t('gallery.truthShare', { actual, share: percent(truthProbability, 1) })}`
        const text = `${told}${missed}${onOpen ? ` ${t('gallery.pressToLook')}` : ''}`
        return (
          <li key={index}>
            <button
              type="button"
              className={classes.tile}
              data-right={isRight}
              disabled={!onOpen}
              onClick={() => onOpen?.(index)}
              title={text}
              aria-label={text}
              data-testid={`gallery-${index}`}
            >
              <PictureCanvas images={images} index={position} size={56} label={actual} />
              <span className={classes.caption}>
                <span>{actual}</span>
                {isRight ? null : <span>→ {taken}</span>}
              </span>
              <span className={`${classes.share} loom-numbers`}>{share}</span>
            </button>
          </li>
        )
      })}
    </ul>
  )
}
