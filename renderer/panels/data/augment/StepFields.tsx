import { RangeSlider, Select, Slider } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type AugmentationField, type AugmentationStep, augmentationFields } from '#shared/document/augmentation.ts'
import { NumberField } from '../../training/NumberField.tsx'
import classes from './Augmentation.module.css'
import type { AugmentationEdit } from './use-augmentation-edit.ts'

interface StepFieldsProps {
  step: AugmentationStep
  place: number
  edit: Pick<AugmentationEdit, 'setStep' | 'endGesture'>
}

/** The settings of a step, from its description in the document. */
export function StepFields({ step, place, edit }: StepFieldsProps) {
  const fields = Object.entries(augmentationFields[step.kind]) as [string, AugmentationField][]
  const values = new Map<string, unknown>(Object.entries(step))
  return (
    <div className={classes.fields}>
      {fields.map(([name, field]) => (
        <StepField
          key={name}
          name={name}
          field={field}
          value={values.get(name)}
          testId={`augment-${place}-${name}`}
          onChange={(value) => edit.setStep(place, { [name]: value }, name)}
          onLeave={edit.endGesture}
        />
      ))}
    </div>
  )
}

interface FieldProps<Field> {
  name: string
  field: Field
  value: unknown
  testId: string
  onChange: (value: unknown) => void
  onLeave: () => void
}

function StepField(props: FieldProps<AugmentationField>) {
  const { field } = props
  switch (field.form) {
    case 'number':
      return <NumberSetting {...props} field={field} />
    case 'range':
      return <RangeSetting {...props} field={field} />
    case 'choice':
      return <ChoiceSetting {...props} field={field} />
  }
}

type FieldOf<Form extends AugmentationField['form']> = FieldProps<Extract<AugmentationField, { form: Form }>>

/** What sliders reach; further ends can be typed. */
const slidersReach: Record<string, number> = { padding: 64 }

/** A hundred places or so, of two digits behind the point. */
function placesOf({ min, max, isWhole }: { min: number; max: number; isWhole?: boolean }): number {
  return isWhole === true || max - min > 50 ? 1 : 0.01
}

/** Without the noise of binary fractions: 0.3, not 0.30000000000000004. */
const tidy = (value: number) => Number(value.toFixed(4))

function NumberSetting({ name, field, value, testId, onChange, onLeave }: FieldOf<'number'>) {
  const { t } = useTranslation('views')
  const { min, max, isWhole } = field
  const number = Number(value)
  const label = t(`augment.field.${name}`)
  return (
    <div className={classes.field}>
      <NumberField
        label={label}
        value={number}
        min={min}
        max={max}
        isWhole={isWhole}
        onChange={onChange}
        onLeave={onLeave}
        testId={testId}
      />
      <Slider
        size="xs"
        label={null}
        min={min}
        max={slidersReach[name] ?? max}
        step={placesOf(field)}
        value={number}
        onChange={(next) => onChange(tidy(next))}
        onChangeEnd={onLeave}
        thumbLabel={label}
      />
    </div>
  )
}

function RangeSetting({ name, field, value, testId, onChange, onLeave }: FieldOf<'range'>) {
  const { t } = useTranslation('views')
  const { min, max } = field
  const [from, to] = value as [number, number]
  const ends = { min, max, isWhole: false, onLeave }
  return (
    <div className={classes.field}>
      <div className={classes.pair}>
        <NumberField
          {...ends}
          label={t(`augment.field.${name}From`)}
          value={from}
          onChange={(next) => onChange([next, to])}
          testId={`${testId}-from`}
        />
        <NumberField
          {...ends}
          label={t('augment.field.to')}
          value={to}
          onChange={(next) => onChange([from, next])}
          testId={`${testId}-to`}
        />
      </div>
      <RangeSlider
        size="xs"
        label={null}
        min={min}
        max={max}
        step={placesOf(field)}
        minRange={0}
        value={[Math.min(from, to), Math.max(from, to)]}
        onChange={([low, high]) => onChange([tidy(low), tidy(high)])}
        onChangeEnd={onLeave}
        thumbFromLabel={t(`augment.field.${name}From`)}
        thumbToLabel={t('augment.field.to')}
      />
    </div>
  )
}

function ChoiceSetting({ name, field, value, testId, onChange }: FieldOf<'choice'>) {
  const { t } = useTranslation('views')
  return (
    <Select
      label={t(`augment.field.${name}`)}
      data={field.choices.map((choice) => ({ value: choice, label: t(`augment.${name}.${choice}`) }))}
      value={String(value)}
      onChange={(chosen) => chosen !== null && onChange(chosen)}
      allowDeselect={false}
      data-testid={testId}
    />
  )
}
