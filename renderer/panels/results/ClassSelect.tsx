import { Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ClassName } from '#shared/contract/data.ts'
import { useFormats } from '../../charts/use-formats.ts'

/** More than are found at a glance. */
const few = 12

interface ClassSelectProps {
  names: readonly ClassName[]
  /** Null for none. */
  label: number | null
  onChoose: (label: number) => void
  /** What the class is of; shown where none is chosen. */
  title: string
  /** Where it says more than the title. */
  hint?: string
  className?: string | undefined
  testId: string
}

/** One of the classes; where there are many, found by typing a part of its name. */
export function ClassSelect({ names, label, onChoose, title, hint, className, testId }: ClassSelectProps) {
  const { t } = useTranslation('views')
  const formats = useFormats()
  return (
    <Select
      className={className}
      data={names.map((name, index) => ({ value: String(index), label: formats.className(name) }))}
      value={label === null ? null : String(label)}
      onChange={(value) => value !== null && onChoose(Number(value))}
      allowDeselect={false}
      searchable={names.length > few}
      nothingFoundMessage={t('noClass')}
      // Names of classes are often longer than the field.
      comboboxProps={{ width: 'max-content', position: 'bottom-start' }}
      placeholder={title}
      aria-label={title}
      title={hint}
      data-testid={testId}
    />
  )
}
