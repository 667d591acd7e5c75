import { NativeSelect, SegmentedControl, Switch } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { LoomNode } from '#shared/document/schema.ts'
import type { Parameter } from '#shared/layers/parameters.ts'
import { setParameter } from '../../stores/edits.ts'
import classes from './Inspector.module.css'
import { ListField } from './ListField.tsx'
import { NumberField } from './NumberField.tsx'
import { PartsField } from './PartsField.tsx'

export interface ParameterFieldProps {
  nodeId: string
  name: string
  parameter: Parameter<unknown>
  /** As stored: it need not fit. */
  value: LoomNode['parameters'][string] | undefined
  hasError: boolean
  label: string
}

/** The control for one parameter, chosen by its table. */
export function ParameterField(props: ParameterFieldProps) {
  const { nodeId, name, parameter, label, hasError } = props
  const { control } = parameter
  const value = props.value === undefined ? parameter.initial : props.value
  const testId = `param-${name}`
  switch (control.control) {
    case 'integer':
    case 'real':
      return (
        <NumberField
          {...{ value, label, hasError, testId }}
          min={control.min}
          max={control.max}
          step={control.control === 'real' ? control.step : 1}
          isWhole={control.control === 'integer'}
          onChange={(next, gesture) => setParameter(nodeId, name, next, gesture)}
        />
      )
    case 'pair':
    case 'size':
      return (
        <PartsField
          {...{ value, label, hasError, testId }}
          initial={parameter.initial as readonly unknown[]}
          min={control.min}
          max={control.max}
          onChange={(next, gesture) => setParameter(nodeId, name, next as LoomNode['parameters'][string], gesture)}
        />
      )
    case 'frame':
      return (
        <PartsField
          {...{ value: flatten(value), label, hasError, testId }}
          initial={flatten(parameter.initial)}
          partNames={['top', 'bottom', 'left', 'right']}
          min={control.min}
          max={control.max}
          onChange={([top, bottom, left, right], gesture) =>
            setParameter(
              nodeId,
              name,
              [
                [top, bottom],
                [left, right],
              ] as LoomNode['parameters'][string],
              gesture,
            )
          }
        />
      )
    case 'list':
      return (
        <ListField
          {...{ value, label, hasError, testId }}
          onChange={(next, gesture) => setParameter(nodeId, name, next, gesture)}
        />
      )
    case 'choice':
      return <ChoiceField {...props} options={control.options} value={value} testId={testId} />
    case 'switch':
      return <SwitchField {...props} value={value} testId={testId} />
  }
}

/** `[[1, 2], [3, 4]]` in one row; a lone value stands for all four. */
function flatten(value: unknown): unknown[] {
  return Array.isArray(value) ? value.flat() : [value, value, value, value]
}

type OwnValue = Omit<ParameterFieldProps, 'value'> & { value: unknown; testId: string }

/** Few options lie side by side, more in a list. A stored value that is no option is kept and shown. */
function ChoiceField({
  nodeId,
  name,
  label,
  hasError,
  value,
  testId,
  options,
}: OwnValue & { options: readonly string[] }) {
  const isKnown = typeof value === 'string' && options.includes(value)
  if (options.length <= 3 && isKnown) {
    return (
      <SegmentedControl
        fullWidth
        aria-label={label}
        data-testid={testId}
        data={[...options]}
        value={value}
        onChange={(next) => setParameter(nodeId, name, next)}
      />
    )
  }
  return (
    <NativeSelect
      aria-label={label}
      data-testid={testId}
      size="xs"
      error={hasError}
      data={isKnown ? [...options] : [JSON.stringify(value), ...options]}
      value={isKnown ? value : JSON.stringify(value)}
      onChange={(event) => {
        const next = event.currentTarget.value
        if (options.includes(next)) setParameter(nodeId, name, next)
      }}
    />
  )
}

function SwitchField({ nodeId, name, label, value, testId }: OwnValue) {
  const { t } = useTranslation()
  return (
    <Switch
      className={classes.switch}
      aria-label={label}
      data-testid={testId}
      checked={value === true}
      label={t(value === true ? 'inspector.on' : 'inspector.off')}
      onChange={(event) => setParameter(nodeId, name, event.currentTarget.checked)}
    />
  )
}
