import { Button } from '@mantine/core'
import { IconSearch, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TrainingSettings } from '#shared/document/schema.ts'
import { type RateSweep, roundRate } from '#shared/training/rate-sweep.ts'
import { useFormats } from '../../../charts/use-formats.ts'
import { core } from '../../../client/core-client.ts'
import { useCheckedGraph, useDocumentStore } from '../../../stores/document-store.ts'
import { reportFailure } from '../../../stores/report-failure.ts'
import { isActive, useRunStore } from '../../../stores/run-store.ts'
import type { TrainingEdit } from '../use-training-edit.ts'
import classes from './Schedule.module.css'
import { sweepFigure } from './sweep-figure.ts'

/** Tries higher and higher rates on a copy of the network, and offers the one that it suggests. */
export function RateFinder({ edit: { training, set, endGesture } }: { edit: TrainingEdit }) {
  const { t } = useTranslation('views')
  const { real } = useFormats()
  const isBusy = useRunStore(({ run, isStarting }) => isStarting || (run !== null && isActive(run.state)))
  const { isTrainable } = useCheckedGraph()
  const [isSearching, setSearching] = useState(false)
  const [sweep, setSweep] = useState<RateSweep | null>(null)
  const search = async () => {
    setSearching(true)
    try {
      const found = await core.findLearningRate({ document: useDocumentStore.getState().document })
      // One that was called off says nothing against what was found before.
      if (found) setSweep(found)
    } catch (thrown) {
      reportFailure(thrown)
    } finally {
      setSearching(false)
    }
  }
  const rate = sweep?.suggestion ? roundRate(sweep.suggestion.rate) : null
  return (
    <div className={classes.finder}>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconSearch size={14} />}
        onClick={() => void search()}
        loading={isSearching}
        disabled={isBusy || !isTrainable}
        title={t('training.findRateHint')}
        data-testid="find-rate"
      >
        {t('training.findRate')}
      </Button>
      {isSearching ? (
        <Button
          size="xs"
          variant="subtle"
          leftSection={<IconX size={14} />}
          onClick={() => void core.cancelLearningRate({}).catch(reportFailure)}
          data-testid="cancel-find-rate"
        >
          {t('training.cancelFindRate')}
        </Button>
      ) : null}
      {sweep ? <SweepCurve sweep={sweep} /> : null}
      {sweep && rate === null ? <p className={classes.word}>{t('training.noRateFound')}</p> : null}
      {sweep?.suggestion && rate !== null ? (
        <>
          <p className={classes.word}>{t(`training.rateFound.${sweep.suggestion.method}`, { rate: real(rate) })}</p>
          <Button
            size="xs"
            onClick={() => {
              set(withRate(training, rate))
              endGesture()
            }}
            data-testid="use-rate"
          >
            {t('training.useRate', { rate: real(rate) })}
          </Button>
        </>
      ) : null}
    </div>
  )
}

/** One cycle has a rate of its own. */
function withRate({ schedule, optimizer }: TrainingSettings, rate: number): Partial<TrainingSettings> {
  if (schedule.kind === 'oneCycle') return { schedule: { ...schedule, maxLearningRate: rate } }
  return { optimizer: { ...optimizer, learningRate: rate } }
}

function SweepCurve({ sweep }: { sweep: RateSweep }) {
  const { t } = useTranslation('views')
  const { real } = useFormats()
  const { width, height, path, dots, suggested, first, last } = sweepFigure(sweep)
  return (
    <figure className={`${classes.figure} loom-numbers`} data-testid="rate-sweep">
      <figcaption className={classes.axis}>
        <span>{t('training.sweepLoss')}</span>
      </figcaption>
      <svg
        className={classes.plot}
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={t('training.sweepLoss')}
      >
        <path className={classes.dots} d={dots} />
        <path className={classes.line} d={path} />
        {suggested === null ? null : <path className={classes.now} d={`M${suggested} 0V${height}`} />}
      </svg>
      <div className={classes.axis}>
        <span>{real(first)}</span>
        <span>{t('training.rateCurve')}</span>
        <span>{real(last)}</span>
      </div>
    </figure>
  )
}
