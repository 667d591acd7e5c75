import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ComparedRun } from '#shared/comparison/name-runs.ts'
import type { CallError } from '#shared/contract/define.ts'
import type { DisagreementItem, DisagreementPage } from '#shared/contract/records.ts'
import { Pager } from '../../../charts/Pager.tsx'
import { PictureCanvas } from '../../../charts/PictureCanvas.tsx'
import { useFormats } from '../../../charts/use-formats.ts'
import { toCallError } from '../../../client/call-failure.ts'
import { core } from '../../../client/core-client.ts'
import { useMessageText } from '../../../ui/describe.ts'
import classes from './Compare.module.css'

const pageSize = 40

interface DisagreementsProps {
  first: ComparedRun
  second: ComparedRun
}

/** Test pictures that two networks take for different things, those first of which both are sure. */
export function Disagreements({ first, second }: DisagreementsProps) {
  const { t } = useTranslation('runs')
  const wordMessage = useMessageText()
  const { className } = useFormats()
  const names = (label: number) => className(first.run.classes[label])
  const [offset, setOffset] = useState(0)
  const answer = useDisagreements([first.run.runId, second.run.runId], offset)
  if (answer === null) return null
  if ('error' in answer) return <p className={classes.sentence}>{wordMessage(answer.error)}</p>
  const { page } = answer
  return (
    <>
      <div className={classes.cardHead}>
        <p className={classes.sentence} data-testid="disagreements-total" data-value={page.total}>
          {t('disagree', { count: page.total })}
        </p>
        {page.total > pageSize ? (
          <Pager offset={offset} pageSize={pageSize} total={page.total} onMove={setOffset} />
        ) : null}
      </div>
      <ul className={classes.tiles}>
        {page.items.map((item, place) => (
          <li key={item.index} className={classes.tile} data-testid="disagreement">
            <PictureCanvas
              images={page.images}
              index={place}
              size={64}
              label={t('truth', { name: names(item.label) })}
            />
            <Votes item={item} runs={[first, second]} />
          </li>
        ))}
      </ul>
    </>
  )
}

function Votes({ item, runs }: { item: DisagreementItem; runs: readonly ComparedRun[] }) {
  const { t } = useTranslation('runs')
  const { className, percent } = useFormats()
  const names = runs[0]?.run.classes ?? []
  return (
    <div className={`${classes.votes} loom-numbers`}>
      <div className={classes.truth}>{t('truth', { name: className(names[item.label]) })}</div>
      {runs.map(({ letter, run }, place) => {
        const predicted = item.predicted[place] ?? 0
        return (
          <div key={run.runId} className={classes.vote} data-right={predicted === item.label}>
            {letter}: {className(names[predicted])} · {percent(item.probabilities[place] ?? 0, 0)}
          </div>
        )
      })}
    </div>
  )
}

type Answer = { page: DisagreementPage } | { error: CallError }

function useDisagreements(runIds: readonly string[], offset: number): Answer | null {
  const [answer, setAnswer] = useState<Answer | null>(null)
  const key = runIds.join(' ')
  useEffect(() => {
    let isGone = false
    const take = (found: Answer) => {
      if (!isGone) setAnswer(found)
    }
    core.disagreements({ runIds: key.split(' '), offset, count: pageSize }).then(
      (page) => take({ page }),
      (thrown: unknown) => take({ error: toCallError(thrown) }),
    )
    return () => {
      isGone = true
    }
  }, [key, offset])
  return answer
}
