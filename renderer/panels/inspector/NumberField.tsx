import { TextInput } from '@mantine/core'
import { useId, useState } from 'react'
import { useDocumentStore } from '../../stores/document-store.ts'
import classes from './Inspector.module.css'
import { readNumber, showValue, stepNumber } from './read-number.ts'

export interface NumberFieldProps {
  value: unknown
  min: number
  max: number
  step: number
  isWhole: boolean
  hasError: boolean
  label: string
  testId: string
  /** Called with a number, or with the text that is none; `gesture` joins what is typed in one go to one undo step. */
  onChange: (value: number | string, gesture: string) => void
  unit?: string
}

/** A number that people type. Good ones take effect while they are typed; others when the field is left, and stay in view. */
export function NumberField(props: NumberFieldProps) {
  const { value, min, max, isWhole, onChange } = props
  const gesture = useId()
  const [draft, setDraft] = useState<{ text: string; of: unknown } | null>(null)
  const endGesture = useDocumentStore((state) => state.endGesture)
  // A draft stands for the value that it made; undo or a remedy changes the value, and the draft is void.
  const text = draft && Object.is(draft.of, value) ? draft.text : showValue(value)

  const commit = (typed: string, isFinal: boolean) => {
    const next = readNumber(typed)
    const isGood = typeof next === 'number' && next >= min && next <= max && (!isWhole || Number.isInteger(next))
    const takesEffect = isGood || (isFinal && typed !== showValue(value))
    if (takesEffect) onChange(next, gesture)
    setDraft({ text: typed, of: takesEffect ? next : value })
  }
  const finish = () => {
    if (draft) commit(text, true)
    setDraft(null)
    endGesture()
  }
  return (
    <TextInput
      className={classes.number}
      data-document-field
      data-testid={props.testId}
      aria-label={props.label}
      inputMode={isWhole ? 'numeric' : 'decimal'}
      autoComplete="off"
      spellCheck={false}
      maxLength={40}
      value={text}
      error={props.hasError}
      rightSection={props.unit ? <span className={classes.unit}>{props.unit}</span> : null}
      rightSectionWidth={props.unit ? 22 : 0}
      onFocus={(event) => {
        endGesture()
        event.target.select()
      }}
      onChange={(event) => commit(event.currentTarget.value, false)}
      onBlur={finish}
      onKeyDown={(event) => {
        if (event.key === 'Enter') finish()
        if (event.key === 'Escape') setDraft(null)
        if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
        event.preventDefault()
        const step = props.step * (event.shiftKey ? 10 : 1)
        onChange(stepNumber(value, event.key === 'ArrowUp' ? 1 : -1, { min, max, step }), gesture)
        setDraft(null)
      }}
    />
  )
}
