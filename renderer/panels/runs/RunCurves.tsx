import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { RunDetails } from '#shared/contract/records.ts'
import { useChartTheme } from '../../charts/chart-theme.ts'
import { curveTexts } from '../../charts/curve-texts.ts'
import { curvesFigure } from '../../charts/curves-figure.ts'
import { PlotlyChart } from '../../charts/PlotlyChart.tsx'
import { ExportMenu } from '../../ui/ExportMenu.tsx'
import { tableOfEpochs } from '../../ui/run-tables.ts'
import classes from './Details.module.css'
import { Section } from './Section.tsx'

/** Loss and accuracy of one run that was recorded; nothing where no epoch was complete. */
export function RunCurvesSection({ run }: { run: RunDetails }) {
  const { t } = useTranslation('views')
  if (run.epochList.length === 0) return null
  const exports = <ExportMenu table={() => tableOfEpochs(run.epochList)} testId="run-epochs-export" />
  return (
    <Section name="curves" title={t('runs:curves')} aside={exports}>
      <div className={classes.curves}>
        <RunCurves run={run} />
      </div>
    </Section>
  )
}

function RunCurves({ run }: { run: RunDetails }) {
  const { t } = useTranslation('views')
  const theme = useChartTheme()
  const build = useCallback(
    (width: number, height: number) => {
      return curvesFigure(curvesOf(run), curveTexts(t), theme, { width, height })
    },
    [run, t, theme],
  )
  const label = `${t('curves.loss')}, ${t('curves.accuracy')}`
  return <PlotlyChart build={build} isZoomable fileName="layerloom-curves" label={label} testId="run-curves" />
}

/** Batches lie between whole epochs; a run that was stopped in the middle of one has taken fewer steps in it. */
function curvesOf({ curve, epochList, epochsPlanned, trainCount, document }: RunDetails) {
  const stepsPerEpoch = Math.max(1, Math.ceil(trainCount / document.training.batchSize))
  const x = curve.map(({ step }) => step / stepsPerEpoch)
  return {
    batchLoss: { x, y: curve.map(({ loss }) => loss) },
    batchAccuracy: { x, y: curve.map(({ accuracy }) => accuracy) },
    epochs: epochList,
    epochCount: Math.max(1, Math.min(epochsPlanned, Math.ceil(Math.max(epochList.length, x.at(-1) ?? 0)))),
  }
}
