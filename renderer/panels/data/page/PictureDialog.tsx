import { ActionIcon, Modal, Slider } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { type KeyboardEvent, type MouseEvent, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DataPreview, DataSummary } from '#shared/contract/data.ts'
import { paintMasks } from '../../../charts/masks.ts'
import { PictureCanvas } from '../../../charts/PictureCanvas.tsx'
import { useFormats } from '../../../charts/use-formats.ts'
import { type PreviewQuestion, usePreview } from '../use-preview.ts'
import classes from './PictureDialog.module.css'

interface PictureDialogProps {
  summary: DataSummary
  question: Omit<PreviewQuestion, 'offset' | 'count'>
  /** Among the pictures of the filter, from 0. */
  place: number
  total: number
  onMove: (place: number) => void
  onClose: () => void
}

/** One picture with its pixels, its label, its file, and the mask over it; the arrow keys go on to its neighbours. */
export function PictureDialog({ summary, question, place, total, onMove, onClose }: PictureDialogProps) {
  const { t } = useTranslation('data')
  const found = usePreview({ ...question, offset: place, count: 1 })
  const go = (step: number) => {
    const next = place + step
    if (next >= 0 && next < total) onMove(next)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const isTyping = event.target instanceof HTMLElement && event.target.role === 'slider'
    if (isTyping || (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight')) return
    event.preventDefault()
    go(event.key === 'ArrowLeft' ? -1 : 1)
  }
  const arrow = { variant: 'default', size: 'lg' } as const
  return (
    <Modal
      opened
      onClose={onClose}
      onKeyDown={onKeyDown}
      title={t(`place.${question.split}`, { index: (found?.indices[0] ?? place) + 1 })}
      size={720}
      centered
      closeButtonProps={{ 'aria-label': t('close') }}
      data-testid="picture-dialog"
    >
      <div className={classes.body}>
        <ActionIcon {...arrow} disabled={place === 0} onClick={() => go(-1)} aria-label={t('before')}>
          <IconChevronLeft size={18} />
        </ActionIcon>
        {found && found.images.count > 0 ? <Large found={found} summary={summary} /> : <div className={classes.room} />}
        <ActionIcon
          {...arrow}
          disabled={place >= total - 1}
          onClick={() => go(1)}
          aria-label={t('after')}
          data-testid="picture-after"
        >
          <IconChevronRight size={18} />
        </ActionIcon>
      </div>
    </Modal>
  )
}

interface Pixel {
  x: number
  y: number
}

function Large({ found, summary }: { found: DataPreview; summary: DataSummary }) {
  const { t } = useTranslation('data')
  const [pixel, setPixel] = useState<Pixel | null>(null)
  const [opacity, setOpacity] = useState(50)
  const masks = useMemo(
    () => found.masks && paintMasks(found.masks, found.images, summary.classes.length),
    [found, summary.classes.length],
  )
  const { height, width } = found.images
  const point = (event: MouseEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    const along = (at: number, length: number, count: number) =>
      Math.min(count - 1, Math.max(0, Math.floor((at / length) * count)))
    setPixel({
      x: along(event.clientX - box.left, box.width, width),
      y: along(event.clientY - box.top, box.height, height),
    })
  }
  const side = { width: `${(400 * width) / Math.max(height, width)}px` }
  return (
    <div className={classes.large}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: pointing only tells more of what is seen */}
      <div className={classes.layers} style={side} onMouseMove={point} onMouseLeave={() => setPixel(null)}>
        <PictureCanvas images={found.images} label={t('large')} />
        {masks ? (
          <div className={classes.over} style={{ opacity: opacity / 100 }}>
            <PictureCanvas images={masks} label={t('maskOver')} />
          </div>
        ) : null}
      </div>
      {masks ? (
        <Slider
          className={classes.opacity}
          size="xs"
          value={opacity}
          onChange={setOpacity}
          label={null}
          thumbLabel={t('opacity')}
        />
      ) : null}
      <PictureFacts found={found} summary={summary} pixel={pixel} />
    </div>
  )
}

function PictureFacts({ found, summary, pixel }: { found: DataPreview; summary: DataSummary; pixel: Pixel | null }) {
  const { t } = useTranslation('data')
  const { className } = useFormats()
  const [origin] = found.origins ?? []
  const label = found.masks ? (pixel ? labelAt(found, pixel) : null) : (found.labels[0] ?? null)
  return (
    <dl className={`${classes.facts} loom-numbers`} data-selectable>
      {label === null || label >= summary.classes.length ? null : (
        <>
          <dt>{t('label')}</dt>
          <dd data-testid="picture-label">{className(summary.classes[label])}</dd>
        </>
      )}
      {origin ? (
        <>
          <dt>{t('file')}</dt>
          <dd data-testid="picture-file">
            {origin.file} <span className={classes.dim}>{t('sizeOfFile', { ...origin })}</span>
          </dd>
        </>
      ) : null}
      <dt>{t('pixel')}</dt>
      <dd>
        {pixel ? (
          t('pixelAt', { ...pixel, values: valuesAt(found, pixel).join(', ') })
        ) : (
          <span className={classes.dim}>{t('pointAt')}</span>
        )}
      </dd>
    </dl>
  )
}

function valuesAt({ images }: DataPreview, { x, y }: Pixel): number[] {
  const start = (y * images.width + x) * images.channels
  return [...images.pixels.subarray(start, start + images.channels)]
}

function labelAt({ images, masks }: DataPreview, { x, y }: Pixel): number | null {
  return masks?.[y * images.width + x] ?? null
}
