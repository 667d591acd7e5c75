import { Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type ClassWeightChoice, classWeightChoices } from '#shared/document/schema.ts'
import { changedAdvanced } from './advanced-fields.ts'
import { NumberField } from './NumberField.tsx'
import classes from './TrainingPanel.module.css'
import type { TrainingEdit } from './use-training-edit.ts'

/** Settings of learning that few networks need, folded away; the fold tells how many of them are in use. */
export function AdvancedFields({ training, set, endGesture }: Pick<TrainingEdit, 'training' | 'set' | 'endGesture'>) {
  const { t } = useTranslation('views')
  const count = changedAdvanced(training).length
  const clip = { min: 0, max: 1e6, isWhole: false, hint: t('training.clipHint'), onLeave: endGesture }
  return (
    <details className={classes.advanced} data-testid="training-advanced">
      <summary className={classes.summary}>
        {t('training.advanced')}
        {count > 0 ? <span className={classes.inUse}>{t('training.inUse', { count })}</span> : null}
      </summary>
      <div className={classes.fold}>
        <NumberField
          label={t('training.labelSmoothing')}
          kerasName="labelSmoothing"
          hint={t('training.labelSmoothingHint')}
          value={training.labelSmoothing}
          min={0}
          max={0.5}
          isWhole={false}
          onChange={(labelSmoothing) => set({ labelSmoothing })}
          onLeave={endGesture}
          testId="training-label-smoothing"
        />
        <Select
          label={t('training.classWeights')}
          description={t('training.classWeightsHint')}
          inputWrapperOrder={['label', 'input', 'error', 'description']}
          data={classWeightChoices.map((value) => ({ value, label: t(`training.classWeightsName.${value}`) }))}
          value={training.classWeights}
          onChange={(chosen) => chosen !== null && set({ classWeights: chosen as ClassWeightChoice })}
          allowDeselect={false}
          data-testid="training-class-weights"
        />
        <div className={classes.pair}>
          <NumberField
            {...clip}
            label={t('training.clipNorm')}
            kerasName="globalClipnorm"
            value={training.clipNorm}
            onChange={(clipNorm) => set({ clipNorm })}
            testId="training-clip-norm"
          />
          <NumberField
            {...clip}
            label={t('training.clipValue')}
            kerasName="clipvalue"
            value={training.clipValue}
            onChange={(clipValue) => set({ clipValue })}
            testId="training-clip-value"
          />
        </div>
      </div>
    </details>
  )
}
