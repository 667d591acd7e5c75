import { useTranslation } from 'react-i18next'
import type { ClassName } from '#shared/contract/data.ts'
import type { GalleryPage } from '#shared/contract/runs.ts'
import { PictureCanvas } from '../../charts/PictureCanvas.tsx'
import { useFormats } from '../../charts/use-formats.ts'
import { useShellStore } from '../../stores/shell-store.ts'
import { useWatchStore } from '../../stores/watch-store.ts'
import classes from './GalleryPanel.module.css'

/** Pictures in rows; pressing one opens the network's inside with it. */
export function GalleryTiles({ page, classNames }: { page: GalleryPage; classNames: ClassName[] }) {
  const { t } = useTranslation('views')
  const { integer, percent, className } = useFormats()
  return (
    <ul className={classes.grid} data-testid="gallery">
      {page.items.map(({ index, label, predicted, probability }, position) => {
        const [actual, taken] = [className(classNames[label]), className(classNames[predicted])]
        const isRight = label === predicted
        const share = percent(probability, 0)
        const text = t('gallery.tile', { index: integer(index + 1), actual, predicted: taken, probability: share })
        return (
          <li key={index}>
            <button
              type="button"
              className={classes.tile}
              data-right={isRight}
              onClick={() => lookInside(index)}
              title={text}
              aria-label={text}
              data-testid={`gallery-${index}`}
            >
              <PictureCanvas images={page.images} index={position} size={56} label={actual} />
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

function lookInside(index: number): void {
  useWatchStore.getState().setImageIndex(index)
  useShellStore.getState().showDock('maps')
}
