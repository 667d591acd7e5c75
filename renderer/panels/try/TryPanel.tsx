import { IconPencil } from '@tabler/icons-react'
import { useEffect, useMemo, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import type { RunSnapshot } from '#shared/contract/runs.ts'
import type { LoomDocument } from '#shared/document/schema.ts'
import { checkGraph } from '#shared/graph/check-graph.ts'
import { useRunStore } from '../../stores/run-store.ts'
import { latestPrediction } from '../../stores/watch-frames.ts'
import { chosenNode, useWatchStore } from '../../stores/watch-store.ts'
import { NoRun } from '../results/NoRun.tsx'
import { Answer } from './Answer.tsx'
import { CameraView } from './CameraView.tsx'
import { DrawPad } from './DrawPad.tsx'
import { Options } from './Options.tsx'
import { OwnMaps } from './OwnMaps.tsx'
import { PictureDrop } from './PictureDrop.tsx'
import classes from './Try.module.css'
import { keepShowing, useTryStore } from './try-store.ts'

/** The network on a drawing, a picture or the camera of the person's own: its answer, and its layers on the way there. */
export function TryPanel() {
  const { t } = useTranslation('views')
  const run = useRunStore((state) => state.run)
  const isReady = run !== null && run.classes.length > 0 && run.state.phase !== 'preparing'
  if (isReady) return <Try run={run} />
  return <NoRun icon={<IconPencil size={32} stroke={1.4} />}>{t('try.empty')}</NoRun>
}

function Try({ run }: { run: RunSnapshot }) {
  const way = useTryStore((state) => state.way)
  const { document } = run
  const [height, width, channels] = useMemo(() => inputOf(document), [document])
  useShowingAgain(run)
  useEffect(() => () => useTryStore.getState().show(null), [])
  return (
    <div className={classes.root} data-testid="try">
      <Options data={document.data} hasColours={channels === 3} />
      {way === 'draw' ? <DrawPad form={[height, width]} /> : null}
      {way === 'picture' ? <PictureDrop /> : null}
      {way === 'camera' ? <CameraView /> : null}
      <Seen />
    </div>
  )
}

/** Asks anew where there is another network, or another layer is looked into, and again and again while it learns. */
function useShowingAgain({ runId, document, state: { phase } }: RunSnapshot): void {
  const showAgain = useTryStore((state) => state.showAgain)
  const nodeId = useWatchStore((state) => chosenNode(document, state))
  const hasThumbnails = useWatchStore((state) => state.thumbnailCount > 0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what has changed is the reason to ask again
  useEffect(() => showAgain(), [runId, phase, nodeId, hasThumbnails, showAgain])
  useEffect(() => (phase === 'training' ? keepShowing() : undefined), [phase])
}

/** What the network makes of the picture, as soon as there is one. */
function Seen() {
  const { t } = useTranslation('views')
  const way = useTryStore((state) => state.way)
  const prediction = useSyncExternalStore(latestPrediction.subscribe, latestPrediction.get)
  if (!prediction) return <p className={classes.waiting}>{t(way === 'draw' ? 'try.hint.draw' : 'try.waiting')}</p>
  return (
    <>
      <Answer prediction={prediction} />
      <OwnMaps />
    </>
  )
}

/** Of the pictures that the network takes. */
function inputOf(document: LoomDocument): [height: number, width: number, channels: number] {
  const { nodes } = checkGraph(document)
  const [height = 1, width = 1, channels = 1] = nodes.find(({ sources }) => sources.length === 0)?.output ?? []
  return [height, width, channels]
}
