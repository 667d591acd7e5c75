import { useTranslation } from 'react-i18next'
import type { Evaluation } from '#shared/contract/runs.ts'
import { scoreClasses } from '#shared/statistics/class-scores.ts'
import { useFormats } from '../../charts/use-formats.ts'
import classes from './ConfusionTable.module.css'
import { openCell } from './gallery-store.ts'

interface ConfusionTableProps {
  evaluation: Evaluation
  isPercent: boolean
  /** For screen readers only. */
  isHidden: boolean
}

/** The confusion matrix in numbers, with each class's scores. */
export function ConfusionTable({ evaluation, isPercent, isHidden }: ConfusionTableProps) {
  const { t } = useTranslation('views')
  const { integer, percent, className } = useFormats()
  const scores = scoreClasses(evaluation.confusion)
  const names = evaluation.classes.map(className)
  const isMasks = evaluation.meanIou !== null
  const share = (value: number | undefined) => (value === undefined || Number.isNaN(value) ? '–' : percent(value))
  return (
    <div className={isHidden ? classes.hidden : classes.scroll}>
      <table className={`${classes.table} loom-numbers`}>
        <caption className={classes.hidden}>{t('confusion.caption')}</caption>
        <thead>
          <tr>
            <td className={classes.corner}>
              {t('confusion.actual')} ↓ {t('confusion.predicted')} →
            </td>
            {evaluation.classes.map((name) => (
              <th key={name.en} scope="col">
                {className(name)}
              </th>
            ))}
            <th scope="col">{t('confusion.recall')}</th>
            <th scope="col">{t('confusion.precision')}</th>
            <th scope="col">{t('confusion.f1')}</th>
            {isMasks ? <th scope="col">{t('confusion.iou')}</th> : null}
          </tr>
        </thead>
        <tbody>
          {evaluation.classes.map((name, actual) => (
            <tr key={name.en}>
              <th scope="row">{className(name)}</th>
              {evaluation.classes.map((other, predicted) => {
                const count = evaluation.confusion[actual]?.[predicted] ?? 0
                const kind = count === 0 ? 'none' : actual === predicted ? 'right' : 'wrong'
                return (
                  <td
                    key={other.en}
                    className={classes.cell}
                    data-kind={kind}
                    data-testid={`confusion-${actual}-${predicted}`}
                    data-count={count}
                  >
                    <button
                      type="button"
                      tabIndex={isHidden ? -1 : 0}
                      onClick={() => openCell({ actual, predicted })}
                      title={t('gallery.cell', { actual: names[actual], predicted: names[predicted] })}
                    >
                      {isPercent ? share(count / (scores[actual]?.total ?? 0)) : integer(count)}
                    </button>
                  </td>
                )
              })}
              <td>{share(scores[actual]?.recall)}</td>
              <td>{share(scores[actual]?.precision)}</td>
              <td>{share(scores[actual]?.f1)}</td>
              {isMasks ? <td>{share(scores[actual]?.iou)}</td> : null}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
