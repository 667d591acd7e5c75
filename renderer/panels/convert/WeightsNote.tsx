import { IconBrain } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { CheckedGraph } from '#shared/graph/check-graph.ts'
import type { RewritePlan } from '#shared/graph/rewrites/rewrite.ts'
import { traceWeights, weightShapes } from '#shared/graph/rewrites/trace-weights.ts'
import { useCheckedGraph, useDocumentStore } from '../../stores/document-store.ts'
import { useRunStore } from '../../stores/run-store.ts'
import { findTrainedWeights } from '../../stores/trained-weights.ts'
import classes from './Convert.module.css'

/** Which trained weights go along, and which layers start fresh. */
export function WeightsNote({ plan, after }: { plan: RewritePlan; after: CheckedGraph }) {
  const { t } = useTranslation()
  const before = useCheckedGraph()
  const document = useDocumentStore((state) => state.document)
  const isTrained = useRunStore((state) => findTrainedWeights(document, state) !== null)
  const traced = traceWeights(after, weightShapes(before), plan.moves)
  const nodesOf = (names: string[]) => [...new Set(names.map((name) => name.slice(0, name.lastIndexOf('/'))))]
  const fresh = nodesOf(traced.filter(({ from }) => from === null).map(({ name }) => name))
  const names = fresh.map((id) => {
    const node = after.nodes.find((checked) => checked.node.id === id)?.node
    return node?.name ?? node?.kind ?? id
  })
  const count = nodesOf(traced.map(({ name }) => name)).length
  const values = { count, carried: count - fresh.length, fresh: names.join(', ') }
  return (
    <p className={classes.note} data-testid="convert-weights" data-carried={values.carried} data-trained={isTrained}>
      <IconBrain size={15} className={classes.noteIcon} />
      {!isTrained
        ? t('convert.untrained')
        : fresh.length === 0
          ? t('convert.allCarried')
          : t('convert.someCarried', values)}
    </p>
  )
}
