import { SegmentedControl, Select } from '@mantine/core'
import { type CSSProperties, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DataPreview, DataSummary } from '#shared/contract/data.ts'
import { ClassLegend } from '../../charts/ClassLegend.tsx'
import { paintMasks } from '../../charts/masks.ts'
import { Pager } from '../../charts/Pager.tsx'
import { PictureCanvas } from '../../charts/PictureCanvas.tsx'
import { columnWidth } from '../../charts/text-width.ts'
import { useFormats } from '../../charts/use-formats.ts'
import classes from './Preview.module.css'
import { usePreview } from './use-preview.ts'

const pageSize = 30
/** Pixels for a picture with its mask beside it. */
const pairWidth = 92

interface PreviewProps {
  summary: DataSummary
  label: number | null
  onLabel: (label: number | null) => void
}

/** Pictures of the data set with their classes. */
export function Preview({ summary, label, onLabel }: PreviewProps) {
  const { t } = useTranslation('views')
  const { className } = useFormats()
  const [split, setSplit] = useState<'train' | 'test'>('train')
  const [place, setPlace] = useState({ key: '', offset: 0 })
  const { choice } = summary
  // Another set, split or class begins at its first page.
  const key = JSON.stringify([choice, split, label])
  const offset = place.key === key ? place.offset : 0
  const page = usePreview({ data: choice, split, label, offset, count: pageSize })
  return (
    <section className={classes.root}>
      <div className={classes.head}>
        <SegmentedControl
          data={[
            { value: 'train', label: t('data.train') },
            { value: 'test', label: t('data.test') },
          ]}
          value={split}
          onChange={(value) => setSplit(value as 'train' | 'test')}
          aria-label={t('data.preview')}
        />
        <Select
          className={classes.filter}
          data={[
            { value: '', label: t('data.all') },
            ...summary.classes.map((name, index) => ({ value: String(index), label: className(name) })),
          ]}
          value={label === null ? '' : String(label)}
          onChange={(value) => onLabel(value ? Number(value) : null)}
          allowDeselect={false}
          aria-label={t('data.classes')}
        />
      </div>
      {page?.masks ? <ClassLegend names={summary.classes} /> : null}
      {page ? <Pictures page={page} summary={summary} /> : null}
      {page && page.total > 0 ? (
        <Pager
          offset={offset}
          pageSize={pageSize}
          total={page.total}
          onMove={(next) => setPlace({ key, offset: next })}
        />
      ) : null}
    </section>
  )
}

function Pictures({ page, summary }: { page: DataPreview; summary: DataSummary }) {
  const { t } = useTranslation('views')
  const { integer, className } = useFormats()
  const { images } = page
  const masks = useMemo(
    () => page.masks && paintMasks(page.masks, page.images, summary.classes.length),
    [page, summary.classes.length],
  )
  const nameWidth = columnWidth(summary.classes.map(className), 60)
  if (images.count === 0) return <p className={classes.none}>{t('data.none')}</p>
  return (
    <ul
      className={classes.grid}
      style={{ '--tile-width': `${masks ? pairWidth : Math.max(44, nameWidth)}px` } as CSSProperties}
      data-testid="data-preview"
    >
      {page.indices.map((index, position) => {
        const name = masks ? '' : className(summary.classes[page.labels[position] ?? -1])
        const number = integer(index + 1)
        const label = masks
          ? t('data.maskedPicture', { index: number })
          : t('data.pictureNumber', { name, index: number })
        return (
          <li key={index} className={classes.tile} data-pair={masks !== null} title={label}>
            <PictureCanvas images={images} index={position} label={label} />
            {masks ? <PictureCanvas images={masks} index={position} label={t('data.mask', { index: number })} /> : null}
            {masks ? null : <span className={classes.name}>{name}</span>}
          </li>
        )
      })}
    </ul>
  )
}
