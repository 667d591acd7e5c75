import { useTranslation } from 'react-i18next'
import { scoreClasses, summarizeScores } from '#shared/statistics/class-scores.ts'
import { useFormats } from '../../../charts/use-formats.ts'
import type { TestResult } from '../test-result.ts'
import classes from './Metrics.module.css'

interface Figure {
  name: string
  label: string
  hint?: string
  value: string
}

/** The figures of the test as a whole. */
export function MetricFigures({ result }: { result: TestResult }) {
  return (
    <dl className={`${classes.figures} loom-numbers`}>
      {useFigures(result).map(({ name, label, hint, value }) => (
        <div key={name} title={hint}>
          <dt>{label}</dt>
          <dd data-testid={`metric-${name}`}>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function useFigures(result: TestResult): Figure[] {
  const { t } = useTranslation('views')
  const { integer, real, percent } = useFormats()
  const { testAccuracy, testLoss, meanIou, topK = [], calibration, confusion } = result
  const { macro, weighted, balancedAccuracy } = summarizeScores(scoreClasses(confusion))
  const share = (value: number) => percent(value, 2)
  return [
    {
      name: 'accuracy',
      label: t(meanIou === null ? 'metrics.accuracy' : 'confusion.pixelAccuracy'),
      value: share(testAccuracy),
    },
    ...topK.map(({ k, accuracy }) => ({
      name: `top-${k}`,
      label: t('metrics.topK', { k: integer(k) }),
      hint: t('metrics.topKHint', { k: integer(k) }),
      value: share(accuracy),
    })),
    ...(meanIou === null
      ? []
      : [{ name: 'mean-iou', label: t('confusion.meanIou'), hint: t('confusion.meanIouHint'), value: share(meanIou) }]),
    { name: 'balanced', label: t('metrics.balanced'), hint: t('metrics.balancedHint'), value: share(balancedAccuracy) },
    {
      name: 'macro-precision',
      label: t('metrics.macroPrecision'),
      hint: t('metrics.macroHint'),
      value: share(macro.precision),
    },
    { name: 'macro-recall', label: t('metrics.macroRecall'), hint: t('metrics.macroHint'), value: share(macro.recall) },
    { name: 'macro-f1', label: t('metrics.macroF1'), hint: t('metrics.macroHint'), value: share(macro.f1) },
    { name: 'weighted-f1', label: t('metrics.weightedF1'), hint: t('metrics.weightedHint'), value: share(weighted.f1) },
    ...(calibration
      ? [{ name: 'ece', label: t('metrics.ece'), hint: t('metrics.eceHint'), value: share(calibration.error) }]
      : []),
    { name: 'loss', label: t('confusion.loss'), value: real(testLoss) },
  ]
}
