import { Select, Switch } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type Schedule, type ScheduleKind, scheduleKinds } from '#shared/document/schedules.ts'
import { FieldLabel } from '../FieldLabel.tsx'
import { MonitorField } from '../MonitorField.tsx'
import { NumberField } from '../NumberField.tsx'
import classes from '../TrainingPanel.module.css'
import type { TrainingEdit } from '../use-training-edit.ts'
import { EpochListField } from './EpochListField.tsx'
import { RateFinder } from './RateFinder.tsx'
import { ScheduleCurve } from './ScheduleCurve.tsx'
import { scheduleFields, scheduleLimits, setScheduleField, switchSchedule } from './schedule-fields.ts'

interface ScheduleSectionProps {
  edit: TrainingEdit
  /** Steps in an epoch, where the data are known. */
  steps: number | undefined
}

/** How the learning rate goes along the run, with its curve before any step is taken. */
export function ScheduleSection({ edit, steps }: ScheduleSectionProps) {
  const { t } = useTranslation('views')
  const { training, set, endGesture } = edit
  const { schedule } = training
  return (
    <>
      <Select
        label={t('training.schedule')}
        description={t(`training.scheduleHint.${schedule.kind}`)}
        inputWrapperOrder={['label', 'input', 'error', 'description']}
        data={scheduleKinds.map((value) => ({ value, label: t(`training.scheduleName.${value}`) }))}
        value={schedule.kind}
        onChange={(kind) => kind !== null && set({ schedule: switchSchedule(kind as ScheduleKind, training) })}
        allowDeselect={false}
        maxDropdownHeight={320}
        data-testid="training-schedule"
      />
      <ScheduleFields schedule={schedule} change={(next) => set({ schedule: next })} endGesture={endGesture} />
      <NumberField
        label={t('training.warmupEpochs')}
        hint={t('training.warmupHint')}
        value={training.warmupEpochs}
        min={0}
        max={1000}
        isWhole={false}
        onChange={(warmupEpochs) => set({ warmupEpochs })}
        onLeave={endGesture}
        testId="training-warmup"
      />
      {schedule.kind === 'constant' && training.warmupEpochs === 0 ? null : (
        <ScheduleCurve training={training} steps={steps} />
      )}
      <RateFinder edit={edit} />
    </>
  )
}

interface ScheduleFieldsProps {
  schedule: Schedule
  change: (schedule: Schedule) => void
  endGesture: () => void
}

function ScheduleFields({ schedule, change, endGesture }: ScheduleFieldsProps) {
  const { t } = useTranslation('views')
  return (
    <>
      {schedule.kind === 'piecewise' ? (
        <EpochListField
          value={schedule.boundaries}
          onChange={(boundaries) => change({ ...schedule, boundaries })}
          onLeave={endGesture}
        />
      ) : null}
      {schedule.kind === 'plateau' ? (
        <MonitorField
          value={schedule.monitor}
          onChange={(monitor) => change({ ...schedule, monitor })}
          testId="schedule-monitor"
        />
      ) : null}
      <div className={classes.pair}>
        {scheduleFields(schedule).map(({ name, value }) => (
          <NumberField
            key={`${schedule.kind}.${name}`}
            label={t(`training.scheduleField.${name}`)}
            kerasName={name}
            value={value}
            {...scheduleLimits[name]}
            onChange={(next) => change(setScheduleField(schedule, name, next))}
            onLeave={endGesture}
            testId={`schedule-${name}`}
          />
        ))}
      </div>
      {schedule.kind === 'exponential' ? (
        <Switch
          label={<FieldLabel text={t('training.staircase')} kerasName="staircase" />}
          checked={schedule.staircase}
          onChange={(event) => change({ ...schedule, staircase: event.currentTarget.checked })}
          data-testid="schedule-staircase"
        />
      ) : null}
    </>
  )
}
