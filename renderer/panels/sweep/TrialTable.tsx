import { IconChevronDown, IconChevronUp } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { QueueJob, TrialRow } from '#shared/contract/sweeps.ts'
import { printTarget } from '#shared/sweep/axis-target.ts'
import { useMessageText } from '../../ui/describe.ts'
import { ExportMenu } from '../../ui/ExportMenu.tsx'
import { useFigureText } from '../runs/use-figure-text.ts'
import classes from './Queue.module.css'
import { nextSort, sortTrials, type TrialSort, trialFigures } from './sort-trials.ts'
import { tableOfTrials } from './table-of-trials.ts'
import { useAxisName } from './use-axis-name.ts'
import { useValueText } from './use-value-text.ts'

interface TrialTableProps {
  job: QueueJob
  chosen: number | null
  onChoose: (index: number) => void
}

const figures = trialFigures

const ariaSort = ({ isDescending }: TrialSort) => (isDescending ? 'descending' : 'ascending')

/** The trials of a job as they stand. */
export function TrialTable({ job, chosen, onChoose }: TrialTableProps) {
  const { t } = useTranslation('runs')
  const axisName = useAxisName()
  const [sort, setSort] = useState<TrialSort | null>(null)
  return (
    <div className={classes.scroll}>
      <table className={`${classes.table} loom-numbers`} data-testid="trials">
        <thead>
          <tr>
            <th>
              {t('column.state')} <ExportMenu table={() => tableOfTrials(job)} testId="trials-export" />
            </th>
            {job.axes.map(({ target }) => (
              <th key={printTarget(target)} title={printTarget(target)}>
                {axisName(target)}
              </th>
            ))}
            <th className={classes.number}>{t('column.seed')}</th>
            <th className={classes.number}>{t('queue.epochs')}</th>
            {figures.map((name) => (
              <th key={name} className={classes.number} aria-sort={sort?.by === name ? ariaSort(sort) : undefined}>
                <button
                  type="button"
                  className={classes.sort}
                  onClick={() => setSort(nextSort(sort, name))}
                  data-testid={`trials-sort-${name}`}
                >
                  {t(`column.${name}`)}
                  {sort?.by === name &&
                    (sort.isDescending ? <IconChevronDown size={12} /> : <IconChevronUp size={12} />)}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sortTrials(job.trials, sort).map((trial) => (
            <Trial
              key={trial.index}
              axes={job.axes}
              trial={trial}
              isChosen={trial.index === chosen}
              onChoose={() => onChoose(trial.index)}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface TrialProps {
  axes: QueueJob['axes']
  trial: TrialRow
  isChosen: boolean
  onChoose: () => void
}

function Trial({ axes, trial, isChosen, onChoose }: TrialProps) {
  const { t } = useTranslation('runs')
  const wordMessage = useMessageText()
  const figureText = useFigureText()
  const valueText = useValueText()
  const { state, error, values, seed, epoch, epochs } = trial
  const isKnown = state !== 'impossible'
  return (
    <tr aria-selected={isChosen} data-testid="trial" data-state={state} onClick={onChoose}>
      <td title={error ? wordMessage(error) : undefined}>
        <button type="button" className={classes.state} data-state={state} onClick={onChoose}>
          {t(`queue.trial.${state}`)}
        </button>
        {error ? <span className={classes.reason}>{wordMessage(error)}</span> : null}
      </td>
      {axes.map(({ target }, at) => (
        <td key={printTarget(target)}>{valueText(target, values[at] ?? null)}</td>
      ))}
      <td className={classes.number}>{seed}</td>
      <td className={classes.number}>{isKnown ? `${epoch}/${epochs}` : '–'}</td>
      {figures.map((name) => (
        <td key={name} className={classes.number} data-figure={name}>
          {figureText(name, isKnown && !(name === 'seconds' && epoch === 0) ? trial[name] : null)}
        </td>
      ))}
    </tr>
  )
}
