import { Button } from '@mantine/core'
import { IconFileText } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { mostReported, type RunDetails } from '#shared/contract/records.ts'
import { core } from '../../client/core-client.ts'
import { shell } from '../../client/shell-client.ts'
import { useLocale } from '../../i18n/use-locale.ts'
import { reportFailure } from '../../stores/report-failure.ts'
import { useShellStore } from '../../stores/shell-store.ts'

/** Writes all that is known of the runs into a page or a PDF. */
export function SaveReport({ runs }: { runs: readonly Pick<RunDetails, 'runId' | 'name'>[] }) {
  const { t } = useTranslation('runs')
  const locale = useLocale()
  const [isSaving, setSaving] = useState(false)
  const isTooMany = runs.length > mostReported
  const names = runs.map(({ name }) => name || t('app:untitled'))
  const name = runs.length === 1 ? (names[0] ?? '') : t('reportName', { names: [...new Set(names)].join(', ') })
  const save = async () => {
    setSaving(true)
    try {
      const { html } = await core.runReport({ runIds: runs.map(({ runId }) => runId), locale })
      const saved = await shell.saveReport({ html, name })
      if (!saved) return
      const { path } = saved
      useShellStore
        .getState()
        .notify({ tone: 'info', content: { textKey: 'runs:reportSaved', values: { path } }, folder: path })
    } finally {
      setSaving(false)
    }
  }
  return (
    <Button
      variant="default"
      leftSection={<IconFileText size={14} />}
      loading={isSaving}
      disabled={isTooMany}
      title={isTooMany ? t('reportTooMany', { most: mostReported }) : t('saveReportHint')}
      onClick={() => void save().catch(reportFailure)}
      data-testid="save-report"
    >
      {t('saveReport')}
    </Button>
  )
}
