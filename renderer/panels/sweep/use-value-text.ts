import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { printValue } from '#shared/sweep/axis-target.ts'
import type { AxisTarget, AxisValue } from '#shared/sweep/sweep.ts'

/** Where the texts of the views name what these settings can be. */
const choiceNames: Record<string, string> = {
  optimizer: 'training.optimizerName',
  schedule: 'training.scheduleName',
  loss: 'training.lossName',
  classWeights: 'training.classWeightsName',
  keptWeights: 'training.keptWeightsName',
  augmentation: 'augment.presetName',
}

/** A value of an axis as people read it. What layers choose from has Keras's names, as in the inspector. */
export function useValueText(): (target: AxisTarget, value: AxisValue) => string {
  const { t } = useTranslation('runs')
  return useCallback(
    (target, value) => {
      if (typeof value === 'boolean') return t(value ? 'app:inspector.on' : 'app:inspector.off')
      const place = target.kind === 'setting' ? choiceNames[target.setting] : undefined
      const plain = printValue(value)
      return place && typeof value === 'string' ? t(`views:${place}.${value}`, { defaultValue: plain }) : plain
    },
    [t],
  )
}
