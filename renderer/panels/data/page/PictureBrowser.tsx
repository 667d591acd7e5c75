import { SegmentedControl, Select } from '@mantine/core'
import { type CSSProperties, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type DataPart, type DataPreview, type DataSplit, type DataSummary, dataParts } from '#shared/contract/data.ts'
import { ClassLegend } from '../../../charts/ClassLegend.tsx'
import { paintMasks } from '../../../charts/masks.ts'
import { Pager } from '../../../charts/Pager.tsx'
import { PictureCanvas } from '../../../charts/PictureCanvas.tsx'
import { columnWidth } from '../../../charts/text-width.ts'
import { useFormats } from '../../../charts/use-formats.ts'
import { useDataViewStore } from '../../../stores/data-view-store.ts'
import { usePreview } from '../use-preview.ts'
import page from './DataPageView.module.css'
import { GoToPicture } from './GoToPicture.tsx'
import classes from './PictureBrowser.module.css'
import { PictureDialog } from './PictureDialog.tsx'
import { useValidationCut } from './use-split.ts'

const pageSize = 60
/** Pixels for a picture with its mask beside it. */
const pairWidth = 108

interface PictureBrowserProps {
  summary: DataSummary
  split: DataSplit | null
}

/** The pictures of a part of the set, page by page; a press shows one large. */
export function PictureBrowser({ summary, split }: PictureBrowserProps) {
  const { t } = useTranslation('data')
  const { part: wanted, label, offset, moveTo } = useDataViewStore()
  const validation = useValidationCut()
  // Nothing validates at a share of 0.
  const part = wanted === 'validation' && validation.share === 0 ? 'train' : wanted
  const shown = label !== null && label < summary.classes.length ? label : null
  const found = usePreview({
    data: summary.choice,
    split: part,
    validation,
    label: shown,
    offset,
    count: pageSize,
  })
  const [opened, setOpened] = useState<number | null>(null)
  const total = found?.total ?? 0
  return (
    <section className={classes.root}>
      <h3 className={page.title}>{t('pictures')}</h3>
      <div className={classes.head}>
        <PartChoice part={part} split={split} />
        <ClassFilter summary={summary} label={shown} />
        <GoToPicture
          total={total}
          onGo={(place) => moveTo(pageSize * Math.floor(place / pageSize))}
          onOpen={setOpened}
        />
        {total > pageSize ? (
          <div className={classes.pager}>
            <Pager offset={offset} pageSize={pageSize} total={total} onMove={moveTo} />
          </div>
        ) : null}
      </div>
      {found?.masks ? <ClassLegend names={summary.classes} /> : null}
      {found ? <Pictures found={found} summary={summary} onOpen={(position) => setOpened(offset + position)} /> : null}
      {opened === null ? null : (
        <PictureDialog
          summary={summary}
          question={{ data: summary.choice, split: part, validation, label: shown }}
          place={opened}
          total={total}
          onMove={setOpened}
          onClose={() => setOpened(null)}
        />
      )}
    </section>
  )
}

function PartChoice({ part, split }: { part: DataPart; split: DataSplit | null }) {
  const { t } = useTranslation('data')
  const { integer } = useFormats()
  const filter = useDataViewStore((state) => state.filter)
  const parts = dataParts.filter((each) => each !== 'validation' || (split && split.counts.validation > 0))
  return (
    <SegmentedControl
      data={parts.map((value) => ({
        value,
        label: split ? `${t(`part.${value}`)} ${integer(split.counts[value])}` : t(`part.${value}`),
      }))}
      value={part}
      onChange={(value) => filter({ part: value as DataPart })}
      aria-label={t('parts')}
      data-testid="data-part"
    />
  )
}

function ClassFilter({ summary, label }: { summary: DataSummary; label: number | null }) {
  const { t } = useTranslation('data')
  const { className } = useFormats()
  const filter = useDataViewStore((state) => state.filter)
  return (
    <Select
      className={classes.filter}
      data={[
        { value: '', label: t('allClasses') },
        ...summary.classes.map((name, index) => ({ value: String(index), label: className(name) })),
      ]}
      value={label === null ? '' : String(label)}
      onChange={(value) => filter({ label: value ? Number(value) : null })}
      allowDeselect={false}
      searchable
      aria-label={t('fact.classes')}
      data-testid="data-class-filter"
    />
  )
}

interface PicturesProps {
  found: DataPreview
  summary: DataSummary
  onOpen: (position: number) => void
}

function Pictures({ found, summary, onOpen }: PicturesProps) {
  const { t } = useTranslation('data')
  const { integer, className } = useFormats()
  const { images } = found
  const masks = useMemo(
    () => found.masks && paintMasks(found.masks, found.images, summary.classes.length),
    [found, summary.classes.length],
  )
  const nameWidth = columnWidth(summary.classes.map(className), 76)
  if (images.count === 0) return <p className={classes.none}>{t('noPictures')}</p>
  return (
    <ul
      className={classes.grid}
      style={{ '--tile-width': `${masks ? pairWidth : Math.max(52, nameWidth)}px` } as CSSProperties}
      data-testid="data-preview"
    >
      {found.indices.map((index, position) => {
        const name = masks ? '' : className(summary.classes[found.labels[position] ?? -1])
        const number = integer(index + 1)
        const title = masks ? t('masked', { index: number }) : t('picture', { name, index: number })
        return (
          <li key={index}>
            <button
              type="button"
              className={classes.tile}
              onClick={() => onOpen(position)}
              title={found.origins?.[position]?.file ?? title}
              data-testid={`data-picture-${index}`}
            >
              <span className={classes.canvases}>
                <PictureCanvas images={images} index={position} label={title} />
                {masks ? <PictureCanvas images={masks} index={position} label={t('mask', { index: number })} /> : null}
              </span>
              {masks ? null : <span className={classes.name}>{name}</span>}
            </button>
          </li>
        )
      })}
    </ul>
  )
}
