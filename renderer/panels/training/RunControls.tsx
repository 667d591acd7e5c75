import { ActionIcon, Button, Progress, Tooltip } from '@mantine/core'
import {
  IconAlertTriangle,
  IconPlayerPauseFilled,
  IconPlayerPlayFilled,
  IconPlayerStopFilled,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { runAction } from '../../actions/action.ts'
import { pauseAction } from '../../actions/pause.ts'
import { stopAction } from '../../actions/stop.ts'
import { trainAction } from '../../actions/train.ts'
import { useFormats } from '../../charts/use-formats.ts'
import { useDataStore } from '../../stores/data-store.ts'
import { useCheckedGraph } from '../../stores/document-store.ts'
import { useRunStore } from '../../stores/run-store.ts'
import { useShellStore } from '../../stores/shell-store.ts'
import { useMessageText } from '../../ui/describe.ts'
import classes from './RunControls.module.css'
import { commandsIn, doneShare, type Phase, phaseOf } from './run-status.ts'

/** Train, pause, stop, and how far it is. */
export function RunControls() {
  const { t } = useTranslation('views')
  const state = useRunStore(({ run }) => run?.state)
  const isStarting = useRunStore((store) => store.isStarting)
  const isCutOff = useRunStore((store) => store.isCutOff)
  const phase = phaseOf(state, { isStarting, isCutOff })
  const can = commandsIn(phase)
  return (
    <div className={classes.root}>
      {phase === null ? null : <Status phase={phase} />}
      {can.train || phase === 'starting' ? (
        <TrainButton isAgain={phase !== null} isBusy={phase === 'starting'} />
      ) : null}
      {can.pause ? (
        <Button
          className={classes.command}
          variant="default"
          leftSection={<IconPlayerPauseFilled size={14} />}
          title={t('run.pause')}
          onClick={() => void runAction(pauseAction)}
          data-testid="pause"
        >
          <span className={classes.word}>{t('run.pause')}</span>
        </Button>
      ) : null}
      {can.resume ? (
        <Button
          className={classes.command}
          leftSection={<IconPlayerPlayFilled size={14} />}
          title={t('run.resume')}
          onClick={() => void runAction(trainAction)}
          data-testid="resume"
        >
          <span className={classes.word}>{t('run.resume')}</span>
        </Button>
      ) : null}
      {can.stop ? (
        <Tooltip label={t('run.stopHint')}>
          <ActionIcon
            variant="default"
            size={30}
            onClick={() => void runAction(stopAction)}
            aria-label={t('run.stop')}
            data-testid="stop"
          >
            <IconPlayerStopFilled size={15} />
          </ActionIcon>
        </Tooltip>
      ) : null}
    </div>
  )
}

function TrainButton({ isAgain, isBusy }: { isAgain: boolean; isBusy: boolean }) {
  const { t } = useTranslation('views')
  const obstacle = useObstacle()
  return (
    <Tooltip label={obstacle?.reason ?? t('run.trainHint')} multiline maw={260}>
      <Button
        className={classes.train}
        variant={obstacle ? 'default' : 'filled'}
        leftSection={obstacle ? <IconAlertTriangle size={15} /> : <IconPlayerPlayFilled size={14} />}
        onClick={() => (obstacle ? obstacle.show() : void runAction(trainAction))}
        loading={isBusy}
        aria-disabled={obstacle !== null}
        data-blocked={obstacle !== null || undefined}
        data-testid="train"
      >
        {isAgain ? t('run.trainAgain') : t('run.train')}
      </Button>
    </Tooltip>
  )
}

/** Why training cannot begin, and what shows it. */
function useObstacle(): { reason: string; show: () => void } | null {
  const { t } = useTranslation('views')
  const graph = useCheckedGraph()
  const error = useDataStore((store) => store.error)
  const { showDock, showSidebar } = useShellStore.getState()
  if (error) return { reason: t('run.dataFailed'), show: () => showSidebar('data') }
  if (graph.isTrainable) return null
  const count = graph.diagnostics.filter(({ severity }) => severity === 'error').length
  return { reason: t('run.showProblems', { count }), show: () => showDock('problems') }
}

function Status({ phase }: { phase: Phase }) {
  const { t } = useTranslation('views')
  const { integer, time, percent } = useFormats()
  const progress = useRunStore(({ run }) => run?.progress ?? null)
  const accuracy = useRunStore(({ run }) => run?.evaluation?.testAccuracy)
  const wordMessage = useMessageText()
  const error = useRunStore(({ run }) => (run?.state.phase === 'failed' ? run.state.error : null))
  const reason = useRunStore(({ run }) => (run?.state.phase === 'finished' ? run.state.reason : undefined))
  const note = phase === 'failed' ? error : reason
  const isMoving = phase === 'training' || phase === 'paused'
  const isOver = phase === 'finished' || phase === 'stopped'
  return (
    <div
      className={`${classes.status} loom-numbers`}
      data-phase={phase}
      title={note ? wordMessage(note) : undefined}
      data-testid="run-status"
    >
      <div className={classes.line}>
        <span className={classes.phase} data-testid="run-phase">
          {t(`run.phase.${phase}`)}
        </span>
        {progress && phase !== 'starting' && phase !== 'preparing' ? (
          <span data-testid="run-epoch">{t('run.epoch', { epoch: progress.epoch, epochs: progress.epochs })}</span>
        ) : null}
        <span className={classes.space} />
        {isOver && accuracy !== undefined ? (
          <span title={t('confusion.accuracy')}>
            <span className={classes.rate}>{t('confusion.accuracy')} </span>
            {percent(accuracy, 2)}
          </span>
        ) : null}
        {isMoving && progress ? (
          <>
            <span className={classes.rate}>{t('run.rate', { rate: integer(progress.imagesPerSecond) })}</span>
            {progress.secondsLeft === null ? null : <span>{t('run.left', { time: time(progress.secondsLeft) })}</span>}
          </>
        ) : null}
      </div>
      <Progress
        value={isOver || phase === 'evaluating' ? 100 : 100 * (progress ? doneShare(progress) : 0)}
        size={5}
        color={phase === 'failed' || phase === 'cutOff' ? 'red' : isOver ? 'green' : undefined}
        animated={phase === 'preparing' || phase === 'evaluating' || phase === 'stopping'}
        aria-label={t('run.progress')}
      />
    </div>
  )
}
