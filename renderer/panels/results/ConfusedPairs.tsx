import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { confusedPairs } from '#shared/statistics/confused-pairs.ts'
import { useFormats } from '../../charts/use-formats.ts'
import type { Cell } from './gallery-store.ts'
import { PairList } from './PairList.tsx'
import type { TestResult } from './test-result.ts'

interface ConfusedPairsProps {
  result: Pick<TestResult, 'confusion' | 'classes' | 'meanIou'>
  onOpen?: ((cell: Cell) => void) | undefined
}

/** What is taken for what, the most frequent first: what a large matrix hides. */
export function ConfusedPairs({ result, onOpen }: ConfusedPairsProps) {
  const { t } = useTranslation('views')
  const { integer, percent } = useFormats()
  const { confusion, classes, meanIou } = result
  const pairs = useMemo(() => confusedPairs(confusion), [confusion])
  const rows = pairs.map(({ count, share, ...cell }) => ({
    cell,
    figures: [integer(count), percent(share)],
    share,
  }))
  return (
    <PairList
      title={t('confusion.pairsTitle')}
      heads={[t(meanIou === null ? 'confusion.pairCount' : 'metrics.pixels'), t('confusion.pairShare')]}
      rows={rows}
      classes={classes}
      empty={t('confusion.noPairs')}
      onOpen={onOpen}
      testId="confused-pairs"
    />
  )
}
