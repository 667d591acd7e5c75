import { Button } from '@mantine/core'
import { IconFilePlus, IconListDetails } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { QueueJob } from '#shared/contract/sweeps.ts'
import { newProject } from '../../actions/projects.ts'
import { useFormats } from '../../charts/use-formats.ts'
import { core } from '../../client/core-client.ts'
import { reportFailure } from '../../stores/report-failure.ts'
import { useRunsStore } from '../../stores/runs-store.ts'
import { useSweepStore } from '../../stores/sweep-store.ts'
import { ChartSwitch, type ChartView } from './ChartSwitch.tsx'
import classes from './Queue.module.css'
import { TradeChart } from './TradeChart.tsx'
import { TrialTable } from './TrialTable.tsx'
import { useTrialText } from './use-trial-text.ts'
import { ValueChart } from './ValueChart.tsx'

/** One job: accuracy against cost, and its trials. A press on either chooses a trial. */
export function JobView({ job }: { job: QueueJob }) {
  const [chosen, setChosen] = useState<number | null>(null)
  const trial = job.trials.find(({ index }) => index === chosen)
  const [view, setView] = useState<ChartView>('trade')
  // Of a single drawing nothing was varied.
  const isVaried = job.axes.length > 0
  const lead = isVaried ? <ChartSwitch view={view} onView={setView} /> : null
  const Chart = isVaried && view === 'values' ? ValueChart : TradeChart
  const chooseCombination = (combination: number) =>
    setChosen(job.trials.find((each) => each.combination === combination && each.runId !== null)?.index ?? null)
  return (
    <section className={classes.main}>
      <Head job={job} />
      <Chart {...{ job, lead }} chosen={trial?.combination ?? null} onChoose={chooseCombination} />
      <Chosen job={job} index={trial?.index ?? null} />
      <TrialTable job={job} chosen={chosen} onChoose={setChosen} />
    </section>
  )
}

function Head({ job }: { job: QueueJob }) {
  const { t } = useTranslation('runs')
  const { time } = useFormats()
  const { name, state, rungs, rung, budgetSeconds, spentSeconds } = job
  const isHalving = rungs.length > 1
  return (
    <header className={`${classes.head} loom-numbers`}>
      <b>{name || t('app:untitled')}</b>
      <span data-testid="job-state" data-state={state}>
        {t(`queue.state.${state}`)}
      </span>
      {isHalving ? (
        <span>
          {t('queue.rung', { rung: rung + 1, count: rungs.length })}:{' '}
          {rungs.map(({ count, epochs }) => `${count} × ${epochs}`).join(' → ')}
        </span>
      ) : null}
      <span>
        {budgetSeconds === null
          ? t('queue.spent', { time: time(spentSeconds) })
          : t('queue.spentOf', { time: time(spentSeconds), budget: time(budgetSeconds) })}
      </span>
    </header>
  )
}

/** What can be done with the trial that was pressed on. */
function Chosen({ job, index }: { job: QueueJob; index: number | null }) {
  const { t } = useTranslation('runs')
  const trialText = useTrialText(job.axes)
  const trial = job.trials.find((each) => each.index === index)
  if (!trial) return <p className={classes.chosen}>{t('queue.choose')}</p>
  const { runId } = trial
  const open = async () => newProject(await core.trialDrawing({ jobId: job.jobId, index: trial.index }))
  const showRecord = (id: string) => {
    useSweepStore.getState().showQueue(false)
    useRunsStore.getState().show(id)
  }
  return (
    <div className={classes.chosen} data-testid="trial-chosen">
      <span className={classes.chosenName}>
        {[trialText(trial.values), t('seed', { seed: trial.seed })].filter(Boolean).join(' · ')}
      </span>
      <Button
        size="compact-sm"
        leftSection={<IconFilePlus size={14} />}
        onClick={() => void open().catch(reportFailure)}
        data-testid="trial-open"
      >
        {t('openDrawing')}
      </Button>
      {runId === null ? null : (
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconListDetails size={14} />}
          onClick={() => showRecord(runId)}
          data-testid="trial-record"
        >
          {t('queue.showRecord')}
        </Button>
      )}
    </div>
  )
}
