import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { PackedImages } from '#shared/contract/data.ts'
import type { MaskItem } from '#shared/contract/runs.ts'
import { overlayDifference, overlayMask, paintMasks } from '../../charts/masks.ts'
import { PictureCanvas } from '../../charts/PictureCanvas.tsx'
import { useFormats } from '../../charts/use-formats.ts'
import classes from './GalleryPanel.module.css'
import type { MaskView } from './gallery-store.ts'

const side = 72
const overlaySide = 104

interface MaskTilesProps {
  images: PackedImages
  items: MaskItem[]
  classCount: number
  maskView: MaskView
  onOpen: ((index: number) => void) | undefined
}

/** Each picture with what its pixels are and what the network took them for. */
export function MaskTiles({ images, items, classCount, maskView, onOpen }: MaskTilesProps) {
  const { t } = useTranslation('views')
  const { integer, percent } = useFormats()
  const isSingle = maskView !== 'three'
  return (
    <ul className={classes.grid} data-wide={!isSingle} data-single={isSingle} data-testid="gallery">
      {items.map((item, position) => {
        const share = percent(item.accuracy, 1)
        const told = t('gallery.maskTile', { index: integer(item.index + 1), share })
        const text = onOpen ? `${told} ${t('gallery.pressToLook')}` : told
        return (
          <li key={item.index}>
            <button
              type="button"
              className={classes.tile}
              disabled={!onOpen}
              onClick={() => onOpen?.(item.index)}
              title={text}
              aria-label={text}
              data-testid={`gallery-${item.index}`}
            >
              {isSingle ? (
                <Overlay images={images} position={position} item={item} classCount={classCount} view={maskView} />
              ) : (
                <Triple images={images} position={position} item={item} classCount={classCount} />
              )}
              <span className={`${classes.share} loom-numbers`}>
                {isSingle ? share : t('gallery.pixelShare', { share })}
              </span>
            </button>
          </li>
        )
      })}
    </ul>
  )
}

interface MaskTileProps extends Pick<MaskTilesProps, 'images' | 'classCount'> {
  position: number
  item: MaskItem
}

/** The picture under what its pixels are, what they were taken for, or where that differs. */
function Overlay({ images, position, item, classCount, view }: MaskTileProps & { view: Exclude<MaskView, 'three'> }) {
  const { t } = useTranslation('views')
  const painted = useMemo(() => {
    if (view === 'difference') return overlayDifference(images, position, item, classCount)
    return overlayMask(images, position, view === 'truth' ? item.truth : item.predicted, classCount)
  }, [images, position, item, classCount, view])
  return <PictureCanvas images={painted} size={overlaySide} label={t(`gallery.maskViewName.${view}`)} />
}

function Triple({ images, position, item, classCount }: MaskTileProps) {
  const { t } = useTranslation('views')
  const [truth, predicted] = useMemo(
    () => [item.truth, item.predicted].map((labels) => paintMasks(labels, images, classCount)),
    [item, images, classCount],
  )
  if (!truth || !predicted) return null
  return (
    <span className={classes.triple}>
      <span>
        <PictureCanvas images={images} index={position} size={side} label={t('gallery.picture')} />
        {t('gallery.picture')}
      </span>
      <span>
        <PictureCanvas images={truth} size={side} label={t('gallery.truth')} />
        {t('gallery.truth')}
      </span>
      <span>
        <PictureCanvas images={predicted} size={side} label={t('gallery.prediction')} />
        {t('gallery.prediction')}
      </span>
    </span>
  )
}
