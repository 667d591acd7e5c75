import { IconStack2 } from '@tabler/icons-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { doneCount, useSweepStore } from '../stores/sweep-store.ts'
import classes from './StatusBar.module.css'

/** How far the queue is, on every page; nothing while nothing is queued. */
export function QueueBadge() {
  const { t } = useTranslation('runs')
  const queue = useSweepStore((state) => state.queue)
  const load = useSweepStore((state) => state.load)
  const showQueue = useSweepStore((state) => state.showQueue)
  useEffect(() => void load(), [load])
  const waiting = queue?.jobs.filter(({ state }) => state === 'working' || state === 'waiting') ?? []
  if (waiting.length === 0) return null
  const done = waiting.reduce((sum, job) => sum + doneCount(job), 0)
  const count = waiting.reduce((sum, { trials }) => sum + trials.length, 0)
  return (
    <button
      type="button"
      className={classes.queue}
      title={t('queue.badgeHint')}
      onClick={() => showQueue(true)}
      data-testid="status-queue"
    >
      <IconStack2 size={14} />
      {queue?.isPaused ? t('queue.badgePaused', { done, count }) : t('queue.badge', { done, count })}
    </button>
  )
}
