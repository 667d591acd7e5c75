import { useDeferredValue, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatBytes } from '#shared/graph/memory.ts'
import { showLayer } from '../../editor/show-layer.ts'
import { useLocale } from '../../i18n/use-locale.ts'
import { useCheckedGraph, useDocumentStore } from '../../stores/document-store.ts'
import { useReceptiveFields } from '../../stores/receptive-fields.ts'
import { useSelectionStore } from '../../stores/selection-store.ts'
import { ExportMenu } from '../../ui/ExportMenu.tsx'
import { formatCount, formatSi } from '../../ui/format.ts'
import { layerColor } from '../../ui/layer-look.ts'
import classes from './LayersPanel.module.css'
import {
  type LayerRow,
  listLayerRows,
  nextSorting,
  type SortColumn,
  type Sorting,
  sortRows,
  tableOfLayers,
} from './layer-rows.ts'

const inOrder: Sorting = { column: 'place', isDescending: false }

/** All layers with what they see and cost, to be sorted; a click shows the layer on the canvas. */
export function LayersPanel() {
  const { t } = useTranslation('networks')
  const [sorting, setSorting] = useState(inOrder)
  const { nodes, totals } = useCheckedGraph()
  const fields = useReceptiveFields()
  const batchSize = useDocumentStore(({ document }) => document.training.batchSize)
  const rows = useMemo(() => listLayerRows(nodes, fields, batchSize), [nodes, fields, batchSize])
  // Of a thousand layers the table may come a moment after the drawing.
  const sorted = useDeferredValue(useMemo(() => sortRows(rows, sorting), [rows, sorting]))
  if (rows.length === 0) return <p className={classes.empty}>{t('table.empty')}</p>
  return (
    <div className={classes.scroll}>
      <table className={classes.table} data-testid="layers-table">
        <Head batchSize={batchSize} sorting={sorting} onSort={(column) => setSorting(nextSorting(sorting, column))} />
        <Body rows={sorted} />
        <Foot rows={sorted} parameters={totals.parameters} flops={totals.flops} bytes={totals.memory.activations} />
      </table>
    </div>
  )
}

interface HeadProps {
  batchSize: number
  sorting: Sorting
  onSort: (column: SortColumn) => void
}

function Head({ batchSize, sorting, onSort }: HeadProps) {
  const { t } = useTranslation('networks')
  const columns: [SortColumn, label: string, meaning: string][] = [
    ['place', t('table.layer'), ''],
    ['size', t('table.output'), ''],
    ['fieldArea', t('facts.field'), t('facts.fieldHint')],
    ['parameters', t('facts.parameters'), ''],
    ['flops', t('table.flops'), t('facts.flops')],
    ['activations', t('table.activations'), t('facts.activations', { batch: batchSize })],
  ]
  return (
    <thead>
      <tr>
        {columns.map(([column, label, meaning]) => {
          const isSorted = sorting.column === column
          return (
            <th
              key={column}
              scope="col"
              aria-sort={isSorted ? (sorting.isDescending ? 'descending' : 'ascending') : 'none'}
            >
              <button
                type="button"
                className={classes.sort}
                title={meaning || t('table.sort', { column: label })}
                onClick={() => onSort(column)}
                data-testid={`layers-sort-${column}`}
              >
                {label} <span className={classes.direction}>{isSorted ? (sorting.isDescending ? '▼' : '▲') : ''}</span>
              </button>
            </th>
          )
        })}
      </tr>
    </thead>
  )
}

function Body({ rows }: { rows: readonly LayerRow[] }) {
  const locale = useLocale()
  const selected = useSelectionStore((state) => state.selectedNodeIds)
  const largest = useMemo(() => {
    const of = (pick: (row: LayerRow) => number) => Math.max(1, ...rows.map(pick))
    return {
      parameters: of(({ parameters }) => parameters),
      flops: of(({ flops }) => flops),
      activations: of(({ activations }) => activations),
    }
  }, [rows])
  return (
    <tbody>
      {rows.map((row) => (
        <tr key={row.id} aria-selected={selected.includes(row.id)} data-testid="layers-row">
          <th scope="row">
            <button type="button" className={classes.layer} onClick={() => showLayer(row.id)}>
              <span className={classes.place}>{row.place}</span>
              <span className={classes.mark} style={{ background: layerColor(row.kind) }} />
              {row.name}
              <span className={classes.id}>{row.id}</span>
            </button>
          </th>
          <td>{row.output}</td>
          <td>{row.field}</td>
          <Bar share={row.parameters / largest.parameters} text={formatCount(row.parameters, locale)} />
          <Bar share={row.flops / largest.flops} text={formatSi(row.flops, '').trim()} />
          <Bar share={row.activations / largest.activations} text={formatBytes(row.activations)} />
        </tr>
      ))}
    </tbody>
  )
}

/** A number with a bar behind it, of its share of the largest. */
function Bar({ share, text }: { share: number; text: string }) {
  return (
    <td className={classes.bar} style={{ '--share': `${100 * share}%` } as React.CSSProperties}>
      {text}
    </td>
  )
}

interface FootProps {
  rows: readonly LayerRow[]
  parameters: number
  flops: number
  bytes: number
}

function Foot({ rows, parameters, flops, bytes }: FootProps) {
  const { t } = useTranslation('networks')
  const locale = useLocale()
  return (
    <tfoot>
      <tr>
        <th scope="row">
          {t('table.total')} <ExportMenu table={() => tableOfLayers(rows)} testId="layers-export" />
        </th>
        <td />
        <td />
        <td>{formatCount(parameters, locale)}</td>
        <td>{formatSi(flops, '').trim()}</td>
        <td>{formatBytes(bytes)}</td>
      </tr>
    </tfoot>
  )
}
