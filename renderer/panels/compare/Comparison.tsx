import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { LoomDocument } from '#shared/document/schema.ts'
import { checkGraph } from '#shared/graph/check-graph.ts'
import { type ComparedLayer, compareGraphs } from '#shared/graph/compare-graphs.ts'
import { matchLayers } from '#shared/graph/match-layers.ts'
import { showLayer } from '../../editor/show-layer.ts'
import { useDocumentStore } from '../../stores/document-store.ts'
import { useProjectDialogs } from '../../stores/project-dialogs.ts'
import { GraphPicture } from '../../ui/GraphPicture.tsx'
import classes from './Compare.module.css'
import { ComparisonTable } from './ComparisonTable.tsx'
import { overlayDrawings } from './overlay.ts'
import { areAlike, drawSideBySide, isStackedBest } from './side-by-side.ts'

/** Another drawing against the present one: as pictures, and layer by layer. */
export function Comparison({ other, isSameProject }: { other: LoomDocument; isSameProject: boolean }) {
  const { t } = useTranslation()
  const document = useDocumentStore((state) => state.document)
  const close = useProjectDialogs((state) => state.close)
  const show = (nodeId: string) => {
    close()
    showLayer(nodeId)
  }
  return (
    <DrawingsCompared
      drawings={{ before: other, after: document }}
      isSameProject={isSameProject}
      names={{ before: t('compare.before'), after: t('compare.after') }}
      onShow={show}
    />
  )
}

interface DrawingsComparedProps {
  drawings: { before: LoomDocument; after: LoomDocument }
  /** Layers are told by their ids first. */
  isSameProject: boolean
  names: { before: string; after: string }
  /** Shows a layer of the later one in the editor. */
  onShow?: (nodeId: string) => void
}

/** Two drawings as pictures, and layer by layer. */
export function DrawingsCompared({ drawings, isSameProject, names, onShow }: DrawingsComparedProps) {
  const before = useMemo(() => checkGraph(drawings.before), [drawings.before])
  const after = useMemo(() => checkGraph(drawings.after), [drawings.after])
  const rows = useMemo(
    () => compareGraphs(before, after, { pairs: matchLayers(before, after, { isSameProject }) }),
    [before, after, isSameProject],
  )
  return (
    <div className={classes.comparison}>
      <Pictures drawings={drawings} rows={rows} names={names} />
      <div className={classes.scroll}>
        <ComparisonTable rows={rows} before={before} after={after} names={names} onShow={onShow} />
      </div>
    </div>
  )
}

interface PicturesProps extends Pick<DrawingsComparedProps, 'drawings' | 'names'> {
  rows: readonly ComparedLayer[]
}

/** Versions of one drawing lie over each other; drawings that have little in common stand side by side. */
function Pictures({ drawings, rows, names }: PicturesProps) {
  const isOne = areAlike(rows)
  return (
    <figure className={classes.overlay} data-testid="compare-pictures" data-side-by-side={!isOne}>
      {isOne ? <Overlay drawings={drawings} rows={rows} /> : <SideBySide {...{ drawings, rows, names }} />}
      <Legend />
    </figure>
  )
}

function Overlay({ drawings: { before, after }, rows }: Omit<PicturesProps, 'names'>) {
  const { picture, tones } = useMemo(() => overlayDrawings(before, after, rows), [before, after, rows])
  return <GraphPicture picture={picture} height={420} hasNames tones={tones} />
}

function SideBySide({ drawings: { before, after }, rows, names }: PicturesProps) {
  const sides = useMemo(() => drawSideBySide(before, after, rows), [before, after, rows])
  const isStacked = isStackedBest([sides.before.picture, sides.after.picture])
  return (
    <div className={classes.sides} data-stacked={isStacked || undefined}>
      {(['before', 'after'] as const).map((side) => (
        <section key={side}>
          <h4>{names[side]}</h4>
          <GraphPicture {...sides[side]} height={420} hasNames />
        </section>
      ))}
    </div>
  )
}

const legend = ['added', 'removed', 'changed', 'same'] as const

function Legend() {
  const { t } = useTranslation()
  return (
    <figcaption className={classes.legend}>
      {legend.map((tone) => (
        <span key={tone} data-tone={tone}>
          {t(`compare.tone.${tone}`)}
        </span>
      ))}
    </figcaption>
  )
}
