import { IconInfoCircle } from '@tabler/icons-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { type CheckedGraph, checkGraph } from '#shared/graph/check-graph.ts'
import { compareGraphs } from '#shared/graph/compare-graphs.ts'
import { drawPicture } from '#shared/graph/graph-picture.ts'
import type { RewritePlan } from '#shared/graph/rewrites/rewrite.ts'
import { useFormats } from '../../charts/use-formats.ts'
import { useCheckedGraph, useDocumentStore } from '../../stores/document-store.ts'
import { useMessageText } from '../../ui/describe.ts'
import { formatSi } from '../../ui/format.ts'
import { GraphPicture } from '../../ui/GraphPicture.tsx'
import { ComparisonTable } from '../compare/ComparisonTable.tsx'
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
  const rows = useMemo(() => compareGraphs(before, after, { replaced: plan.replaced }), [before, after, plan])
  return (
    <>
      <div className={classes.pictures}>
        {pictures.map((picture, place) => (
          <figure key={place === 0 ? 'before' : 'after'} className={classes.picture}>
            <figcaption>
              {t(place === 0 ? 'convert.before' : 'convert.after')}
              <Totals graph={place === 0 ? before : after} />
            </figcaption>
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
      <ComparisonTable
        rows={rows}
        before={before}
        after={after}
        names={{ before: t('convert.before'), after: t('convert.after') }}
      />
    </>
  )
}

/** What the table ends with, to be seen without going through it. */
function Totals({ graph: { nodes, totals } }: { graph: CheckedGraph }) {
  const { t } = useTranslation()
  const { integer } = useFormats()
  const count = nodes.filter(({ isUsed }) => isUsed).length
  const parameters = t('convert.parameterCount', { number: integer(totals.parameters) })
  return (
    <span className={`${classes.totals} loom-numbers`}>
      {[t('convert.layers', { count }), parameters, formatSi(totals.flops, 'FLOPs')].map(keepTogether).join(' · ')}
    </span>
  )
}

/** A number and its unit stay in one line. */
function keepTogether(text: string): string {
  return text.replaceAll(' ', '\u00a0')
}
