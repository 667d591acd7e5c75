import { Pill, PillsInput } from '@mantine/core'
import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Control } from '#shared/layers/parameters.ts'
import type { DraftAxis } from '../../stores/draft-axis.ts'
import { useMessageText } from '../../ui/describe.ts'
import type { AxisReading } from './read-axis.ts'
import classes from './Sweep.module.css'
import { addValues, splitTyped } from './split-typed.ts'

interface ValuesFieldProps {
  axis: DraftAxis
  control: Control
  reading: AxisReading
  label: string
  testId: string
  onChange: (change: Partial<DraftAxis>) => void
}

/** Values that are typed or pasted one after the other; those that cannot be are marked, and the first of them is explained. */
export function ValuesField({ axis, control, reading: { refused }, label, testId, onChange }: ValuesFieldProps) {
  const { t } = useTranslation('runs')
  const wordMessage = useMessageText()
  const { values, typed } = axis
  const [problem] = refused.values()
  const type = (text: string) => {
    const split = splitTyped(text, control)
    onChange({ values: addValues(values, split.values), typed: split.rest })
  }
  const finish = () => {
    if (typed.trim() !== '') onChange({ values: addValues(values, [typed.trim()]), typed: '' })
  }
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Enter') {
      event.preventDefault()
      finish()
    }
    const last = values.at(-1)
    if (event.key !== 'Backspace' || typed !== '' || last === undefined) return
    // It can be mended where it stands.
    event.preventDefault()
    onChange({ values: values.slice(0, -1), typed: last })
  }
  return (
    <PillsInput size="xs" error={problem ? wordMessage(problem) : undefined}>
      <Pill.Group gap={4}>
        {values.map((value) => (
          <Pill
            key={value}
            size="sm"
            withRemoveButton
            className={classes.pill}
            data-refused={refused.has(value) || undefined}
            onRemove={() => onChange({ values: values.filter((each) => each !== value) })}
            removeButtonProps={{ 'aria-label': t('sweep.removeValue', { value }), tabIndex: 0 }}
            data-testid="sweep-value"
          >
            {value}
          </Pill>
        ))}
        <PillsInput.Field
          className={classes.typed}
          value={typed}
          aria-label={label}
          aria-invalid={problem !== undefined}
          placeholder={values.length === 0 ? t(`sweep.example.${exampleFor(control)}`) : t('sweep.another')}
          autoComplete="off"
          spellCheck={false}
          onChange={({ currentTarget }) => type(currentTarget.value)}
          onKeyDown={press}
          onBlur={finish}
          data-testid={testId}
        />
      </Pill.Group>
    </PillsInput>
  )
}

function exampleFor({ control }: Control): 'integer' | 'real' | 'pair' | 'frame' | 'list' {
  return control === 'integer' || control === 'real' || control === 'pair' || control === 'frame' ? control : 'list'
}
