import { Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type Monitor, monitors } from '#shared/document/schedules.ts'
import { FieldLabel } from './FieldLabel.tsx'

interface MonitorFieldProps {
  value: Monitor
  onChange: (monitor: Monitor) => void
  testId: string
}

export function MonitorField({ value, onChange, testId }: MonitorFieldProps) {
  const { t } = useTranslation('views')
  return (
    <Select
      label={<FieldLabel text={t('training.monitor')} kerasName="monitor" />}
      data={monitors.map((each) => ({ value: each, label: t(`training.monitorName.${each}`) }))}
      value={value}
      onChange={(monitor) => monitor !== null && onChange(monitor as Monitor)}
      allowDeselect={false}
      data-testid={testId}
    />
  )
}
