import { IconAlertTriangle } from '@tabler/icons-react'
import { type ReactNode, useRef } from 'react'
import type { Diagnostic } from '#shared/graph/check-graph.ts'
import { RemedyButtons } from '../panels/problems/RemedyButtons.tsx'
import { useMessageText } from '../ui/describe.ts'
import { isOpen, type NodeSeverity, severityOf } from '../ui/severity.ts'
import { useCalloutPlace } from './callout-side.ts'
import classes from './NodeProblems.module.css'

interface NodeProblemsProps {
  nodeId: string
  problems: Diagnostic[]
  isSelected: boolean
}

/** What is wrong, beside the layer, with buttons that cure it. A layer that only waits to be connected says so when selected. */
export function NodeProblems({ nodeId, problems, isSelected }: NodeProblemsProps) {
  const wordMessage = useMessageText()
  const severity = severityOf(problems)
  const shown =
    severity === 'open' ? (isSelected ? problems.slice(0, 1) : []) : problems.filter((each) => !isOpen(each))
  if (shown.length === 0) return null
  return (
    <Callout nodeId={nodeId} severity={severity}>
      {shown.slice(0, 2).map((problem) => (
        <div key={`${problem.code} ${JSON.stringify(problem.values)}`} className={classes.problem}>
          <div className={classes.sentence} role={severity === 'error' ? 'alert' : 'note'} data-selectable>
            <IconAlertTriangle size={13} className={classes.icon} />
            <span>{wordMessage(problem)}</span>
          </div>
          <RemedyButtons problem={problem} />
        </div>
      ))}
    </Callout>
  )
}

interface CalloutProps {
  nodeId: string
  severity: NodeSeverity | undefined
  children: ReactNode
}

function Callout({ nodeId, severity, children }: CalloutProps) {
  const callout = useRef<HTMLDivElement>(null)
  const { side, covers } = useCalloutPlace(callout)
  return (
    <div
      ref={callout}
      className={`${classes.callout} nodrag nopan`}
      data-severity={severity}
      data-side={side}
      data-covers={covers || undefined}
      data-testid={`node-error-${nodeId}`}
    >
      {children}
    </div>
  )
}
