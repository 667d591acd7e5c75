import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Diagnostic } from '#shared/graph/check-graph.ts'
import { showLayer } from '../../editor/show-layer.ts'
import { useCheckedGraph, useDocumentStore } from '../../stores/document-store.ts'
import { useMessageText } from '../../ui/describe.ts'
import { listProblems } from '../../ui/severity.ts'
import { FindingNote } from '../results/FindingNote.tsx'
import { useFindings } from '../results/use-findings.ts'
import classes from './Problems.module.css'
import { RemedyButtons } from './RemedyButtons.tsx'

/** All that is wrong with the drawing, errors first, where a click shows the layer; then what the last run shows. */
export function ProblemsPanel() {
  const { t } = useTranslation()
  const problems = listProblems(useCheckedGraph().diagnostics)
  const findings = useFindings()
  if (problems.length === 0 && findings.length === 0) {
    return (
      <div className={classes.none}>
        <IconCircleCheck size={22} stroke={1.5} />
        {t('problems.none')}
      </div>
    )
  }
  const sorted = problems.sort((a, b) => rank(a) - rank(b))
  return (
    <ul className={classes.list}>
      {sorted.map((problem) => (
        <ProblemRow key={`${problem.nodeId} ${problem.code} ${JSON.stringify(problem.values)}`} problem={problem} />
      ))}
      {findings.map((finding) => (
        <li key={finding.code} className={classes.finding}>
          <FindingNote finding={finding} />
        </li>
      ))}
    </ul>
  )
}

function rank({ severity }: Diagnostic): number {
  return severity === 'error' ? 0 : 1
}

function ProblemRow({ problem }: { problem: Diagnostic }) {
  const wordMessage = useMessageText()
  const { nodeId } = problem
  const name = useDocumentStore(({ document }) => {
    const node = document.nodes.find(({ id }) => id === nodeId)
    return node ? (node.name ?? node.id) : null
  })
  const sentence = (
    <>
      <IconAlertTriangle size={14} className={classes.icon} />
      {name && <span className={classes.node}>{name}</span>}
      <span>{wordMessage(problem)}</span>
    </>
  )
  return (
    <li className={classes.row} data-severity={problem.severity} data-testid="problem">
      {nodeId === undefined ? (
        <div className={classes.sentence}>{sentence}</div>
      ) : (
        <button type="button" className={classes.sentence} onClick={() => showLayer(nodeId)}>
          {sentence}
        </button>
      )}
      <RemedyButtons problem={problem} />
    </li>
  )
}
