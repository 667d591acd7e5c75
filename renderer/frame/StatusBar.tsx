import { IconAlertTriangle, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { formatBytes } from '#shared/graph/memory.ts'
import { useLocale } from '../i18n/use-locale.ts'
import { useCheckedGraph, useDocumentStore } from '../stores/document-store.ts'
import { useRunStore } from '../stores/run-store.ts'
import { useShellStore } from '../stores/shell-store.ts'
import { useMessageText } from '../ui/describe.ts'
import { formatCount, formatSi } from '../ui/format.ts'
import { listProblems } from '../ui/severity.ts'
import { QueueBadge } from './QueueBadge.tsx'
import classes from './StatusBar.module.css'

/** Totals of the drawing, what is wrong with it, and what the training runs on. */
export function StatusBar() {
  const { t } = useTranslation()
  const locale = useLocale()
  const { totals } = useCheckedGraph()
  const layerCount = useDocumentStore(({ document }) => document.nodes.length)
  return (
    <footer className={classes.bar}>
      <span>{t('status.layers', { count: layerCount, number: formatCount(layerCount, locale) })}</span>
      <span title={t('status.trainable', { number: formatCount(totals.trainableParameters, locale) })}>
        {t('status.parametersBefore')}
        <b data-testid="status-parameters">{formatCount(totals.parameters, locale)}</b>
        {t('status.parametersAfter')}
      </span>
      <span title={t('status.flopsHint')}>{formatSi(totals.flops, 'FLOPs')}</span>
      <span title={t('status.memoryHint')}>{t('status.memory', { size: formatBytes(totals.trainingBytes) })}</span>
      <Problems />
      <span className={classes.spring} />
      <QueueBadge />
      <Device />
    </footer>
  )
}

function Problems() {
  const { t } = useTranslation()
  const problems = listProblems(useCheckedGraph().diagnostics)
  const showDock = useShellStore((state) => state.showDock)
  const hasError = problems.some(({ severity }) => severity === 'error')
  return (
    <button
      type="button"
      className={classes.problems}
      data-severity={problems.length === 0 ? 'none' : hasError ? 'error' : 'warning'}
      data-testid="status-problems"
      onClick={() => showDock('problems')}
    >
      {problems.length === 0 ? <IconCircleCheck size={14} /> : <IconAlertTriangle size={14} />}
      {t('status.problems', { count: problems.length })}
    </button>
  )
}

function Device() {
  const { t } = useTranslation()
  const locale = useLocale()
  const device = useRunStore(({ run }) => run?.device ?? null)
  const notice = useRunStore(({ run }) => run?.notice ?? null)
  const messageText = useMessageText()
  const speed = useRunStore(({ run }) => Math.round(run?.progress?.imagesPerSecond ?? 0))
  return (
    <>
      {device && (
        <span className={classes.device} data-testid="status-device">
          {device.engine} · {device.name}
        </span>
      )}
      {notice && (
        <span className={classes.notice} title={messageText(notice)} data-testid="status-device-notice">
          <IconInfoCircle size={13} />
          <span>{messageText(notice)}</span>
        </span>
      )}
      {speed > 0 && <span>{t('status.speed', { number: formatCount(speed, locale) })}</span>}
      <span title={t('status.localHint')}>{t('status.local')}</span>
    </>
  )
}
