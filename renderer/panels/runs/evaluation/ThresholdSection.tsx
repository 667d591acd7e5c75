import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RunDetails } from '#shared/contract/records.ts'
import { ClassSelect } from '../../results/ClassSelect.tsx'
import { ClassCurves } from '../../results/metrics/ClassCurves.tsx'
import { firstOfCurves } from '../../results/metrics/first-of-curves.ts'
import { keptRun } from '../../results/test-result.ts'
import classes from '../Details.module.css'
import { Section } from '../Section.tsx'

/** ROC and precision-recall curves of a class that people choose, or why there are none. */
export function ThresholdSection({ run }: { run: RunDetails }) {
  const { t } = useTranslation('runs')
  const { runId, classes: names, hasCurves } = run
  const [label, setLabel] = useState(() => firstOfCurves(names))
  return (
    <Section name="thresholds" title={t('views:metrics.curves')}>
      {hasCurves ? (
        <>
          <div className={classes.class}>
            {t('views:metrics.class')}
            <ClassSelect
              names={names}
              label={label}
              onChoose={setLabel}
              title={t('views:metrics.classOfCurves')}
              hint={t('views:metrics.oneVsRest')}
              testId="run-curves-class"
            />
          </div>
          <div className={classes.tallChart}>
            <ClassCurves source={keptRun} runId={runId} label={label} />
          </div>
        </>
      ) : (
        <p className={classes.hint}>{t('noCurves')}</p>
      )}
    </Section>
  )
}
