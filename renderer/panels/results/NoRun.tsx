import { Button } from '@mantine/core'
import { IconFolderOpen } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyView } from '../../charts/EmptyView.tsx'
import { useShellStore } from '../../stores/shell-store.ts'

/** What will be here once a network is trained, and the way to those that were trained before. */
export function NoRun({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  const { t } = useTranslation('views')
  const toRuns = (
    <Button
      variant="default"
      size="xs"
      leftSection={<IconFolderOpen size={14} />}
      onClick={() => useShellStore.getState().showPage('runs')}
      data-testid="to-runs"
    >
      {t('run.openTrained')}
    </Button>
  )
  return (
    <EmptyView icon={icon} action={toRuns}>
      {children}
    </EmptyView>
  )
}
