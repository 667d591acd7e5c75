import { CloseButton, MultiSelect, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Message } from '#shared/messages/message.ts'
import { findTarget, printTarget, printValue } from '#shared/sweep/axis-target.ts'
import { useDocumentStore } from '../../stores/document-store.ts'
import type { DraftAxis } from '../../stores/sweep-store.ts'
import { useMessageText } from '../../ui/describe.ts'
import classes from './Sweep.module.css'
import { useAxisName } from './use-axis-name.ts'

interface AxisFieldProps {
  axis: DraftAxis
  error: Message | null
  onText: (text: string) => void
  onRemove: () => void
}

/** The values of one axis: picked where there are few, else typed as a list or a range. */
export function AxisField({ axis: { target, text }, error, onText, onRemove }: AxisFieldProps) {
  const { t } = useTranslation('runs')
  const axisName = useAxisName()
  const wordMessage = useMessageText()
  const document = useDocumentStore((state) => state.document)
  const { control, current } = findTarget(document, target)
  const name = axisName(target, document)
  const options =
    control.control === 'choice' ? [...control.options] : control.control === 'switch' ? ['true', 'false'] : null
  const chosen = text.split(',').flatMap((part) => part.trim() || [])
  const common = {
    className: classes.values,
    'aria-label': name,
    size: 'xs' as const,
    error: error && text !== '' ? wordMessage(error) : undefined,
    'data-testid': `sweep-axis-${printTarget(target)}`,
  }
  return (
    <div className={classes.axis}>
      <div className={classes.axisName}>
        <b title={printTarget(target)}>{name}</b>
        <span>{t('sweep.now', { value: current === null ? '–' : printValue(current) })}</span>
        <CloseButton size="sm" onClick={onRemove} aria-label={t('sweep.removeAxis', { name })} />
      </div>
      {options ? (
        <MultiSelect {...common} data={options} value={chosen} onChange={(values) => onText(values.join(', '))} />
      ) : (
        <TextInput
          {...common}
          value={text}
          placeholder={t(control.control === 'pair' ? 'sweep.pairHint' : 'sweep.listHint')}
          onChange={({ currentTarget }) => onText(currentTarget.value)}
        />
      )}
    </div>
  )
}
