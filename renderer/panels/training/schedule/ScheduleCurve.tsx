import { useTranslation } from 'react-i18next'
import type { RunSnapshot } from '#shared/contract/runs.ts'
import type { TrainingSettings } from '#shared/document/schema.ts'
import { planRates } from '#shared/training/learning-rate.ts'
import { useFormats } from '../../../charts/use-formats.ts'
import { useRunStore } from '../../../stores/run-store.ts'
import classes from './Schedule.module.css'
import { curvePath, sampleRates } from './schedule-curve.ts'

const size = { width: 260, height: 64 }
/** Where the data are not known yet, epochs are cut finely enough for a smooth curve. */
const assumedSteps = 100

/** The learning rate over the run that is to come, and where the run under way stands. */
export function ScheduleCurve({ training, steps }: { training: TrainingSettings; steps: number | undefined }) {
  const { t } = useTranslation('views')
  const { real, integer } = useFormats()
  const { epochs } = training
  const points = sampleRates(planRates(training, Math.max(1, steps ?? assumedSteps)))
  const run = useRunStore((store) => store.run)
  const told = run && isSameCourse(run.document.training, training) ? run : null
  const top = Math.max(...points.map(({ rate }) => rate))
  const least = Math.min(...points.map(({ rate }) => rate))
  const frame = { ...size, top: 1.06 * top, epochs }
  const done = told === null ? null : doneEpochs(told)
  const tops = t('training.rateSpan', { least: real(least), most: real(top) })
  return (
    <figure className={`${classes.figure} loom-numbers`} data-testid="schedule-curve">
      <figcaption className={classes.axis}>
        <span>{t('training.rateCurve')}</span>
        <span>{tops}</span>
      </figcaption>
      <svg
        className={classes.plot}
        viewBox={`0 0 ${size.width} ${size.height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`${t('training.rateCurve')}: ${tops}`}
      >
        <path
          className={classes.area}
          d={`${curvePath(points, frame)}L${size.width} ${size.height}L0 ${size.height}Z`}
        />
        <path className={classes.line} d={curvePath(points, frame)} />
        {told && told.epochs.length > 0 ? (
          <path className={classes.told} d={curvePath(told.epochs.map(asPoint), frame)} />
        ) : null}
        {done === null ? null : (
          <path
            className={classes.now}
            d={`M${(size.width * done) / epochs} 0V${size.height}`}
            data-testid="schedule-now"
          />
        )}
      </svg>
      <div className={classes.axis}>
        <span>0</span>
        <span>{t('training.epochsCount', { count: epochs, number: integer(epochs) })}</span>
      </div>
    </figure>
  )
}

const asPoint = ({ epoch, learningRate }: { epoch: number; learningRate: number }) => ({ epoch, rate: learningRate })

function doneEpochs({ progress, epochs }: RunSnapshot): number | null {
  if (!progress) return epochs.length
  return progress.epoch - 1 + progress.stepInEpoch / Math.max(1, progress.stepsPerEpoch)
}

/** Whether two trainings have the same curve. */
function isSameCourse(a: TrainingSettings, b: TrainingSettings): boolean {
  const course = ({ schedule, warmupEpochs, epochs, optimizer }: TrainingSettings) =>
    JSON.stringify([schedule, warmupEpochs, epochs, optimizer.learningRate])
  return course(a) === course(b)
}
