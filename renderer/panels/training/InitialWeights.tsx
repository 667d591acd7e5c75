import { Button } from '@mantine/core'
import { IconBrain } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { type Action, readActionState, runAction } from '../../actions/action.ts'
import { startFreshAction } from '../../actions/start-fresh.ts'
import { testWeightsAction } from '../../actions/test-weights.ts'
import { trainOnAction } from '../../actions/train-on.ts'
import { useDocumentStore } from '../../stores/document-store.ts'
import { useRunStore } from '../../stores/run-store.ts'
import classes from './TrainingPanel.module.css'

/** That the network has trained weights, whether training starts from them, and what can be done about it. */
export function InitialWeights() {
  const { t } = useTranslation('views')
  const isCarried = useDocumentStore(({ document }) => document).initialWeights !== undefined
  // Drawn anew when a run begins or ends.
  useRunStore(({ run, isStarting }) => `${run?.runId} ${run?.state.phase} ${isStarting}`)
  const canTrainOn = trainOnAction.isEnabled(readActionState())
  // A test leaves the weights as they were.
  const hasTrained = useRunStore(({ run }) => run !== null && run.epochs.length > 0)
  if (!isCarried && !canTrainOn) return null
  return (
    <div className={classes.carried} data-testid={isCarried ? 'initial-weights' : 'trained-weights'}>
      <IconBrain className={classes.frozenIcon} size={15} />
      <div>
        {t(isCarried ? 'training.carried' : 'training.trained')}
        <div className={classes.carriedButtons}>
          {!isCarried && <ActionButton action={trainOnAction} label={t('training.trainOn')} />}
          {isCarried && <ActionButton action={testWeightsAction} label={t('training.testNow')} />}
          {isCarried && canTrainOn && hasTrained && (
            <ActionButton action={trainOnAction} label={t('training.trainFurther')} />
          )}
          {isCarried && <ActionButton action={startFreshAction} label={t('training.startFresh')} />}
        </div>
      </div>
    </div>
  )
}

function ActionButton({ action, label }: { action: Action; label: string }) {
  return (
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
}
