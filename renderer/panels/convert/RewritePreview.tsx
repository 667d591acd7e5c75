import { IconInfoCircle } from '@tabler/icons-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { type CheckedGraph, type CheckedNode, checkGraph } from '#shared/graph/check-graph.ts'
import { type ComparedLayer, compareGraphs } from '#shared/graph/compare-graphs.ts'
import type { RewritePlan } from '#shared/graph/rewrites/rewrite.ts'
import { formatShape } from '#shared/layers/shape.ts'
import { useFormats } from '../../charts/use-formats.ts'
import { useCheckedGraph, useDocumentStore } from '../../stores/document-store.ts'
import { useMessageText } from '../../ui/describe.ts'
import { formatSi } from '../../ui/format.ts'
import { GraphPicture } from '../../ui/GraphPicture.tsx'
import { drawPicture } from '../../ui/graph-picture.ts'
import classes from './Convert.module.css'
import { WeightsNote } from './WeightsNote.tsx'

/** Both networks, layer by layer, with what each costs. */
export function RewritePreview({ plan }: { plan: RewritePlan }) {
  const { t } = useTranslation()
  const wordMessage = useMessageText()
  const before = useCheckedGraph()
  const after = useMemo(() => checkGraph(plan.document), [plan])
  const document = useDocumentStore((state) => state.document)
  const pictures = useMemo(() => [document, plan.document].map(drawPicture), [document, plan])
  const rows = useMemo(() => compareGraphs(before, after, plan.replaced), [before, after, plan])
  return (
    <>
      <div className={classes.pictures}>
        {pictures.map((picture, place) => (
          <figure key={place === 0 ? 'before' : 'after'} className={classes.picture}>
            <figcaption>{t(place === 0 ? 'convert.before' : 'convert.after')}</figcaption>
            <GraphPicture picture={picture} height={92} />
          </figure>
        ))}
      </div>
      {plan.notes.map((note) => (
        <p key={note.code} className={classes.note} data-testid="convert-note">
          <IconInfoCircle size={15} className={classes.noteIcon} />
          {wordMessage(note)}
        </p>
      ))}
      <WeightsNote plan={plan} after={after} />
      <Comparison rows={rows} before={before} after={after} />
    </>
  )
}

function Comparison({
  rows,
  before,
  after,
}: {
  rows: readonly ComparedLayer[]
  before: CheckedGraph
  after: CheckedGraph
}) {
  const { t } = useTranslation()
  return (
    <table className={`${classes.table} loom-numbers`}>
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
          <LayerRow key={`${row.before?.node.id}>${row.after?.node.id}`} row={row} />
        ))}
      </tbody>
      <tfoot>
        <TotalRow label={t('convert.before')} graph={before} testId="convert-before" />
        <TotalRow label={t('convert.after')} graph={after} testId="convert-after" />
        <DifferenceRow before={before} after={after} />
      </tfoot>
    </table>
  )
}

const marks: Record<ComparedLayer['change'], string> = { same: '', moved: '~', changed: '~', added: '+', removed: '−' }

function LayerRow({ row: { before, after, change } }: { row: ComparedLayer }) {
  const { integer } = useFormats()
  const pair = (word: (checked: CheckedNode) => string) => <Pair values={[before, after].map((c) => c && word(c))} />
  return (
    <tr data-change={change}>
      <td>
        <span className={classes.mark}>{marks[change]}</span>
        {pair(describe)}
      </td>
      <td>{pair(({ output }) => formatShape(output))}</td>
      <td className={classes.number}>{pair(({ parameters }) => (parameters === 0 ? '–' : integer(parameters)))}</td>
      <td className={classes.number}>{pair(({ flops }) => (flops === 0 ? '–' : formatSi(flops, '')))}</td>
    </tr>
  )
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

function DifferenceRow({ before, after }: { before: CheckedGraph; after: CheckedGraph }) {
  const { t } = useTranslation()
  const { integer } = useFormats()
  const sign = (value: number, text: string) => `${value > 0 ? '+' : value < 0 ? '−' : '±'}${text}`
  const parameters = after.totals.parameters - before.totals.parameters
  const flops = after.totals.flops - before.totals.flops
  return (
    <tr className={classes.difference}>
      <td>{t('convert.difference')}</td>
      <td />
      <td className={classes.number}>{sign(parameters, integer(Math.abs(parameters)))}</td>
      <td className={classes.number}>{sign(flops, formatSi(Math.abs(flops), ''))}</td>
    </tr>
  )
}
