import { ActionIcon, Button, Tooltip } from '@mantine/core'
import { IconAdjustments } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { AxisTarget } from '#shared/sweep/sweep.ts'
import { useSweepStore } from '../../stores/sweep-store.ts'

/** Opens the sweep of the drawing. */
export function VaryButton() {
  const { t } = useTranslation('runs')
  const vary = useSweepStore((state) => state.vary)
  return (
    <Button
      size="xs"
      variant="default"
      leftSection={<IconAdjustments size={14} />}
      title={t('sweep.openHint')}
      onClick={() => vary()}
      data-testid="training-vary"
    >
      {t('sweep.open')}
    </Button>
  )
}

/** Opens it with this parameter among what is varied. */
export function VaryParameter({ target, testId }: { target: AxisTarget; testId: string }) {
  const { t } = useTranslation('runs')
  const vary = useSweepStore((state) => state.vary)
  const label = t('sweep.varyParameter')
  return (
    <Tooltip label={label}>
      <ActionIcon
        size={18}
        variant="subtle"
        color="gray"
        onClick={() => vary(target)}
        aria-label={label}
        data-testid={testId}
      >
        <IconAdjustments size={13} />
      </ActionIcon>
    </Tooltip>
  )
}
