import { TextInput } from '@mantine/core'
import { useId, useState } from 'react'
import { useDocumentStore } from '../../stores/document-store.ts'
import { readList, showList } from './read-number.ts'

interface ListFieldProps {
  value: unknown
  hasError: boolean
  label: string
  testId: string
  onChange: (value: (number | string)[], gesture: string) => void
}

/** Whole numbers with commas between them. The list takes effect when the field is left, whatever it holds. */
export function ListField({ value, hasError, label, testId, onChange }: ListFieldProps) {
  const gesture = useId()
  const [draft, setDraft] = useState<string | null>(null)
  const endGesture = useDocumentStore((state) => state.endGesture)
  const finish = () => {
    if (draft !== null && draft !== showList(value)) onChange(readList(draft), gesture)
    setDraft(null)
    endGesture()
  }
  return (
    <TextInput
      data-document-field
      data-testid={testId}
      aria-label={label}
      autoComplete="off"
      spellCheck={false}
      maxLength={60}
      value={draft ?? showList(value)}
      error={hasError}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={finish}
      onKeyDown={(event) => {
        if (event.key === 'Enter') finish()
        if (event.key === 'Escape') setDraft(null)
      }}
    />
  )
}
