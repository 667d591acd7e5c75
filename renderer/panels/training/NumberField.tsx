import { TextInput } from '@mantine/core'
import { type KeyboardEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../charts/use-formats.ts'
import { FieldLabel } from './FieldLabel.tsx'
import { type NumberLimits, parseNumber } from './parse-number.ts'

export interface NumberFieldProps extends NumberLimits {
  label: string
  /** Keras's name, shown small. */
  kerasName?: string
  hint?: ReactNode
  value: number
  /** Gets valid numbers only, while they are typed. */
  onChange: (value: number) => void
  /** The field was left. */
  onLeave: () => void
  testId: string
}

/** A number that is typed. What is no valid number stays visible with its error and changes nothing. */
export function NumberField(props: NumberFieldProps) {
  const { label, kerasName, hint, value, min, max, isWhole, onChange, onLeave, testId } = props
  const { t } = useTranslation('views')
  const { integer, real } = useFormats()
  const [draft, setDraft] = useState<{ text: string; before: number } | null>(null)
  const parse = (text: string) => parseNumber(text, { min, max, isWhole })

  // A draft is outlived when the value changes in another way, as by undo.
  const parsed = draft && parse(draft.text)
  const isCurrent = draft !== null && (parsed === null ? draft.before === value : parsed === value)
  const text = isCurrent ? draft.text : String(value)
  const isWrong = isCurrent && parsed === null
  const type = (typed: string) => {
    setDraft({ text: typed, before: value })
    const next = parse(typed)
    if (next !== null && next !== value) onChange(next)
  }
  const leave = () => {
    if (!isWrong) setDraft(null)
    onLeave()
  }
  const step = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0
    if (by === 0 || !isWhole) return
    event.preventDefault()
    type(String(Math.min(max, Math.max(min, value + by))))
  }
  const limits = isWhole ? { min: integer(min), max: integer(max) } : { min: real(min), max: real(max) }
  return (
    <TextInput
      label={<FieldLabel text={label} kerasName={kerasName} />}
      description={hint}
      inputWrapperOrder={['label', 'input', 'error', 'description']}
      value={text}
      onChange={(event) => type(event.currentTarget.value)}
      onBlur={leave}
      onKeyDown={step}
      error={isWrong ? t(isWhole ? 'training.needWhole' : 'training.needReal', limits) : undefined}
      inputMode={isWhole ? 'numeric' : 'decimal'}
      autoComplete="off"
      spellCheck={false}
      data-testid={testId}
    />
  )
}
