import { Button, NumberInput } from '@mantine/core'
import { IconPlayerTrackNextFilled } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRunStore } from '../../stores/run-store.ts'
import { useMessageText } from '../../ui/describe.ts'
import classes from './TrainMore.module.css'

const usual = 5
const most = 100_000

/** Lets the run that has ended go on: the same weights, the same optimiser, the same curve. */
export function TrainMore() {
  const { t } = useTranslation('views')
  const runId = useRunStore(({ run }) => (run?.state.phase === 'finished' ? run.runId : undefined))
  const absence = useRunStore(({ run }) => run?.absence)
  const wordMessage = useMessageText()
  const isStarting = useRunStore((store) => store.isStarting)
  const [epochs, setEpochs] = useState<number | string>(usual)
  if (runId === undefined) return null
  const count = Number(epochs)
  const isFit = Number.isInteger(count) && count >= 1 && count <= most
  return (
    <div className={classes.root} title={absence ? wordMessage(absence) : t('run.moreHint')}>
      <NumberInput
        className={classes.count}
        size="xs"
        value={epochs}
        onChange={setEpochs}
        min={1}
        max={most}
        clampBehavior="none"
        allowDecimal={false}
        error={!isFit}
        aria-label={t('training.epochs')}
        data-testid="train-more-epochs"
      />
      <Button
        className={classes.button}
        size="xs"
        variant="default"
        leftSection={<IconPlayerTrackNextFilled size={13} />}
        disabled={!isFit || absence !== undefined}
        loading={isStarting}
        onClick={() => void useRunStore.getState().trainMore(runId, count)}
        data-testid="train-more"
      >
        {t('run.more', { count: isFit ? count : usual })}
      </Button>
    </div>
  )
}
