import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { ComparedRun } from '#shared/comparison/name-runs.ts'
import { type ChangedCell, changedCells } from '#shared/statistics/confused-pairs.ts'
import { useFormats } from '../../../charts/use-formats.ts'
import { PairList } from '../../results/PairList.tsx'

interface ChangedPairsProps {
  first: ComparedRun
  second: ComparedRun
}

/** The cells in which two matrices differ most, as a list. */
export function ChangedPairs({ first, second }: ChangedPairsProps) {
  const { t } = useTranslation('runs')
  const { integer } = useFormats()
  const cells = useMemo(() => changedCells(first.run.confusion ?? [], second.run.confusion ?? []), [first, second])
  const largest = Math.max(1, ...cells.slice(0, 1).map(changeOf))
  const rows = cells.map((cell) => {
    const { actual, predicted, before, after } = cell
    const change = after - before
    const isBetter = actual === predicted ? change > 0 : change < 0
    return {
      cell: { actual, predicted },
      figures: [integer(before), integer(after), `${change > 0 ? '+' : ''}${integer(change)}`],
      share: changeOf(cell) / largest,
      tone: isBetter ? ('better' as const) : ('worse' as const),
    }
  })
  return (
    <PairList
      title={t('changed')}
      heads={[first.letter, second.letter, '±']}
      rows={rows}
      classes={first.run.classes}
      empty={t('noChange')}
      testId="changed-pairs"
    />
  )
}

function changeOf({ before, after }: ChangedCell): number {
  return Math.abs(after - before)
}
