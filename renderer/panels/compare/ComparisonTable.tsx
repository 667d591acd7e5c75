import { useTranslation } from 'react-i18next'
import type { CheckedGraph, CheckedNode } from '#shared/graph/check-graph.ts'
import type { ComparedLayer } from '#shared/graph/compare-graphs.ts'
import { differingParameters } from '#shared/graph/differing-parameters.ts'
import { formatShape } from '#shared/layers/shape.ts'
import { useFormats } from '../../charts/use-formats.ts'
import { ExportMenu } from '../../ui/ExportMenu.tsx'
import { formatSi } from '../../ui/format.ts'
import classes from './Compare.module.css'
import { tableOfComparison } from './table-of-comparison.ts'

interface ComparisonTableProps {
  rows: readonly ComparedLayer[]
  before: CheckedGraph
  after: CheckedGraph
  /** What the two networks are called. */
  names: { before: string; after: string }
  /** Shows a layer of the later network in the editor; its rows are buttons then. */
  onShow?: (nodeId: string) => void
}

/** Two networks layer by layer, with what each costs. */
export function ComparisonTable({ rows, before, after, names, onShow }: ComparisonTableProps) {
  const { t } = useTranslation()
  return (
    <table className={`${classes.table} loom-numbers`} data-testid="comparison">
      <thead>
        <tr>
          <th>{t('convert.layer')}</th>
          <th>{t('convert.output')}</th>
          <th className={classes.number}>{t('convert.parameters')}</th>
          <th className={classes.number}>{t('convert.flops')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <LayerRow key={`${row.before?.node.id}>${row.after?.node.id}`} row={row} onShow={onShow} />
        ))}
      </tbody>
      <tfoot>
        <TotalRow label={names.before} graph={before} testId="convert-before" />
        <TotalRow label={names.after} graph={after} testId="convert-after" />
        <DifferenceRow rows={rows} before={before} after={after} />
      </tfoot>
    </table>
  )
}

const marks: Record<ComparedLayer['change'], string> = { same: '', moved: '~', changed: '~', added: '+', removed: '−' }

function LayerRow({ row, onShow }: { row: ComparedLayer; onShow: ComparisonTableProps['onShow'] }) {
  const { integer } = useFormats()
  const { before, after, change } = row
  const pair = (word: (checked: CheckedNode) => string) => <Pair values={[before, after].map((c) => c && word(c))} />
  const shownId = onShow && after?.node.id
  return (
    <tr data-change={change} data-testid="compared-layer">
      <td>
        <div className={classes.layer}>
          <span className={classes.mark}>{marks[change]}</span>
          <div>
            {shownId ? (
              <button type="button" className={classes.show} onClick={() => onShow(shownId)}>
                {pair(describe)}
              </button>
            ) : (
              pair(describe)
            )}
            <Differences row={row} />
          </div>
        </div>
      </td>
      <td>{pair(({ output }) => formatShape(output))}</td>
      <td className={classes.number}>{pair(({ parameters }) => (parameters === 0 ? '–' : integer(parameters)))}</td>
      <td className={classes.number}>{pair(({ flops }) => (flops === 0 ? '–' : formatSi(flops, '')))}</td>
    </tr>
  )
}

/** `Filters 16 → 32`, for each parameter that has changed. */
function Differences({ row }: { row: ComparedLayer }) {
  const { t } = useTranslation()
  const differing = differingParameters(row)
  if (differing.length === 0) return null
  const texts = differing.map(
    ({ name, before, after }) => `${t(`layers:parameter.${name}.label`)} ${before} → ${after}`,
  )
  return <div className={classes.differences}>{texts.join(' · ')}</div>
}

/** What was and what is, where they differ. */
function Pair({ values: [before, after] }: { values: (string | null | undefined)[] }) {
  if (before === after || before == null || after == null) return <span>{after ?? before}</span>
  return (
    <>
      <span className={classes.old}>{before}</span> → <span>{after}</span>
    </>
  )
}

/** `Conv2D 3×3 /2`: the kind, its window and its strides. */
function describe({ node, layer, values }: CheckedNode): string {
  const { kernelSize, poolSize, strides } = values as Record<'kernelSize' | 'poolSize' | 'strides', unknown>
  const size = kernelSize ?? poolSize
  const parts = [
    node.name ? `${node.name} (${layer.kind})` : layer.kind,
    ...(Array.isArray(size) ? [formatShape(size)] : []),
    ...(Array.isArray(strides) && strides.some((stride) => stride > 1) ? [`/${[...new Set(strides)].join('×')}`] : []),
  ]
  return parts.join(' ')
}

function TotalRow({ label, graph: { totals, nodes }, testId }: { label: string; graph: CheckedGraph; testId: string }) {
  const { t } = useTranslation()
  const { integer } = useFormats()
  const count = nodes.filter(({ isUsed }) => isUsed).length
  return (
    <tr>
      <td>{label}</td>
      <td>{t('convert.layers', { count })}</td>
      <td className={classes.number} data-testid={testId} data-value={totals.parameters}>
        {integer(totals.parameters)}
      </td>
      <td className={classes.number}>{formatSi(totals.flops, '')}</td>
    </tr>
  )
}

function DifferenceRow({ rows, before, after }: Pick<ComparisonTableProps, 'rows' | 'before' | 'after'>) {
  const { t } = useTranslation()
  const { integer } = useFormats()
  const sign = (value: number, text: string) => `${value > 0 ? '+' : value < 0 ? '−' : '±'}${text}`
  const parameters = after.totals.parameters - before.totals.parameters
  const flops = after.totals.flops - before.totals.flops
  return (
    <tr className={classes.difference}>
      <td>
        {t('convert.difference')} <ExportMenu table={() => tableOfComparison(rows)} testId="comparison-export" />
      </td>
      <td />
      <td className={classes.number}>{sign(parameters, integer(Math.abs(parameters)))}</td>
      <td className={classes.number}>{sign(flops, formatSi(Math.abs(flops), ''))}</td>
    </tr>
  )
}
