import { Select } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ComparedRun } from '#shared/comparison/name-runs.ts'
import { DrawingsCompared } from '../../compare/Comparison.tsx'
import { ConfusionChart } from '../../results/ConfusionChart.tsx'
import { Card } from './Card.tsx'
import { ChangedPairs } from './ChangedPairs.tsx'
import classes from './Compare.module.css'
import { Disagreements } from './Disagreements.tsx'

/** What can be looked at for two runs at a time: their mistakes, the pictures between them, their graphs. */
export function PairViews({ compared }: { compared: readonly ComparedRun[] }) {
  const { t } = useTranslation('runs')
  const [chosen, setChosen] = useState<[string, string]>(() => firstPair(compared))
  const [first, second] = chosen.map((runId) => compared.find(({ run }) => run.runId === runId))
  if (!first || !second) return null
  const choice = (place: 0 | 1) => (
    <Select
      className={classes.choice}
      aria-label={t(place === 0 ? 'firstRun' : 'secondRun')}
      allowDeselect={false}
      data={compared.map(({ run, letter }) => ({ value: run.runId, label: `${letter}: ${run.name}` }))}
      value={chosen[place]}
      onChange={(runId) => runId && setChosen(place === 0 ? [runId, chosen[1]] : [chosen[0], runId])}
      data-testid={`pair-${place}`}
    />
  )
  return (
    <>
      {compared.length > 2 ? (
        <div className={classes.pair}>
          {choice(0)} {t('against')} {choice(1)}
        </div>
      ) : null}
      <Confusions first={first} second={second} />
      <Card title={t('disagreements')}>
        <Disagreements key={chosen.join(' ')} first={first} second={second} />
      </Card>
      <Card title={t('graphs')}>
        <Graphs first={first} second={second} />
      </Card>
    </>
  )
}

/** One of each of the first two groups, where there are two. */
function firstPair(compared: readonly ComparedRun[]): [string, string] {
  const [first] = compared
  const second = compared.find(({ group }) => group !== first?.group) ?? compared[1]
  return [first?.run.runId ?? '', second?.run.runId ?? '']
}

interface PairProps {
  first: ComparedRun
  second: ComparedRun
}

function Confusions({ first, second }: PairProps) {
  const { t } = useTranslation('runs')
  const [before, after] = [first.run.confusion, second.run.confusion]
  const isAlike = before && after && before.length === after.length
  if (!isAlike) return null
  const { classes: names } = first.run
  return (
    <Card title={t('confusions')}>
      <div className={classes.matrices}>
        <figure>
          <figcaption>{`${first.letter}: ${first.run.name}`}</figcaption>
          <div className={classes.matrix}>
            <ConfusionChart confusion={before} classes={names} testId="confusion-first" />
          </div>
        </figure>
        <figure>
          <figcaption>{`${second.letter}: ${second.run.name}`}</figcaption>
          <div className={classes.matrix}>
            <ConfusionChart confusion={after} classes={names} testId="confusion-second" />
          </div>
        </figure>
        <figure>
          <figcaption title={t('differenceHint')}>
            {t('difference', { first: first.letter, second: second.letter })}
          </figcaption>
          <div className={classes.matrix}>
            <ConfusionChart confusion={after} minus={before} classes={names} testId="confusion-difference" />
          </div>
        </figure>
      </div>
      <p className={classes.hint}>{t('differenceHint')}</p>
      <div className={classes.changes}>
        <ChangedPairs first={first} second={second} />
      </div>
    </Card>
  )
}

function Graphs({ first, second }: PairProps) {
  const { t } = useTranslation('runs')
  const drawings = useMemo(() => ({ before: first.run.document, after: second.run.document }), [first, second])
  if (first.run.graphHash === second.run.graphHash) return <p className={classes.sentence}>{t('sameGraph')}</p>
  return (
    <div className={classes.graphs}>
      <DrawingsCompared
        drawings={drawings}
        isSameProject={false}
        names={{ before: `${first.letter}: ${first.run.name}`, after: `${second.letter}: ${second.run.name}` }}
      />
    </div>
  )
}
