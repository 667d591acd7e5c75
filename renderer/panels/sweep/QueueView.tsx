import { ActionIcon, Button, Progress, Tooltip } from '@mantine/core'
import { IconArrowUp, IconPlayerPause, IconPlayerPlay, IconStack2, IconTrash, IconX } from '@tabler/icons-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { QueueJob, QueueState } from '#shared/contract/sweeps.ts'
import { EmptyView } from '../../charts/EmptyView.tsx'
import { core } from '../../client/core-client.ts'
import { reportFailure } from '../../stores/report-failure.ts'
import { currentJob, doneCount, useSweepStore } from '../../stores/sweep-store.ts'
import { JobView } from './JobView.tsx'
import classes from './Queue.module.css'

/** Jobs that are trained, wait and are over; one of them with its trials. */
export function QueueView() {
  const { t } = useTranslation('runs')
  const queue = useSweepStore((state) => state.queue)
  const shownJob = useSweepStore((state) => state.shownJob)
  const load = useSweepStore((state) => state.load)
  useEffect(() => void load(), [load])
  if (!queue) return null
  if (queue.jobs.length === 0) {
    return <EmptyView icon={<IconStack2 size={36} stroke={1.4} />}>{t('queue.empty')}</EmptyView>
  }
  const job = queue.jobs.find(({ jobId }) => jobId === shownJob) ?? currentJob(queue) ?? queue.jobs.at(-1)
  return (
    <div className={classes.view} data-testid="queue-view">
      <nav className={classes.jobs} aria-label={t('queue.jobs')}>
        <Commands queue={queue} />
        <ul>
          {queue.jobs.map((each) => (
            <JobEntry key={each.jobId} job={each} isShown={each === job} />
          ))}
        </ul>
      </nav>
      {job ? <JobView key={job.jobId} job={job} /> : null}
    </div>
  )
}

const send = (call: Promise<void>) => void call.catch(reportFailure)

function Commands({ queue }: { queue: QueueState }) {
  const { t } = useTranslation('runs')
  const isWorking = currentJob(queue) !== null
  return (
    <header className={classes.commands}>
      {queue.isPaused ? (
        <Button
          size="compact-sm"
          leftSection={<IconPlayerPlay size={14} />}
          onClick={() => send(core.resumeQueue({}))}
          data-testid="queue-resume"
        >
          {t('queue.resume')}
        </Button>
      ) : (
        <Button
          size="compact-sm"
          variant="default"
          disabled={!isWorking}
          leftSection={<IconPlayerPause size={14} />}
          onClick={() => send(core.pauseQueue({}))}
          data-testid="queue-pause"
        >
          {t('queue.pause')}
        </Button>
      )}
      <Button
        size="compact-sm"
        variant="default"
        disabled={!isWorking}
        leftSection={<IconX size={14} />}
        onClick={() => send(core.cancelQueue({}))}
        data-testid="queue-cancel"
      >
        {t('queue.cancelAll')}
      </Button>
    </header>
  )
}

function JobEntry({ job, isShown }: { job: QueueJob; isShown: boolean }) {
  const { t } = useTranslation('runs')
  const showJob = useSweepStore((state) => state.showJob)
  const { jobId, state, trials } = job
  const done = doneCount(job)
  return (
    <li className={classes.job} aria-current={isShown} data-state={state} data-testid="queue-job">
      <button type="button" className={classes.open} onClick={() => showJob(jobId)}>
        <b>{job.name || t('app:untitled')}</b>
        <span className="loom-numbers">
          {t(`queue.state.${state}`)} · {done}/{trials.length}
        </span>
        <Progress
          className={classes.bar}
          value={(100 * done) / Math.max(1, trials.length)}
          size={3}
          aria-label={t('queue.progress')}
        />
      </button>
      <span className={classes.tools}>
        {state === 'waiting' ? (
          <Tool label={t('queue.first')} onClick={() => send(core.moveJob({ jobId, to: 0 }))} icon="first" />
        ) : null}
        {state === 'waiting' || state === 'working' ? (
          <Tool label={t('queue.cancel')} onClick={() => send(core.cancelJob({ jobId }))} icon="cancel" />
        ) : (
          <Tool label={t('queue.remove')} onClick={() => send(core.removeJob({ jobId }))} icon="remove" />
        )}
      </span>
    </li>
  )
}

const icons = { first: IconArrowUp, cancel: IconX, remove: IconTrash }

function Tool({ label, icon, onClick }: { label: string; icon: keyof typeof icons; onClick: () => void }) {
  const Icon = icons[icon]
  return (
    <Tooltip label={label}>
      <ActionIcon size="sm" variant="subtle" color="gray" onClick={onClick} aria-label={label}>
        <Icon size={14} />
      </ActionIcon>
    </Tooltip>
  )
}
