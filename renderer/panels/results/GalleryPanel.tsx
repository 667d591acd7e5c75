import { CloseButton, SegmentedControl, Select } from '@mantine/core'
import { IconPhotoSearch } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { ClassName } from '#shared/contract/data.ts'
import { type Evaluation, type GalleryOrder, type GalleryPage, galleryOrders } from '#shared/contract/runs.ts'
import { countCells } from '#shared/statistics/class-scores.ts'
import { ClassLegend } from '../../charts/ClassLegend.tsx'
import { EmptyView } from '../../charts/EmptyView.tsx'
import { Pager } from '../../charts/Pager.tsx'
import { useFormats } from '../../charts/use-formats.ts'
import { core } from '../../client/core-client.ts'
import { isActive, useRunStore } from '../../stores/run-store.ts'
import type { DataTable } from '../../ui/data-table.ts'
import { ExportMenu } from '../../ui/ExportMenu.tsx'
import { tableOfPredictions } from '../../ui/run-tables.ts'
import { AbsentPictures } from './AbsentPictures.tsx'
import classes from './GalleryPanel.module.css'
import { GalleryTiles } from './GalleryTiles.tsx'
import { type GalleryFilter, type MaskView, maskViews, useGalleryStore } from './gallery-store.ts'
import { MaskTiles } from './MaskTiles.tsx'
import { NoRun } from './NoRun.tsx'
import { useGallery } from './use-gallery.ts'

const pageSize = 60
const emptyTexts = { all: 'gallery.noneAll', wrong: 'gallery.noneWrong', right: 'gallery.noneRight' } as const

/** Test pictures with what the trained network took them for. */
export function GalleryPanel() {
  const { t } = useTranslation('views')
  const evaluation = useRunStore(({ run }) => run?.evaluation ?? null)
  const isRunning = useRunStore(({ run }) => run !== null && isActive(run.state))
  const absence = useRunStore(({ run }) => run?.absence)
  const icon = <IconPhotoSearch size={32} stroke={1.4} />
  if (absence) return <AbsentPictures absence={absence} />
  if (evaluation) return <Gallery evaluation={evaluation} />
  if (isRunning) return <EmptyView icon={icon}>{t('gallery.empty')}</EmptyView>
  return <NoRun icon={icon}>{t('gallery.empty')}</NoRun>
}

function Gallery({ evaluation }: { evaluation: Evaluation }) {
  const { t } = useTranslation('views')
  const { filter, cell, order, offset, setOffset } = useGalleryStore()
  const page = useGallery({ runId: evaluation.runId, filter, cell, order, offset, count: pageSize })
  return (
    <div className={classes.root}>
      <div className={classes.bar}>
        <Filters evaluation={evaluation} />
        <CellChoice evaluation={evaluation} />
        <OrderChoice />
        {evaluation.meanIou === null ? null : (
          <>
            <MaskViewChoice />
            <ClassLegend names={evaluation.classes} />
          </>
        )}
        <span className={classes.space} />
        {evaluation.meanIou === null ? (
          <ExportMenu table={() => tableOfAll(evaluation)} label={t('export.predictions')} testId="gallery-export" />
        ) : null}
        {page && page.total > pageSize ? (
          <Pager offset={offset} pageSize={pageSize} total={page.total} onMove={setOffset} />
        ) : null}
      </div>
      {page && page.total === 0 ? (
        <EmptyView icon={<IconPhotoSearch size={32} stroke={1.4} />}>{t(emptyTexts[filter])}</EmptyView>
      ) : null}
      {page && page.total > 0 ? <Tiles page={page} classNames={evaluation.classes} /> : null}
    </div>
  )
}

async function tableOfAll({ runId, classes: names }: Evaluation): Promise<DataTable> {
  return tableOfPredictions(await core.runPredictions({ runId }), names)
}

function Tiles({ page, classNames }: { page: GalleryPage; classNames: ClassName[] }) {
  if (page.task === 'segmentation') return <MaskTiles {...page} classCount={classNames.length} />
  return <GalleryTiles {...page} classNames={classNames} />
}

function Filters({ evaluation }: { evaluation: Evaluation }) {
  const { t } = useTranslation('views')
  const { integer } = useFormats()
  const { filter, cell, setFilter } = useGalleryStore()
  const { total, wrong } = countCells(evaluation.confusion)
  const counts = { all: total, wrong, right: total - wrong }
  const filters = Object.keys(counts) as GalleryFilter[]
  // Of pixels the confusion matrix tells how many are wrong, but not in how many pictures.
  const countOf = (value: GalleryFilter) => (evaluation.meanIou === null ? integer(counts[value]) : null)
  return (
    <SegmentedControl
      className="loom-numbers"
      data={filters.map((value) => ({
        value,
        label: (
          <>
            {t(`gallery.filter.${value}`)} <span className={classes.count}>{countOf(value)}</span>
          </>
        ),
      }))}
      // A cell is all right or all wrong: none of the filters is on beside it.
      value={cell ? '' : filter}
      onChange={(value) => setFilter(value as GalleryFilter)}
      data-testid="gallery-filter"
    />
  )
}

/** One cell of the confusion matrix, by its two classes. */
function CellChoice({ evaluation }: { evaluation: Evaluation }) {
  const { t } = useTranslation('views')
  const { className } = useFormats()
  const { cell, setCell } = useGalleryStore()
  const data = evaluation.classes.map((name, index) => ({ value: String(index), label: className(name) }))
  const choose = (part: 'actual' | 'predicted', value: string | null) => {
    if (value === null) return
    const index = Number(value)
    setCell({ ...(cell ?? { actual: index, predicted: index }), [part]: index })
  }
  return (
    <div className={classes.cell}>
      <Select
        className={classes.class}
        placeholder={t('gallery.true')}
        data={data}
        value={cell ? String(cell.actual) : null}
        onChange={(value) => choose('actual', value)}
        aria-label={t('gallery.true')}
        data-testid="gallery-actual"
      />
      →
      <Select
        className={classes.class}
        placeholder={t('gallery.predicted')}
        data={data}
        value={cell ? String(cell.predicted) : null}
        onChange={(value) => choose('predicted', value)}
        aria-label={t('gallery.predicted')}
        data-testid="gallery-predicted"
      />
      {cell ? <CloseButton size="sm" onClick={() => setCell(null)} aria-label={t('gallery.clearCell')} /> : null}
    </div>
  )
}

function OrderChoice() {
  const { t } = useTranslation('views')
  const { order, setOrder } = useGalleryStore()
  return (
    <Select
      className={classes.order}
      data={galleryOrders.map((value) => ({ value, label: t(`gallery.orderName.${value}`) }))}
      value={order}
      onChange={(value) => value !== null && setOrder(value as GalleryOrder)}
      allowDeselect={false}
      aria-label={t('gallery.order')}
      title={t(`gallery.orderHint.${order}`)}
      data-testid="gallery-order"
    />
  )
}

function MaskViewChoice() {
  const { t } = useTranslation('views')
  const { maskView, setMaskView } = useGalleryStore()
  return (
    <SegmentedControl
      data={maskViews.map((value) => ({ value, label: t(`gallery.maskViewName.${value}`) }))}
      value={maskView}
      onChange={(value) => setMaskView(value as MaskView)}
      aria-label={t('gallery.maskView')}
      title={maskView === 'difference' ? t('gallery.differenceHint') : undefined}
      data-testid="mask-view"
    />
  )
}
