import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FieldLabel } from '../FieldLabel.tsx'
import { parseEpochList } from './schedule-fields.ts'

interface EpochListFieldProps {
  value: readonly number[]
  onChange: (epochs: number[]) => void
  onLeave: () => void
}

/** Epochs in a row. What cannot be read stays visible with its error and changes nothing. */
export function EpochListField({ value, onChange, onLeave }: EpochListFieldProps) {
  const { t } = useTranslation('views')
  const [draft, setDraft] = useState<{ text: string; before: string } | null>(null)
  const shown = value.join(', ')
  const parsed = draft && parseEpochList(draft.text)
  // A draft is outlived when the value changes in another way, as by undo.
  const isCurrent = draft !== null && (parsed === null ? draft.before === shown : parsed.join(', ') === shown)
  const isWrong = isCurrent && parsed === null
  return (
    <TextInput
      label={<FieldLabel text={t('training.boundaries')} kerasName="boundaries" />}
      description={t('training.boundariesHint')}
      inputWrapperOrder={['label', 'input', 'error', 'description']}
      value={isCurrent ? draft.text : shown}
      onChange={({ currentTarget: { value: text } }) => {
        setDraft({ text, before: shown })
        const epochs = parseEpochList(text)
        if (epochs) onChange(epochs)
      }}
      onBlur={() => {
        if (!isWrong) setDraft(null)
        onLeave()
      }}
      error={isWrong ? t('training.needEpochs') : undefined}
      autoComplete="off"
      spellCheck={false}
      data-testid="schedule-boundaries"
    />
  )
}
