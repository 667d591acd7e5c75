import { IconEye } from '@tabler/icons-react'
import { useCallback, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { FeatureMapFrame } from '#shared/contract/runs.ts'
import { EmptyView } from '../../charts/EmptyView.tsx'
import { TileView } from '../../charts/TileView.tsx'
import { channelsOf, isFlat, tilesOfMaps, unitsAt, valueAt } from '../../charts/tiles.ts'
import { useFormats } from '../../charts/use-formats.ts'
import { useSampled } from '../../charts/use-sampled.ts'
import { useRunStore } from '../../stores/run-store.ts'
import { latestMaps } from '../../stores/watch-frames.ts'
import { chosenNode, useWatchStore } from '../../stores/watch-store.ts'
import { AbsentPictures } from '../results/AbsentPictures.tsx'
import { NoRun } from '../results/NoRun.tsx'
import classes from './FeatureMapsPanel.module.css'
import { ImageControls } from './ImageControls.tsx'
import { LayerControls } from './LayerControls.tsx'
import { colourMaps } from './paint-thumbnails.ts'
import { type RunLayer, useRunLayers } from './use-run-layers.ts'
import { Verdict } from './Verdict.tsx'

/** Often enough to follow with the eye what is read. */
const readingMs = 150

/** What a layer makes of one test picture, live. */
export function FeatureMapsPanel() {
  const { t } = useTranslation('views')
  const hasRun = useRunStore((state) => state.run !== null)
  const setMapsShown = useWatchStore((state) => state.setMapsShown)
  useEffect(() => {
    setMapsShown(true)
    return () => setMapsShown(false)
  }, [setMapsShown])
  if (!hasRun) return <NoRun icon={<IconEye size={32} stroke={1.4} />}>{t('maps.empty')}</NoRun>
  return <Maps />
}

function Maps() {
  const layers = useRunLayers()
  const document = useRunStore((state) => state.run?.document)
  const pinnedNodeId = useWatchStore((state) => state.pinnedNodeId)
  const followedNodeId = useWatchStore((state) => state.followedNodeId)
  const nodeId = chosenNode(document, { pinnedNodeId, followedNodeId })
  const layer = layers.find((other) => other.nodeId === nodeId)
  const frame = useSampled(latestMaps, readingMs)
  return (
    <div className={classes.root}>
      <div className={classes.bar}>
        <ImageControls />
        <LayerControls layers={layers} nodeId={nodeId} shown={frame?.chosen ?? null} />
      </div>
      {frame === null ? (
        <NoPicture />
      ) : (
        <div className={classes.body}>
          <Verdict frame={frame} />
          <MapTiles layer={layer} isReady={frame.chosen?.nodeId === nodeId} />
        </div>
      )}
    </div>
  )
}

function NoPicture() {
  const { t } = useTranslation('views')
  const absence = useRunStore((state) => state.run?.absence)
  if (absence) return <AbsentPictures absence={absence} />
  return <EmptyView icon={<IconEye size={32} stroke={1.4} />}>{t('maps.noPicture')}</EmptyView>
}

function MapTiles({ layer, isReady }: { layer: RunLayer | undefined; isReady: boolean }) {
  const { t } = useTranslation('views')
  const colours = useWatchStore((state) => state.colours)
  const nodeId = layer?.nodeId
  const pictureOf = useCallback(
    ({ chosen }: FeatureMapFrame) =>
      chosen && chosen.nodeId === nodeId ? { tiles: tilesOfMaps(chosen), map: colourMaps[colours] } : null,
    [nodeId, colours],
  )
  const describe = useDescription()
  if (!layer) return <EmptyView icon={<IconEye size={32} stroke={1.4} />}>{t('maps.noMaps')}</EmptyView>
  return (
    <div className={classes.maps}>
      {isReady ? null : <p className={classes.waiting}>{t('maps.waiting')}</p>}
      <TileView
        fileName="layerloom-feature-maps"
        source={latestMaps}
        pictureOf={pictureOf}
        describe={describe}
        label={t('maps.canvas', { layer: layer.label })}
        testId="maps-canvas"
      />
    </div>
  )
}

/** What the pointer is told: a channel and the layer's range, or a unit and its own value. */
function useDescription(): (frame: FeatureMapFrame, index: number) => string {
  const { t } = useTranslation('views')
  const { integer, real, className } = useFormats()
  const classNames = useRunStore((state) => state.run?.classes)
  return ({ chosen }, index) => {
    if (!chosen) return ''
    if (!isFlat(chosen)) {
      const channel = t('maps.channel', { index: integer(index + 1), count: integer(channelsOf(chosen)) })
      return `${channel}\n${t('maps.range', { min: real(chosen.min), max: real(chosen.max) })}`
    }
    const value = real(valueAt(chosen, index))
    const { first, last } = unitsAt(chosen, index)
    if (first < last) return t('maps.units', { first: integer(first + 1), last: integer(last + 1), value })
    if (classNames && classNames.length === chosen.shape.at(-1)) {
      return t('maps.classUnit', { name: className(classNames[index]), value })
    }
    return t('maps.unit', { index: integer(index + 1), value })
  }
}
