import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { Axis, AxisValue } from '#shared/sweep/sweep.ts'
import { useAxisName } from './use-axis-name.ts'
import { useValueText } from './use-value-text.ts'

/** The values of a trial as people read them: `conv2d-1 · Filters 8, Learning rate 0.01`. */
export function useTrialText(axes: readonly Axis[]): (values: readonly AxisValue[]) => string {
  const { t } = useTranslation()
  const axisName = useAxisName()
  const valueText = useValueText()
  return useCallback(
    (values) =>
      axes
        .map(({ target }, at) => `${axisName(target)} ${valueText(target, values[at] ?? null)}`)
        .join(t('speech.comma')),
    [axes, axisName, valueText, t],
  )
}
