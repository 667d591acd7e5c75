import { useTranslation } from 'react-i18next'
import { groupLetter, seedsOf } from '#shared/comparison/name-runs.ts'
import type { RunComparison, RunDetails, Verdict } from '#shared/contract/records.ts'
import { useChartTheme } from '../../../charts/chart-theme.ts'
import { useFormats } from '../../../charts/use-formats.ts'
import { useMessageText } from '../../../ui/describe.ts'
import classes from './Compare.module.css'
import { groupColour } from './colours.ts'

/** Who is A and who is B, and a plain sentence for each pair. */
export function Verdicts({ runs, comparison }: { runs: readonly RunDetails[]; comparison: RunComparison }) {
  const { t } = useTranslation('runs')
  const { percent } = useFormats()
  const { isDark } = useChartTheme()
  const wordMessage = useMessageText()
  const { groups, verdicts } = comparison
  const hasTest = (name: Verdict['test']) => verdicts.some(({ test }) => test === name)
  return (
    <>
      <ul className={classes.groups}>
        {groups.map((group, place) => {
          const accuracy = group.figures.testAccuracy
          const name = runs.find(({ runId }) => runId === group.runIds[0])?.name || t('app:untitled')
          return (
            <li key={group.key}>
              <b className={classes.letter} style={{ background: groupColour(place, isDark) }}>
                {groupLetter(place)}
              </b>
              <span>{name}</span>
              <span className={classes.dim}>{t('seeds', { seeds: seedsOf(group, runs).join(', ') })}</span>
              {accuracy ? (
                <span className="loom-numbers">
                  {t('column.testAccuracy')} {percent(accuracy.mean, 2)}
                  {accuracy.halfWidth === null ? null : ` ± ${percent(accuracy.halfWidth, 2)}`}
                </span>
              ) : null}
            </li>
          )
        })}
      </ul>
      {verdicts.map((verdict) => (
        <p
          key={verdict.groups.join(' ')}
          className={classes.sentence}
          data-clear={verdict.p !== null && verdict.p < 0.05}
          data-selectable
          data-testid="verdict"
          data-p={verdict.p}
        >
          {wordMessage(verdict.sentence)}
        </p>
      ))}
      {verdicts.length === 0 ? <p className={classes.sentence}>{t('oneNetwork')}</p> : null}
      {hasTest('mcnemar') ? <p className={classes.hint}>{t('oneSeedHint')}</p> : null}
      {hasTest('paired') ? <p className={classes.hint}>{t('pairedHint')}</p> : null}
      {runs.some(({ validationCount, isTestOnly }) => validationCount === 0 && !isTestOnly) ? (
        <p className={classes.hint}>{t('noValidationHint')}</p>
      ) : null}
      {groups.some(({ runIds }) => runIds.length > 1) ? <p className={classes.hint}>{t('intervalHint')}</p> : null}
    </>
  )
}
