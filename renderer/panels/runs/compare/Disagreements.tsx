import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ComparedRun } from '#shared/comparison/name-runs.ts'
import type { CallError } from '#shared/contract/define.ts'
import type { DisagreementItem, DisagreementPage } from '#shared/contract/records.ts'
import { overlayMask } from '../../../charts/masks.ts'
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

/**
 * Test pictures that two networks take for different things, those first of which both are sure; of masks those of which they
 * get most differently many pixels right.
 */
export function Disagreements({ first, second }: DisagreementsProps) {
  const { t } = useTranslation('runs')
  const wordMessage = useMessageText()
  const [offset, setOffset] = useState(0)
  const answer = useDisagreements([first.run.runId, second.run.runId], offset)
  if (answer === null) return null
  if ('error' in answer) return <p className={classes.sentence}>{wordMessage(answer.error)}</p>
  const { page } = answer
  return (
    <>
      <div className={classes.cardHead}>
        <p className={classes.sentence} data-testid="disagreements-total" data-value={page.total}>
          {t(page.task === 'segmentation' ? 'differOnMasks' : 'disagree', { count: page.total })}
        </p>
        {page.total > pageSize ? (
          <Pager offset={offset} pageSize={pageSize} total={page.total} onMove={setOffset} />
        ) : null}
      </div>
      {page.task === 'segmentation' ? (
        <MaskTiles page={page} runs={[first, second]} />
      ) : (
        <PictureTiles page={page} runs={[first, second]} />
      )}
    </>
  )
}

interface TilesProps<Task> {
  page: Extract<DisagreementPage, { task: Task }>
  runs: readonly ComparedRun[]
}

function PictureTiles({ page, runs }: TilesProps<'classification'>) {
  const { t } = useTranslation('runs')
  const { className } = useFormats()
  const nameOf = (label: number) => className(runs[0]?.run.classes[label])
  return (
    <ul className={classes.tiles}>
      {page.items.map((item, place) => (
        <li key={item.index} className={classes.tile} data-testid="disagreement">
          <PictureCanvas
            images={page.images}
            index={place}
            size={64}
            label={t('truth', { name: nameOf(item.label) })}
          />
          <Votes item={item} runs={runs} />
        </li>
      ))}
    </ul>
  )
}

/** What each pixel was taken for is not kept: the picture with its truth over it, and how much of it each gets right. */
function MaskTiles({ page, runs }: TilesProps<'segmentation'>) {
  const { t } = useTranslation('runs')
  const { integer, percent } = useFormats()
  const classCount = runs[0]?.run.classes.length ?? 0
  const painted = useMemo(
    () => page.items.map(({ truth }, place) => overlayMask(page.images, place, truth, classCount)),
    [page, classCount],
  )
  return (
    <ul className={classes.tiles}>
      {page.items.map((item, place) => {
        const best = Math.max(...item.accuracies)
        const name = t('pictureNumber', { index: integer(item.index + 1) })
        const overlay = painted[place]
        return (
          <li key={item.index} className={classes.tile} data-testid="disagreement">
            <div className={classes.masks}>
              <PictureCanvas images={page.images} index={place} size={60} label={name} />
              {overlay ? <PictureCanvas images={overlay} size={60} label={t('trueMask')} /> : null}
            </div>
            <div className={`${classes.votes} loom-numbers`}>
              <div className={classes.truth}>{name}</div>
              {runs.map(({ letter, run }, vote) => {
                const accuracy = item.accuracies[vote] ?? 0
                return (
                  <div key={run.runId} className={classes.vote} data-right={accuracy === best}>
                    {letter}: {percent(accuracy, 1)}
                  </div>
                )
              })}
            </div>
          </li>
        )
      })}
    </ul>
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
