import { Button, CloseButton, Loader } from '@mantine/core'
import { IconPlugConnectedX } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { StoredCheckpoint } from '#shared/contract/runs.ts'
import { core } from '../client/core-client.ts'
import { reportFailure } from '../stores/report-failure.ts'
import { useRunStore } from '../stores/run-store.ts'
import { useShellStore } from '../stores/shell-store.ts'
import { currentJob, useSweepStore } from '../stores/sweep-store.ts'
import classes from './CoreBanner.module.css'

/** Says that the training process has ended and was started again, and offers to go on from the last checkpoint. */
export function CoreBanner() {
  const { t } = useTranslation()
  const coreExit = useShellStore((state) => state.coreExit)
  const setCoreExit = useShellStore((state) => state.setCoreExit)
  const isQueueWorking = useSweepStore(({ queue }) => queue?.isPaused === false && currentJob(queue) !== null)
  const checkpoint = useCheckpoint(coreExit?.isBack === true)
  if (!coreExit) return null
  const { exitCode, isBack } = coreExit
  // A process that was killed from outside may report 0, which says nothing.
  const code = exitCode === 0 ? '' : t('core.code', { code: exitCode })
  const goOn = (runId: string) => {
    setCoreExit(null)
    void useRunStore.getState().resumeFrom(runId).catch(reportFailure)
  }
  return (
    <div className={classes.banner} role="alert" data-testid="core-banner">
      <IconPlugConnectedX size={18} />
      <span className={classes.text}>
        {t(isBack ? 'core.restarted' : 'core.restarting', { code })} {isQueueWorking && t('core.queueGoesOn')}
      </span>
      {!isBack && <Loader size={16} />}
      {checkpoint && !isQueueWorking && (
        <Button onClick={() => goOn(checkpoint.runId)} data-testid="continue-run">
          {t('core.continue', { epoch: checkpoint.epoch, epochs: checkpoint.epochs })}
        </Button>
      )}
      <CloseButton size="sm" aria-label={t('close')} onClick={() => setCoreExit(null)} />
    </div>
  )
}

/** The checkpoint of the run that was cut off; null while there is none. */
function useCheckpoint(isBack: boolean): StoredCheckpoint | null {
  const runId = useRunStore(({ run }) => run?.runId ?? null)
  const isCutOff = useRunStore((state) => state.isCutOff)
  const [found, setFound] = useState<StoredCheckpoint | null>(null)
  useEffect(() => {
    let isCurrent = true
    setFound(null)
    if (!isBack || !isCutOff || runId === null) return
    core.listCheckpoints({}).then((all) => {
      if (isCurrent) setFound(all.find((each) => each.runId === runId) ?? null)
    }, reportFailure)
    return () => {
      isCurrent = false
    }
  }, [isBack, isCutOff, runId])
  return found
}
