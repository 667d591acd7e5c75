import { Button } from '@mantine/core'
import { IconBrain } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { type Action, readActionState, runAction } from '../../actions/action.ts'
import { startFreshAction } from '../../actions/start-fresh.ts'
import { testWeightsAction } from '../../actions/test-weights.ts'
import { useDocumentStore } from '../../stores/document-store.ts'
import { useRunStore } from '../../stores/run-store.ts'
import classes from './TrainingPanel.module.css'

/** That training starts from trained weights, and what can be done about it. */
export function InitialWeights() {
  const { t } = useTranslation('views')
  const isCarried = useDocumentStore(({ document }) => document.initialWeights !== undefined)
  // Drawn anew when a run begins or ends.
  useRunStore(({ run, isStarting }) => `${run?.state.phase} ${isStarting}`)
  if (!isCarried) return null
  const button = (action: Action, label: string) => (
    <Button
      size="compact-xs"
      variant="default"
      disabled={!action.isEnabled(readActionState())}
      onClick={() => void runAction(action)}
      data-testid={action.id}
    >
      {label}
    </Button>
  )
  return (
    <div className={classes.carried} data-testid="initial-weights">
      <IconBrain className={classes.frozenIcon} size={15} />
      <div>
        {t('training.carried')}
        <div className={classes.carriedButtons}>
          {button(testWeightsAction, t('training.testNow'))}
          {button(startFreshAction, t('training.startFresh'))}
        </div>
      </div>
    </div>
  )
}
