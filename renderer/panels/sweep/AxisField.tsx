import { CloseButton, SegmentedControl } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { findTarget, printTarget } from '#shared/sweep/axis-target.ts'
import { useDocumentStore } from '../../stores/document-store.ts'
import type { DraftAxis } from '../../stores/draft-axis.ts'
import { ChoiceField } from './ChoiceField.tsx'
import { RangeField } from './RangeField.tsx'
import { type AxisReading, hasRange } from './read-axis.ts'
import classes from './Sweep.module.css'
import { useAxisName } from './use-axis-name.ts'
import { useValueText } from './use-value-text.ts'
import { ValuesField } from './ValuesField.tsx'

interface AxisFieldProps {
  axis: DraftAxis
  reading: AxisReading
  /** Ranges are drawn from. */
  isDrawn: boolean
  onChange: (axis: DraftAxis) => void
  onRemove: () => void
}

/** The values of one axis, asked for as its parameter wants: checks for choices and switches, a list or a range for numbers. */
export function AxisField({ axis, reading, isDrawn, onChange, onRemove }: AxisFieldProps) {
  const { t } = useTranslation('runs')
  const axisName = useAxisName()
  const valueText = useValueText()
  const document = useDocumentStore((state) => state.document)
  const { target, form } = axis
  const { control, current } = findTarget(document, target)
  const label = axisName(target, document)
  const testId = `sweep-axis-${printTarget(target)}`
  const change = (part: Partial<DraftAxis>) => onChange({ ...axis, ...part })
  const options = control.control === 'choice' ? control.options : control.control === 'switch' ? switchSides : null
  return (
    <div className={classes.axis}>
      <div className={classes.axisName}>
        <b title={printTarget(target)}>{label}</b>
        <span>{t('sweep.now', { value: current === null ? '–' : valueText(target, current) })}</span>
        {hasRange(control) ? (
          <SegmentedControl
            aria-label={t('sweep.form.label', { name: label })}
            data={(['list', 'range'] as const).map((value) => ({ value, label: t(`sweep.form.${value}`) }))}
            value={form}
            onChange={(value) => change({ form: value as DraftAxis['form'] })}
            data-testid={`${testId}-form`}
          />
        ) : null}
        <CloseButton size="sm" onClick={onRemove} aria-label={t('sweep.removeAxis', { name: label })} />
      </div>
      {options ? (
        <ChoiceField
          {...{ target, options, label, testId }}
          isSwitch={control.control === 'switch'}
          values={axis.values}
          onChange={(values) => change({ values })}
        />
      ) : form === 'range' ? (
        <RangeField {...{ document, axis, reading, isDrawn, label, testId }} onChange={(range) => change({ range })} />
      ) : (
        <ValuesField {...{ axis, control, reading, label, testId }} onChange={change} />
      )}
    </div>
  )
}

const switchSides = ['false', 'true']
