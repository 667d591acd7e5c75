import { CloseButton, SegmentedControl, Select } from '@mantine/core'
import { IconPhotoSearch } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { type GalleryOrder, type GalleryPage, galleryOrders } from '#shared/contract/runs.ts'
import { countCells } from '#shared/statistics/class-scores.ts'
import { ClassLegend } from '../../charts/ClassLegend.tsx'
import { EmptyView } from '../../charts/EmptyView.tsx'
import { Pager } from '../../charts/Pager.tsx'
import { useFormats } from '../../charts/use-formats.ts'
import { useMessageText } from '../../ui/describe.ts'
import { ClassSelect } from './ClassSelect.tsx'
import classes from './GalleryPanel.module.css'
import { GalleryTiles } from './GalleryTiles.tsx'
import { type GalleryFilter, type GalleryState, type MaskView, maskViews } from './gallery-store.ts'
import { MaskTiles } from './MaskTiles.tsx'
import type { TestResult, TestSource } from './test-result.ts'
import { useGallery } from './use-gallery.ts'

const pageSize = 60
const emptyTexts = { all: 'gallery.noneAll', wrong: 'gallery.noneWrong', right: 'gallery.noneRight' } as const

interface PictureBrowserProps {
  result: TestResult
  source: TestSource
  /** Which pictures are shown, and in which order. */
  gallery: GalleryState
  /** Beside the choices. */
  aside?: ReactNode
  /** What pressing on a picture does, where it does anything. */
  onOpen?: (index: number) => void
}

/** Test pictures with what a network took them for, by cell of the confusion matrix and in the order that matters. */
export function PictureBrowser({ result, source, gallery, aside, onOpen }: PictureBrowserProps) {
  const { t } = useTranslation('views')
  const wordMessage = useMessageText()
  const { filter, cell, order, offset, maskView, setOffset } = gallery
  const answer = useGallery(source, { runId: result.runId, filter, cell, order, offset, count: pageSize })
  const page = answer && 'page' in answer ? answer.page : null
  const empty = answer && 'error' in answer ? wordMessage(answer.error) : page?.total === 0 && t(emptyTexts[filter])
  return (
    <div className={classes.root}>
      <div className={classes.bar}>
        <Filters result={result} gallery={gallery} />
        <CellChoice result={result} gallery={gallery} />
        <OrderChoice gallery={gallery} />
        {result.meanIou === null ? null : (
          <>
            <MaskViewChoice gallery={gallery} />
            <ClassLegend names={result.classes} />
          </>
        )}
        <span className={classes.space} />
        {aside}
        {page && page.total > pageSize ? (
          <Pager offset={offset} pageSize={pageSize} total={page.total} onMove={setOffset} />
        ) : null}
      </div>
      {empty ? <EmptyView icon={<IconPhotoSearch size={32} stroke={1.4} />}>{empty}</EmptyView> : null}
      {page && page.total > 0 ? <Tiles page={page} result={result} maskView={maskView} onOpen={onOpen} /> : null}
    </div>
  )
}

type TilesProps = Pick<PictureBrowserProps, 'result' | 'onOpen'> & { page: GalleryPage; maskView: MaskView }

function Tiles({ page, result, maskView, onOpen }: TilesProps) {
  if (page.task === 'segmentation') {
    return <MaskTiles {...page} classCount={result.classes.length} maskView={maskView} onOpen={onOpen} />
  }
  return <GalleryTiles {...page} classNames={result.classes} onOpen={onOpen} />
}

type ChoiceProps = Pick<PictureBrowserProps, 'result' | 'gallery'>

function Filters({ result, gallery }: ChoiceProps) {
  const { t } = useTranslation('views')
  const { integer } = useFormats()
  const { filter, cell, setFilter } = gallery
  const { total, wrong } = countCells(result.confusion)
  const counts = { all: total, wrong, right: total - wrong }
  const filters = Object.keys(counts) as GalleryFilter[]
  // Of pixels the confusion matrix tells how many are wrong, but not in how many pictures.
  const countOf = (value: GalleryFilter) => (result.meanIou === null ? integer(counts[value]) : null)
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
function CellChoice({ result, gallery }: ChoiceProps) {
  const { t } = useTranslation('views')
  const { cell, setCell } = gallery
  const choose = (part: 'actual' | 'predicted') => (label: number) =>
    setCell({ ...(cell ?? { actual: label, predicted: label }), [part]: label })
  return (
    <div className={classes.cell}>
      <ClassSelect
        className={classes.class}
        names={result.classes}
        label={cell?.actual ?? null}
        onChoose={choose('actual')}
        title={t('gallery.true')}
        testId="gallery-actual"
      />
      →
      <ClassSelect
        className={classes.class}
        names={result.classes}
        label={cell?.predicted ?? null}
        onChoose={choose('predicted')}
        title={t('gallery.predicted')}
        testId="gallery-predicted"
      />
      {cell ? <CloseButton size="sm" onClick={() => setCell(null)} aria-label={t('gallery.clearCell')} /> : null}
    </div>
  )
}

function OrderChoice({ gallery }: Pick<ChoiceProps, 'gallery'>) {
  const { t } = useTranslation('views')
  const { order, setOrder } = gallery
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

function MaskViewChoice({ gallery }: Pick<ChoiceProps, 'gallery'>) {
  const { t } = useTranslation('views')
  const { maskView, setMaskView } = gallery
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
