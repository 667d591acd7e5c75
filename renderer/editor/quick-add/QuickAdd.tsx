import { IconX } from '@tabler/icons-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { findLayer } from '#shared/layers/registry.ts'
import { useDataStore } from '../../stores/data-store.ts'
import { useCheckedGraph, useDocumentStore } from '../../stores/document-store.ts'
import { type AddPlace, type ScreenPoint, useOverlayStore } from '../../stores/overlay-store.ts'
import { useSelectionStore } from '../../stores/selection-store.ts'
import { useMessageText } from '../../ui/describe.ts'
import { layerColor, layerIcon } from '../../ui/layer-look.ts'
import { canvas } from '../canvas-control.ts'
import { Floating } from '../Floating.tsx'
import { PickList } from '../PickList.tsx'
import { addChosen } from './add-chosen.ts'
import classes from './QuickAdd.module.css'
import { type Candidate, rankLayers } from './rank-layers.ts'

/** The list of layers at the place where one is wanted. */
export function QuickAdd() {
  const overlay = useOverlayStore((state) => state.overlay)
  if (overlay?.kind !== 'quickAdd') return null
  return <QuickList key={`${overlay.at.x} ${overlay.at.y}`} at={overlay.at} place={overlay.place} />
}

function QuickList({ at, place }: { at: ScreenPoint; place: AddPlace }) {
  const { t } = useTranslation()
  const close = useOverlayStore((state) => state.close)
  const candidates = useCandidates(place)
  const wordsOf = ({ kind }: Candidate) => [
    kind,
    t(`layers:kind.${kind}.name`),
    t(`layers:group.${findLayer(kind)?.group ?? 'core'}`),
  ]
  return (
    <Floating at={at} width={292} label={t('quickAdd.title')} testId="quick-add" onClose={close}>
      <JoinNote at={at} place={place} />
      <PickList
        entries={candidates}
        keyOf={({ kind }) => kind}
        wordsOf={wordsOf}
        placeholder={t('palette.search')}
        nothing={(query) => t('palette.nothing', { query })}
        onPick={(candidate) => {
          close()
          add(candidate, place)
        }}
      >
        {(candidate) => <CandidateRow candidate={candidate} />}
      </PickList>
    </Floating>
  )
}

function useCandidates({ line, edgeId }: AddPlace): Candidate[] {
  const document = useDocumentStore((state) => state.document)
  const graph = useCheckedGraph()
  const summary = useDataStore((state) => state.summary)
  return useMemo(() => {
    const edge = document.edges.find(({ id }) => id === edgeId)
    const state = { document, graph, pictureShape: summary?.inputShape ?? null }
    if (edge) return rankLayers({ nodeId: edge.source, end: 'source' }, state, { isOnLine: true })
    return rankLayers(line, state)
  }, [document, graph, summary, line, edgeId])
}

function add(candidate: Candidate, place: AddPlace): void {
  const { document, edit, endGesture } = useDocumentStore.getState()
  const placed = addChosen(document, candidate, place, useDataStore.getState().summary?.inputShape ?? null)
  endGesture()
  edit(() => placed.document, place.edgeId === null ? 'app:edits.add' : 'app:edits.insert')
  useSelectionStore.getState().select([placed.nodeId])
  canvas().focus(placed.nodeId)
}

/** Says to which layer the new one will be joined, and lets go of it. */
function JoinNote({ at, place }: { at: ScreenPoint; place: AddPlace }) {
  const { t } = useTranslation()
  const open = useOverlayStore((state) => state.open)
  const node = useDocumentStore(({ document }) => document.nodes.find(({ id }) => id === place.line?.nodeId))
  if (!node || !place.line) return null
  const layer = node.name ?? node.id
  return (
    <div className={classes.join}>
      <span>{place.line.end === 'source' ? t('quickAdd.after', { layer }) : t('quickAdd.before', { layer })}</span>
      <button
        type="button"
        className={classes.loosen}
        aria-label={t('quickAdd.loosen')}
        title={t('quickAdd.loosen')}
        onClick={() => open({ kind: 'quickAdd', at, place: { ...place, line: null } })}
      >
        <IconX size={12} stroke={2.2} />
      </button>
    </div>
  )
}

function CandidateRow({ candidate: { kind, fit, problem, remedy } }: { candidate: Candidate }) {
  const { t } = useTranslation()
  const wordMessage = useMessageText()
  const Icon = layerIcon(kind)
  const label = t(`layers:kind.${kind}.label`)
  const name = t(`layers:kind.${kind}.name`)
  const detail = () => {
    if (remedy?.kind === 'insertBefore') return t('quickAdd.with', { layer: remedy.layer })
    if (remedy) return t('quickAdd.adapted')
    if (fit === 'loose') return t('quickAdd.alone')
    if (label !== kind) return kind
    return tellsMore(name, kind) ? name : ''
  }
  return (
    <span
      className={classes.row}
      data-fit={fit}
      style={{ '--layer-color': layerColor(kind) } as React.CSSProperties}
      title={problem ? wordMessage(problem) : undefined}
    >
      <span className={classes.icon}>
        <Icon size={14} stroke={2} />
      </span>
      <span>{label}</span>
      <span className={classes.detail}>{detail()}</span>
    </span>
  )
}

/** A name that only spells the kind, as `Max pooling` and `MaxPooling2D`, tells nothing more. */
function tellsMore(name: string, kind: string): boolean {
  const letters = (text: string) => text.toLowerCase().replace(/\P{L}/gu, '').replace('isation', 'ization')
  return !letters(kind).startsWith(letters(name))
}
