import { Button } from '@mantine/core'
import { IconBrain } from '@tabler/icons-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { LoomDocument } from '#shared/document/schema.ts'
import { checkGraph } from '#shared/graph/check-graph.ts'
import { weightShapes } from '#shared/graph/rewrites/trace-weights.ts'
import { type Action, readActionState, runAction } from '../../actions/action.ts'
import { freezeCarriedAction, unfreezeAction } from '../../actions/freeze.ts'
import { startFreshAction } from '../../actions/start-fresh.ts'
import { testWeightsAction } from '../../actions/test-weights.ts'
import { trainOnAction } from '../../actions/train-on.ts'
import { type CarriedLayers, findPartialWeights, splitLayers, useWeightSets } from '../../stores/carried-layers.ts'
import { useCheckedGraph, useDocumentStore } from '../../stores/document-store.ts'
import { useRunStore } from '../../stores/run-store.ts'
import { finishedRuns } from '../../stores/trained-weights.ts'
import classes from './TrainingPanel.module.css'

/** That the network has trained weights, whether training starts from them, and what can be done about it. */
export function InitialWeights() {
  const { t } = useTranslation('views')
  const document = useDocumentStore((store) => store.document)
  const isCarried = document.initialWeights !== undefined
  const report = useReport(document)
  // Drawn anew when a run begins or ends.
  useRunStore(({ run, isStarting }) => `${run?.runId} ${run?.state.phase} ${isStarting}`)
  const state = readActionState()
  const canTrainOn = trainOnAction.isEnabled(state)
  // A test leaves the weights as they were.
  const hasTrained = useRunStore(({ run }) => run !== null && run.epochs.length > 0)
  if (!isCarried && !canTrainOn) return null
  const isPartial = report !== null && report.fresh.length > 0
  const counts = { carried: report?.carried.length, count: report && report.carried.length + report.fresh.length }
  return (
    <div className={classes.carried} data-testid={isCarried ? 'initial-weights' : 'trained-weights'}>
      <IconBrain className={classes.frozenIcon} size={15} />
      <div>
        {t(isCarried ? 'training.carried' : isPartial ? 'training.trainedPartly' : 'training.trained', counts)}
        {isCarried && report ? <p className={classes.report}>{t('training.carriedLayers', counts)}</p> : null}
        {report && report.fresh.length > 0 ? (
          <p className={classes.report} data-testid="fresh-layers">
            {t('training.freshLayers', { names: nameLayers(document, report.fresh) })}
          </p>
        ) : null}
        <div className={classes.carriedButtons}>
          {!isCarried && <ActionButton action={trainOnAction} label={t('training.trainOn')} />}
          {isCarried && <ActionButton action={testWeightsAction} label={t('training.testNow')} />}
          {isCarried && canTrainOn && hasTrained && (
            <ActionButton action={trainOnAction} label={t('training.trainFurther')} />
          )}
          {isCarried && freezeCarriedAction.isEnabled(state) && (
            <ActionButton action={freezeCarriedAction} label={t('training.freeze')} />
          )}
          {isCarried && unfreezeAction.isEnabled(state) && (
            <ActionButton action={unfreezeAction} label={t('training.unfreeze')} />
          )}
          {isCarried && <ActionButton action={startFreshAction} label={t('training.startFresh')} />}
        </div>
      </div>
    </div>
  )
}

/** What goes on with trained weights and what starts fresh; null where the window does not know the weights. */
function useReport(document: LoomDocument): CarriedLayers | null {
  const graph = useCheckedGraph()
  const set = useWeightSets(({ sets }) => sets[document.initialWeights ?? ''])
  const run = useRunStore((store) => store.run)
  const earlier = useRunStore((store) => store.earlier)
  return useMemo(() => {
    if (set) return splitLayers(graph, set)
    if (document.initialWeights !== undefined) return null
    const found = findPartialWeights(graph, finishedRuns(document, { run, earlier }))
    return found && splitLayers(graph, weightShapes(checkGraph(found.document)))
  }, [document, graph, set, run, earlier])
}

const mostNames = 6

function nameLayers({ nodes }: LoomDocument, ids: readonly string[]): string {
  const names = ids.map((id) => nodes.find((node) => node.id === id)?.name ?? id)
  return names.length > mostNames ? `${names.slice(0, mostNames).join(', ')} …` : names.join(', ')
}

function ActionButton({ action, label }: { action: Action; label: string }) {
  return (
    <Button
      size="compact-xs"
      variant="default"
      disabled={!action.isEnabled(readActionState())}
      onClick={() => void runAction(action)}
      data-testid={action.id}
    >
      {label}
    </Button>
  )
}
