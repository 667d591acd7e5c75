import { Select, Switch } from '@mantine/core'
import { IconInfoCircle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { type OptimizerKind, optimizerKinds } from '#shared/document/optimizers.ts'
import { type LossName, lossNames, type TrainingSettings } from '#shared/document/schema.ts'
import { useFormats } from '../../charts/use-formats.ts'
import { useDataStore } from '../../stores/data-store.ts'
import { isActive, useRunStore } from '../../stores/run-store.ts'
import { VaryButton } from '../sweep/VaryButton.tsx'
import { AdvancedFields } from './AdvancedFields.tsx'
import { EngineField } from './EngineField.tsx'
import { EndingSection } from './ending/EndingSection.tsx'
import { FieldLabel } from './FieldLabel.tsx'
import { InitialWeights } from './InitialWeights.tsx'
import { NumberField } from './NumberField.tsx'
import { optimizerFields, optimizerLimits, setOptimizerField, switchOptimizer } from './optimizer-fields.ts'
import { ScheduleSection } from './schedule/ScheduleSection.tsx'
import classes from './TrainingPanel.module.css'
import { type TrainingEdit, useTrainingEdit } from './use-training-edit.ts'

/** How the network is trained. */
export function TrainingPanel() {
  const { t } = useTranslation('views')
  const edit = useTrainingEdit()
  const isTraining = useRunStore(({ run }) => run !== null && isActive(run.state))
  return (
    <div className={classes.root}>
      {isTraining ? (
        <p className={classes.frozen}>
          <IconInfoCircle className={classes.frozenIcon} size={15} />
          {t('training.frozen')}
        </p>
      ) : null}
      <InitialWeights />
      <VaryButton />
      <Schedule edit={edit} />
      <Learning edit={edit} />
      <Rate edit={edit} />
      <Ending edit={edit} />
      <Pictures edit={edit} />
      <Device edit={edit} />
    </div>
  )
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={classes.section}>
      <h3 className={classes.title}>{title}</h3>
      {children}
    </section>
  )
}

function Schedule({ edit: { training, set, endGesture } }: { edit: TrainingEdit }) {
  const { t } = useTranslation('views')
  const steps = useStepsPerEpoch(training)
  return (
    <Section title={t('training.section.schedule')}>
      <div className={classes.pair}>
        <NumberField
          label={t('training.epochs')}
          value={training.epochs}
          min={1}
          max={100_000}
          isWhole
          onChange={(epochs) => set({ epochs })}
          onLeave={endGesture}
          testId="training-epochs"
        />
        <NumberField
          label={t('training.batchSize')}
          hint={steps === undefined ? undefined : t('training.stepsPerEpoch', { count: steps })}
          value={training.batchSize}
          min={1}
          max={65_536}
          isWhole
          onChange={(batchSize) => set({ batchSize })}
          onLeave={endGesture}
          testId="training-batch-size"
        />
      </div>
    </Section>
  )
}

function Learning({ edit: { training, set, endGesture } }: { edit: TrainingEdit }) {
  const { t } = useTranslation('views')
  const { optimizer } = training
  return (
    <Section title={t('training.section.learning')}>
      <Select
        label={t('training.loss')}
        data={lossNames.map((value) => ({ value, label: t(`training.lossName.${value}`) }))}
        value={training.loss}
        onChange={(loss) => loss !== null && set({ loss: loss as LossName })}
        allowDeselect={false}
        data-testid="training-loss"
      />
      <Select
        label={t('training.optimizer')}
        data={optimizerKinds.map((value) => ({ value, label: t(`training.optimizerName.${value}`) }))}
        value={optimizer.kind}
        onChange={(kind) => kind !== null && set({ optimizer: switchOptimizer(optimizer, kind as OptimizerKind) })}
        allowDeselect={false}
        maxDropdownHeight={320}
        data-testid="training-optimizer"
      />
      <div className={classes.pair}>
        {optimizerFields(optimizer).map(({ name, value }) => (
          <NumberField
            key={`${optimizer.kind}.${name}`}
            label={t(`training.${name}`)}
            kerasName={name}
            value={value}
            {...optimizerLimits[name]}
            onChange={(next) => set({ optimizer: setOptimizerField(optimizer, name, next) })}
            onLeave={endGesture}
            testId={`training-${name}`}
          />
        ))}
      </div>
      {optimizer.kind === 'momentum' ? (
        <Switch
          label={<FieldLabel text={t('training.nesterov')} kerasName="nesterov" />}
          description={t('training.nesterovHint')}
          checked={optimizer.nesterov}
          onChange={(event) => set({ optimizer: { ...optimizer, nesterov: event.currentTarget.checked } })}
          data-testid="training-nesterov"
        />
      ) : null}
      <AdvancedFields training={training} set={set} endGesture={endGesture} />
    </Section>
  )
}

function Rate({ edit }: { edit: TrainingEdit }) {
  const { t } = useTranslation('views')
  return (
    <Section title={t('training.section.rate')}>
      <ScheduleSection edit={edit} steps={useStepsPerEpoch(edit.training)} />
    </Section>
  )
}

function Ending({ edit }: { edit: TrainingEdit }) {
  const { t } = useTranslation('views')
  return (
    <Section title={t('training.section.ending')}>
      <EndingSection edit={edit} />
    </Section>
  )
}

function Pictures({ edit: { training, seed, set, setSeed, endGesture } }: { edit: TrainingEdit }) {
  const { t } = useTranslation('views')
  const { integer } = useFormats()
  const { validationSplit } = training
  const kept = useTrainCount(validationSplit)
  const splitHint =
    validationSplit === 0
      ? t('training.splitNone')
      : kept === null
        ? t('training.splitUnknown')
        : t('training.splitShare', { validation: integer(kept.validation), total: integer(kept.total) })
  return (
    <Section title={t('training.section.pictures')}>
      <NumberField
        label={t('training.validationSplit')}
        kerasName="validationSplit"
        hint={splitHint}
        value={validationSplit}
        min={0}
        max={0.5}
        isWhole={false}
        onChange={(next) => set({ validationSplit: next })}
        onLeave={endGesture}
        testId="training-validation-split"
      />
      <Switch
        label={<FieldLabel text={t('training.isShuffled')} kerasName="shuffle" />}
        description={t('training.isShuffledHint')}
        checked={training.isShuffled}
        onChange={(event) => set({ isShuffled: event.currentTarget.checked })}
        data-testid="training-shuffle"
      />
      <NumberField
        label={t('training.seed')}
        hint={t('training.seedHint')}
        value={seed}
        min={0}
        max={2 ** 31 - 1}
        isWhole
        onChange={setSeed}
        onLeave={endGesture}
        testId="training-seed"
      />
    </Section>
  )
}

function Device({ edit: { training, set, endGesture } }: { edit: TrainingEdit }) {
  const { t } = useTranslation('views')
  return (
    <Section title={t('training.section.device')}>
      <EngineField value={training.engine} onChange={(engine) => set({ engine })} />
      <NumberField
        label={t('training.threads')}
        hint={t('training.threadsHint')}
        value={training.threads}
        min={0}
        max={256}
        isWhole
        onChange={(threads) => set({ threads })}
        onLeave={endGesture}
        testId="training-threads"
      />
    </Section>
  )
}

/** How many of the open data set's training pictures are trained with, and how many validate. */
function useTrainCount(validationSplit: number) {
  const total = useDataStore((state) => state.summary?.trainCount ?? null)
  if (total === null) return null
  const validation = Math.round(total * validationSplit)
  return { total, validation, training: total - validation }
}

function useStepsPerEpoch({ validationSplit, batchSize }: TrainingSettings): number | undefined {
  const kept = useTrainCount(validationSplit)
  return kept === null ? undefined : Math.ceil(kept.training / batchSize)
}
