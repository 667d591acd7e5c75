import { Button, Group } from '@mantine/core'
import { useMemo } from 'react'
import type { LoomDocument } from '#shared/document/schema.ts'
import type { Diagnostic } from '#shared/graph/check-graph.ts'
import { checkGraph } from '#shared/graph/check-graph.ts'
import { applyRemedy } from '#shared/graph/remedies/apply-remedy.ts'
import { findRemedies } from '#shared/graph/remedies/find-remedies.ts'
import { rewrites } from '#shared/graph/rewrites/registry.ts'
import type { Remedy } from '#shared/layers/layer.ts'
import { applyRewrite, planRewrite } from '../../actions/rewrites.ts'
import { checkOptions, useCheckedGraph, useDocumentStore } from '../../stores/document-store.ts'
import { reportFailure } from '../../stores/report-failure.ts'
import classes from './Problems.module.css'
import { useRemedyText } from './use-remedy-text.ts'

interface RemedyButtonsProps {
  problem: Diagnostic
  /** What is done to the drawing before the cure, in the same step. */
  prepare?: (document: LoomDocument) => LoomDocument
  onApplied?: () => void
}

/** One button for each cure of a problem; the first one is what most people want. */
export function RemedyButtons({ problem, prepare, onApplied }: RemedyButtonsProps) {
  const { document, remedies } = useRemedies(problem, prepare)
  const word = useRemedyText(document, problem.nodeId)
  if (remedies.length === 0) return null
  const apply = (remedy: Remedy) => {
    cure(problem, remedy, prepare)
    onApplied?.()
  }
  return (
    <Group gap={6}>
      {remedies.map((remedy, index) => (
        <Button
          key={JSON.stringify(remedy)}
          size="compact-xs"
          variant={index === 0 ? 'filled' : 'default'}
          classNames={{ root: classes.remedy, label: classes.remedyLabel }}
          onClick={() => apply(remedy)}
        >
          {word(remedy)}
        </Button>
      ))}
    </Group>
  )
}

/** Looked for where they are shown only: some are tried out on the whole drawing. */
function useRemedies(problem: Diagnostic, prepare: RemedyButtonsProps['prepare']) {
  const drawing = useDocumentStore((state) => state.document)
  const checked = useCheckedGraph()
  return useMemo(() => {
    const document = prepare?.(drawing) ?? drawing
    const options = checkOptions()
    const graph = document === drawing ? checked : checkGraph(document, options)
    return { document, remedies: findRemedies(problem, { document, graph, options }) }
  }, [problem, prepare, drawing, checked])
}

function cure({ nodeId }: Diagnostic, remedy: Remedy, prepare: RemedyButtonsProps['prepare']): void {
  const rewrite = remedy.kind === 'rewrite' ? rewrites.find(({ id }) => id === remedy.rewrite) : undefined
  const planned = rewrite ? planRewrite(rewrite, []) : null
  if (planned?.ok) {
    applyRewrite(planned.plan).catch(reportFailure)
    return
  }
  const { edit, endGesture } = useDocumentStore.getState()
  endGesture()
  edit((document) => applyRemedy(prepare?.(document) ?? document, nodeId, remedy), 'app:edits.remedy')
}
