import { Select, Switch } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type KeptWeights, keptWeightChoices, type TrainingSettings, trainingSchema } from '#shared/document/schema.ts'
import { isHighGood } from '#shared/training/monitor.ts'
import { FieldLabel } from '../FieldLabel.tsx'
import { MonitorField } from '../MonitorField.tsx'
import { NumberField } from '../NumberField.tsx'
import classes from '../TrainingPanel.module.css'
import type { TrainingEdit } from '../use-training-edit.ts'

type EarlyStopping = NonNullable<TrainingSettings['earlyStopping']>
type StopAt = NonNullable<TrainingSettings['stopAt']>

/** What ends the run before its last epoch, and whose weights stay. */
export function EndingSection({ edit: { training, set, endGesture } }: { edit: TrainingEdit }) {
  const { t } = useTranslation('views')
  const { earlyStopping, stopAt, keptWeights } = training
  return (
    <>
      <Select
        label={t('training.keptWeights')}
        description={t('training.keptWeightsHint')}
        inputWrapperOrder={['label', 'input', 'error', 'description']}
        data={keptWeightChoices.map((value) => ({ value, label: t(`training.keptWeightsName.${value}`) }))}
        value={keptWeights}
        onChange={(chosen) => chosen !== null && set({ keptWeights: chosen as KeptWeights })}
        allowDeselect={false}
        data-testid="training-kept-weights"
      />
      <Switch
        label={<FieldLabel text={t('training.earlyStopping')} kerasName="EarlyStopping" />}
        description={t('training.earlyStoppingHint')}
        checked={earlyStopping !== null}
        onChange={(event) =>
          set({
            earlyStopping: event.currentTarget.checked
              ? trainingSchema.parse({ earlyStopping: {} }).earlyStopping
              : null,
          })
        }
        data-testid="training-early-stopping"
      />
      {earlyStopping ? (
        <EarlyStoppingFields
          value={earlyStopping}
          onChange={(next) => set({ earlyStopping: next })}
          onLeave={endGesture}
        />
      ) : null}
      <Switch
        label={t('training.stopAt')}
        description={t('training.stopAtHint')}
        checked={stopAt !== null}
        onChange={(event) =>
          set({ stopAt: event.currentTarget.checked ? trainingSchema.parse({ stopAt: {} }).stopAt : null })
        }
        data-testid="training-stop-at"
      />
      {stopAt ? <StopAtFields value={stopAt} onChange={(next) => set({ stopAt: next })} onLeave={endGesture} /> : null}
    </>
  )
}

interface FieldsProps<Value> {
  value: Value
  onChange: (value: Value) => void
  onLeave: () => void
}

function EarlyStoppingFields({ value, onChange, onLeave }: FieldsProps<EarlyStopping>) {
  const { t } = useTranslation('views')
  return (
    <>
      <MonitorField
        value={value.monitor}
        onChange={(monitor) => onChange({ ...value, monitor })}
        testId="early-monitor"
      />
      <div className={classes.pair}>
        <NumberField
          label={t('training.scheduleField.patience')}
          kerasName="patience"
          value={value.patience}
          min={1}
          max={100_000}
          isWhole
          onChange={(patience) => onChange({ ...value, patience })}
          onLeave={onLeave}
          testId="early-patience"
        />
        <NumberField
          label={t('training.scheduleField.minDelta')}
          kerasName="minDelta"
          value={value.minDelta}
          min={0}
          max={1000}
          isWhole={false}
          onChange={(minDelta) => onChange({ ...value, minDelta })}
          onLeave={onLeave}
          testId="early-min-delta"
        />
      </div>
    </>
  )
}

function StopAtFields({ value, onChange, onLeave }: FieldsProps<StopAt>) {
  const { t } = useTranslation('views')
  const isHigh = isHighGood(value.monitor)
  return (
    <>
      <MonitorField
        value={value.monitor}
        onChange={(monitor) => onChange({ ...value, monitor })}
        testId="stop-monitor"
      />
      <NumberField
        label={t(isHigh ? 'training.atLeast' : 'training.atMost')}
        hint={isHigh ? t('training.atLeastHint') : undefined}
        value={value.value}
        min={0}
        max={1e6}
        isWhole={false}
        onChange={(next) => onChange({ ...value, value: next })}
        onLeave={onLeave}
        testId="stop-value"
      />
    </>
  )
}
