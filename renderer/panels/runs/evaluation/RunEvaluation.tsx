import { Button } from '@mantine/core'
import { IconPhotoSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RunDetails } from '#shared/contract/records.ts'
import { core } from '../../../client/core-client.ts'
import { ExportTablesMenu, type NamedTable } from '../../../ui/ExportMenu.tsx'
import { tableOfClasses, tableOfConfusion, tableOfPredictions } from '../../../ui/run-tables.ts'
import { ConfusedPairs } from '../../results/ConfusedPairs.tsx'
import { ConfusionChart } from '../../results/ConfusionChart.tsx'
import type { Cell } from '../../results/gallery-store.ts'
import { ClassScoreTable } from '../../results/metrics/ClassScoreTable.tsx'
import { MetricFigures } from '../../results/metrics/MetricFigures.tsx'
import { Reliability } from '../../results/metrics/Reliability.tsx'
import { resultOfRun, type TestResult } from '../../results/test-result.ts'
import classes from '../Details.module.css'
import { Section } from '../Section.tsx'
import { RunPictures } from './RunPictures.tsx'
import { useRunGallery } from './run-gallery.ts'
import { ThresholdSection } from './ThresholdSection.tsx'

/** What the test of a run that was recorded came to; nothing where it did not come to its test. */
export function RunEvaluation({ run }: { run: RunDetails }) {
  const { t } = useTranslation('runs')
  const [isBrowsing, setBrowsing] = useState(false)
  const result = resultOfRun(run)
  if (!result) return null
  const showPictures = (cell: Cell | null) => {
    useRunGallery.getState().setCell(cell)
    setBrowsing(true)
  }
  const onOpen = run.hasPredictions ? showPictures : undefined
  const { confusion, classes: names } = result
  return (
    <>
      <Section name="test" title={t('test')}>
        <MetricFigures result={result} />
        {onOpen ? (
          <Button
            className={classes.pictures}
            size="compact-sm"
            variant="default"
            leftSection={<IconPhotoSearch size={14} />}
            onClick={() => onOpen(null)}
            data-testid="run-pictures"
          >
            {t('showPictures')}
          </Button>
        ) : null}
        {result.meanIou === null ? null : <p className={classes.hint}>{t('noMasks')}</p>}
      </Section>
      <Section name="confusion" title={t('confusion')} aside={<ResultExports run={run} result={result} />}>
        <div className={classes.confusion}>
          <ConfusionChart confusion={confusion} classes={names} onOpen={onOpen} testId="run-confusion" />
        </div>
        {onOpen ? <p className={classes.hint}>{t('views:confusion.openCell')}</p> : null}
      </Section>
      <Section name="pairs" title={t('views:confusion.pairsTitle')}>
        <div className={classes.list}>
          <ConfusedPairs result={result} onOpen={onOpen} />
        </div>
      </Section>
      <Section name="classes" title={t('views:metrics.tableCaption')}>
        <div className={classes.list}>
          <ClassScoreTable result={result} onOpen={onOpen} />
        </div>
      </Section>
      <Section name="calibration" title={t('views:metrics.calibration')}>
        <CalibrationPart result={result} />
      </Section>
      {result.meanIou === null ? <ThresholdSection run={run} /> : null}
      {isBrowsing ? <RunPictures name={run.name} result={result} onClose={() => setBrowsing(false)} /> : null}
    </>
  )
}

function CalibrationPart({ result }: { result: TestResult }) {
  const { t } = useTranslation('runs')
  if (!result.calibration) return <p className={classes.hint}>{t('noCalibration')}</p>
  return (
    <div className={classes.chart}>
      <Reliability calibration={result.calibration} />
    </div>
  )
}

/** The matrix, its classes and, where they are kept, what each test picture was taken for. */
function ResultExports({ run, result }: { run: RunDetails; result: TestResult }) {
  const { t } = useTranslation('runs')
  const { runId, classes: names, hasPredictions } = run
  const tables: NamedTable[] = [
    { name: t('views:export.matrix'), table: () => tableOfConfusion(result), testId: 'run-confusion-export' },
    { name: t('views:metrics.tableCaption'), table: () => tableOfClasses(result), testId: 'run-classes-export' },
  ]
  const predictions: NamedTable = {
    name: t('views:export.allPredictions'),
    table: async () => tableOfPredictions(await core.runPredictions({ runId }), names),
    testId: 'run-predictions-export',
  }
  return <ExportTablesMenu tables={hasPredictions ? [...tables, predictions] : tables} testId="run-results-export" />
}
