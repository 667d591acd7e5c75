import { Button } from '@mantine/core'
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { RunFinding } from '#shared/training/findings.ts'
import { applyRunRemedy, isApplied, type RunRemedy } from '#shared/training/remedies.ts'
import { useFormats } from '../../charts/use-formats.ts'
import { useDocumentStore } from '../../stores/document-store.ts'
import { useMessageText } from '../../ui/describe.ts'
import classes from './FindingNote.module.css'

/** Something that the run shows, and what can be done about it with one press; it counts from the next training. */
export function FindingNote({ finding }: { finding: RunFinding }) {
  const { t } = useTranslation('views')
  const wordMessage = useMessageText()
  return (
    <div className={classes.root} data-severity={finding.severity} data-testid="finding" data-code={finding.code}>
      <p className={classes.sentence} data-selectable>
        <IconAlertTriangle size={14} className={classes.icon} />
        {wordMessage(finding)}
      </p>
      <div className={classes.remedies} title={t('findings.counts')}>
        {finding.remedies.map((remedy, index) => (
          <RemedyButton key={JSON.stringify(remedy)} remedy={remedy} isFirst={index === 0} />
        ))}
      </div>
    </div>
  )
}

function RemedyButton({ remedy, isFirst }: { remedy: RunRemedy; isFirst: boolean }) {
  const { t } = useTranslation('views')
  const { real } = useFormats()
  const isDone = useDocumentStore(({ document }) => isApplied(document, remedy))
  const apply = () => {
    const { edit, endGesture } = useDocumentStore.getState()
    endGesture()
    edit((document) => applyRunRemedy(document, remedy), 'views:findings.edit')
  }
  const values = { ...remedy, rate: remedy.kind === 'setRate' ? real(remedy.rate) : '' }
  return (
    <Button
      size="compact-xs"
      variant={isFirst && !isDone ? 'filled' : 'default'}
      disabled={isDone}
      leftSection={isDone ? <IconCheck size={12} /> : undefined}
      onClick={apply}
      data-testid={`finding-${remedy.kind}`}
    >
      {t(`findings.${remedy.kind}`, values)}
    </Button>
  )
}
