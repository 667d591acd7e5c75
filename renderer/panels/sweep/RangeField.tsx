import { SegmentedControl, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { LoomDocument } from '#shared/document/schema.ts'
import { findTarget, printValue } from '#shared/sweep/axis-target.ts'
import { listValues } from '#shared/sweep/axis-values.ts'
import type { Axis } from '#shared/sweep/sweep.ts'
import type { DraftAxis, DraftRange } from '../../stores/draft-axis.ts'
import { useMessageText } from '../../ui/describe.ts'
import type { AxisReading } from './read-axis.ts'
import classes from './Sweep.module.css'

interface RangeFieldProps {
  document: LoomDocument
  axis: DraftAxis
  reading: AxisReading
  /** Values come from anywhere between the ends. */
  isDrawn: boolean
  label: string
  testId: string
  onChange: (range: DraftRange) => void
}

/** Both ends, how many values, and how they are spread; the values that this makes. */
export function RangeField({ document, axis, reading, isDrawn, label, testId, onChange }: RangeFieldProps) {
  const { t } = useTranslation('runs')
  const wordMessage = useMessageText()
  const { range } = axis
  const field = (name: 'from' | 'to' | 'count') => {
    const problem = reading.range[name]
    return (
      <TextInput
        label={t(`sweep.range.${name}`)}
        aria-label={`${label}, ${t(`sweep.range.${name}`)}`}
        value={range[name]}
        error={problem ? wordMessage(problem) : undefined}
        inputMode="decimal"
        autoComplete="off"
        spellCheck={false}
        maxLength={24}
        onChange={({ currentTarget }) => onChange({ ...range, [name]: currentTarget.value })}
        data-testid={`${testId}-${name}`}
      />
    )
  }
  return (
    <>
      <div className={classes.range}>
        {field('from')}
        {field('to')}
        {isDrawn ? null : field('count')}
        <SegmentedControl
          className={classes.scale}
          aria-label={t('sweep.range.scale')}
          data={(['linear', 'log'] as const).map((value) => ({ value, label: t(`sweep.range.${value}`) }))}
          value={range.scale}
          onChange={(scale) => onChange({ ...range, scale: scale as DraftRange['scale'] })}
          data-testid={`${testId}-scale`}
        />
      </div>
      {reading.axis ? (
        <p className={`${classes.made} loom-numbers`} data-testid={`${testId}-made`}>
          {isDrawn ? t('sweep.range.drawn', { from: range.from, to: range.to }) : printAll(document, reading.axis)}
        </p>
      ) : null}
    </>
  )
}

const mostShown = 12

function printAll(document: LoomDocument, axis: Axis): string {
  const values = listValues(axis, findTarget(document, axis.target).control).map(printValue)
  if (values.length <= mostShown) return values.join(', ')
  return [...values.slice(0, mostShown - 1), '…', ...values.slice(-1)].join(', ')
}
