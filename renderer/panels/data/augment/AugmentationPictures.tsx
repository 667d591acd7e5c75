import { ActionIcon, Button } from '@mantine/core'
import { IconChevronLeft, IconChevronRight, IconDice5 } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AugmentationPreview, DataSummary } from '#shared/contract/data.ts'
import type { Augmentation } from '#shared/document/augmentation.ts'
import { paintMasks } from '../../../charts/masks.ts'
import { PictureCanvas } from '../../../charts/PictureCanvas.tsx'
import { useFormats } from '../../../charts/use-formats.ts'
import classes from './Augmentation.module.css'
import { useAugmentationPreview } from './use-augmentation-preview.ts'

/** Epochs that are shown at once: with the picture as it is they fill rows of 2, 3, 4 and 6. */
const drawn = 11

interface AugmentationPicturesProps {
  summary: DataSummary
  augmentation: Augmentation
  seed: number
}

/** A training picture as it is, and as it would be learnt from in one epoch after the other. */
export function AugmentationPictures({ summary, augmentation, seed }: AugmentationPicturesProps) {
  const { t } = useTranslation('views')
  const { integer } = useFormats()
  const [chosen, setChosen] = useState(0)
  const [epoch, setEpoch] = useState(1)
  const total = summary.trainCount
  const index = Math.min(chosen, total - 1)
  const preview = useAugmentationPreview({ data: summary.choice, augmentation, seed, index, epoch, count: drawn })
  const step = { variant: 'subtle', color: 'gray' } as const
  return (
    <div className={classes.pictures}>
      <div className={`${classes.pictureBar} loom-numbers`}>
        <ActionIcon
          {...step}
          disabled={index === 0}
          onClick={() => setChosen(index - 1)}
          aria-label={t('augment.pictureBefore')}
        >
          <IconChevronLeft size={16} />
        </ActionIcon>
        <span className={classes.pictureNumber}>{t('augment.picture', { index: integer(index + 1) })}</span>
        <ActionIcon
          {...step}
          disabled={index >= total - 1}
          onClick={() => setChosen(index + 1)}
          aria-label={t('augment.pictureAfter')}
          data-testid="augment-next-picture"
        >
          <IconChevronRight size={16} />
        </ActionIcon>
        <Button
          variant="default"
          leftSection={<IconDice5 size={15} />}
          onClick={() => setEpoch(epoch + drawn)}
          data-testid="augment-redraw"
        >
          {t('augment.redraw')}
        </Button>
      </div>
      {preview ? <Grid preview={preview} summary={summary} epoch={epoch} /> : null}
    </div>
  )
}

function Grid({ preview, summary, epoch }: { preview: AugmentationPreview; summary: DataSummary; epoch: number }) {
  const { t } = useTranslation('views')
  const { integer, percent, className } = useFormats()
  const { images } = preview
  const masks = useMemo(
    () => preview.masks && paintMasks(preview.masks, preview.images, summary.classes.length),
    [preview, summary.classes.length],
  )
  return (
    <ul className={classes.grid} data-pair={masks !== null} data-testid="augment-preview">
      {preview.mixed.map((mixed, place) => {
        const name = place === 0 ? t('augment.asItIs') : t('augment.epoch', { epoch: integer(epoch + place - 1) })
        const partner = mixed && `+ ${percent(mixed.share, 0)} ${className(summary.classes[mixed.label])}`
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: places are what the pictures differ in
          <li key={place} className={classes.tile} data-first={place === 0 || undefined}>
            <span className={classes.canvases}>
              <PictureCanvas images={images} index={place} label={name} />
              {masks ? <PictureCanvas images={masks} index={place} label={t('augment.maskOf', { name })} /> : null}
            </span>
            <span className={classes.caption}>{name}</span>
            {partner ? <span className={classes.caption}>{partner}</span> : null}
          </li>
        )
      })}
    </ul>
  )
}
