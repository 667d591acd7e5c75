import { Button, Progress } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DataAnalysis, DataFinding } from '#shared/contract/analysis.ts'
import type { DataSummary } from '#shared/contract/data.ts'
import { useFormats } from '../../../charts/use-formats.ts'
import { useAnalysisStore } from '../../../stores/analysis-store.ts'
import { useMessageText } from '../../../ui/describe.ts'
import { CopyGroups } from './CopyGroups.tsx'
import classes from './Findings.module.css'
import { useRemedy } from './use-remedy.ts'

const icons = { good: IconCircleCheck, info: IconInfoCircle, warning: IconAlertTriangle }

/** What people should know of the set, each with what can be done about it. */
export function Findings({ summary }: { summary: DataSummary }) {
  const { choice } = summary
  const { analysis, error, analyse } = useAnalysisStore()
  useEffect(() => analyse(choice), [choice, analyse])
  if (error) return <NotAnalysed onRetry={() => analyse(choice, { isForced: true })} />
  if (!analysis) return <Analysing />
  return (
    <ul className={classes.list} data-testid="data-findings">
      {analysis.findings.map((finding) => (
        <Finding
          key={`${finding.message.code} ${finding.copies}`}
          finding={finding}
          analysis={analysis}
          summary={summary}
        />
      ))}
    </ul>
  )
}

interface FindingProps {
  finding: DataFinding
  analysis: DataAnalysis
  summary: DataSummary
}

function Finding({ finding, analysis, summary }: FindingProps) {
  const { t } = useTranslation('data')
  const messageText = useMessageText()
  const [isOpen, setOpen] = useState(false)
  const { tone, message, remedy, copies } = finding
  const cure = useRemedy(remedy)
  const Icon = icons[tone]
  return (
    <li className={classes.finding} data-tone={tone} data-testid={`finding-${message.code}`}>
      <Icon size={16} className={classes.icon} aria-hidden />
      <span className={classes.text} data-selectable>
        {messageText(message)}
      </span>
      {copies ? (
        <Button variant="subtle" size="compact-xs" onClick={() => setOpen(!isOpen)} aria-expanded={isOpen}>
          {t(isOpen ? 'hideCopies' : 'showCopies')}
        </Button>
      ) : null}
      {cure ? (
        <Button variant="default" size="compact-xs" onClick={cure} data-testid={`remedy-${remedy}`}>
          {t(`remedy.${remedy ?? 'withoutCopies'}`)}
        </Button>
      ) : null}
      {copies && isOpen ? <CopyGroups report={analysis.copies[copies]} summary={summary} /> : null}
    </li>
  )
}

function Analysing() {
  const { t } = useTranslation('data')
  const { percent } = useFormats()
  const { progress, cancel } = useAnalysisStore()
  const share = progress ? progress.done / Math.max(1, progress.total) : 0
  return (
    <div className={classes.analysing} role="status">
      <span>{t('analysing', { share: percent(share, 0) })}</span>
      <Progress className={classes.bar} value={100 * share} size="sm" />
      <Button variant="subtle" size="compact-xs" onClick={cancel}>
        {t('stopAnalysing')}
      </Button>
    </div>
  )
}

function NotAnalysed({ onRetry }: { onRetry: () => void }) {
  const { t } = useTranslation('data')
  const messageText = useMessageText()
  const error = useAnalysisStore((state) => state.error)
  const isStopped = error?.code === 'data.cancelled'
  return (
    <div className={classes.analysing}>
      <span>{isStopped || !error ? t('notAnalysed') : messageText(error)}</span>
      <Button variant="default" size="compact-xs" onClick={onRetry}>
        {t('analyse')}
      </Button>
    </div>
  )
}
