import { Chip } from '@mantine/core'
import type { AxisTarget } from '#shared/sweep/sweep.ts'
import classes from './Sweep.module.css'
import { useValueText } from './use-value-text.ts'

interface ChoiceFieldProps {
  target: AxisTarget
  /** All there are; of a switch `false` and `true`. */
  options: readonly string[]
  isSwitch: boolean
  values: readonly string[]
  label: string
  testId: string
  onChange: (values: string[]) => void
}

/** All that a parameter can be, each to be checked. */
export function ChoiceField({ target, options, isSwitch, values, label, testId, onChange }: ChoiceFieldProps) {
  const valueText = useValueText()
  // In the order of the options, whichever was checked first.
  const change = (checked: string[]) => onChange(options.filter((option) => checked.includes(option)))
  return (
    <fieldset className={classes.choices} aria-label={label} data-testid={testId}>
      <Chip.Group multiple value={[...values]} onChange={change}>
        {options.map((option) => (
          <Chip key={option} value={option} size="xs" data-testid={`${testId}-${option}`}>
            {valueText(target, isSwitch ? option === 'true' : option)}
          </Chip>
        ))}
      </Chip.Group>
    </fieldset>
  )
}
