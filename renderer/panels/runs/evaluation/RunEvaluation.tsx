import { useTranslation } from 'react-i18next'
import type { RunDetails } from '#shared/contract/records.ts'
import { core } from '../../../client/core-client.ts'
import { ExportTablesMenu, type NamedTable } from '../../../ui/ExportMenu.tsx'
import { tableOfClasses, tableOfConfusion, tableOfPredictions } from '../../../ui/run-tables.ts'
import classes from '../Details.module.css'
import { RunConfusion } from '../RunConfusion.tsx'
import { Section } from '../Section.tsx'

/** What the test of a run that was recorded came to; nothing where it did not come to its test. */
export function RunEvaluation({ run }: { run: RunDetails }) {
  const { t } = useTranslation('runs')
  const { confusion } = run
  if (!confusion) return null
  return (
    <Section name="confusion" title={t('confusion')} aside={<ResultExports run={run} confusion={confusion} />}>
      <div className={classes.confusion}>
        <RunConfusion
          confusion={confusion}
          classes={run.classes}
          label={t('views:confusion.caption')}
          testId="run-confusion"
        />
      </div>
    </Section>
  )
}

/** The matrix, its classes and, where they are kept, what each test picture was taken for. */
function ResultExports({ run, confusion }: { run: RunDetails; confusion: number[][] }) {
  const { t } = useTranslation('runs')
  const { runId, classes: names, hasPredictions } = run
  const tested = { classes: names, confusion }
  const tables: NamedTable[] = [
    { name: t('views:export.matrix'), table: () => tableOfConfusion(tested), testId: 'run-confusion-export' },
    { name: t('views:metrics.tableCaption'), table: () => tableOfClasses(tested), testId: 'run-classes-export' },
  ]
  const predictions: NamedTable = {
    name: t('views:export.allPredictions'),
    table: async () => tableOfPredictions(await core.runPredictions({ runId }), names),
    testId: 'run-predictions-export',
  }
  return <ExportTablesMenu tables={hasPredictions ? [...tables, predictions] : tables} testId="run-results-export" />
}
