import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { ClassName } from '#shared/contract/data.ts'
import { confusedPairs } from '#shared/statistics/confused-pairs.ts'
import { useFormats } from '../../charts/use-formats.ts'
import type { Cell } from './gallery-store.ts'
import { PairList } from './PairList.tsx'

interface ConfusedPairsProps {
  confusion: readonly (readonly number[])[]
  classes: readonly ClassName[]
  onOpen?: ((cell: Cell) => void) | undefined
}

/** What is taken for what, the most frequent first: what a large matrix hides. */
export function ConfusedPairs({ confusion, classes, onOpen }: ConfusedPairsProps) {
  const { t } = useTranslation('views')
  const { integer, percent } = useFormats()
  const pairs = useMemo(() => confusedPairs(confusion), [confusion])
  const rows = pairs.map(({ count, share, ...cell }) => ({
    cell,
    figures: [integer(count), percent(share)],
    share,
  }))
  return (
    <PairList
      title={t('confusion.pairsTitle')}
      heads={[t('confusion.pairCount'), t('confusion.pairShare')]}
      rows={rows}
      classes={classes}
      empty={t('confusion.noPairs')}
      onOpen={onOpen}
      testId="confused-pairs"
    />
  )
}
