import { IconAlertTriangle } from '@tabler/icons-react'
import type { Diagnostic } from '#shared/graph/check-graph.ts'
import { useMessageText } from '../../ui/describe.ts'
import classes from './Problems.module.css'
import { RemedyButtons } from './RemedyButtons.tsx'

/** A problem with its cures, where it belongs. */
export function ProblemNote({ problem }: { problem: Diagnostic }) {
  const wordMessage = useMessageText()
  return (
    <div className={classes.note} data-severity={problem.severity} role="alert">
      <div className={classes.sentence} data-selectable>
        <IconAlertTriangle size={14} className={classes.icon} />
        <span>{wordMessage(problem)}</span>
      </div>
      <RemedyButtons problem={problem} />
    </div>
  )
}
