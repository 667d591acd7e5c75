import { IconEye } from '@tabler/icons-react'
import { useCallback, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import type { LayerMaps } from '#shared/contract/look.ts'
import { EmptyView } from '../../charts/EmptyView.tsx'
import { TileView } from '../../charts/TileView.tsx'
import { channelsOf, isFlat, tilesOfMaps, unitsAt, valueAt } from '../../charts/tiles.ts'
import { useFormats } from '../../charts/use-formats.ts'
import type { LatestSource } from '../../stores/latest.ts'
import { useRunStore } from '../../stores/run-store.ts'
import { useWatchStore } from '../../stores/watch-store.ts'
import classes from './MapTiles.module.css'
import { colourMaps } from './paint-thumbnails.ts'
import type { RunLayer } from './use-run-layers.ts'

interface MapTilesProps {
  source: LatestSource<LayerMaps>
  layer: RunLayer | undefined
  testId: string
}

/** The feature maps of a layer, as they come. */
export function MapTiles({ source, layer, testId }: MapTilesProps) {
  const { t } = useTranslation('views')
  const colours = useWatchStore((state) => state.colours)
  const nodeId = layer?.nodeId
  const isReady = useSyncExternalStore(source.subscribe, () => source.get()?.chosen?.nodeId === nodeId)
  const pictureOf = useCallback(
    ({ chosen }: LayerMaps) =>
      chosen && chosen.nodeId === nodeId ? { tiles: tilesOfMaps(chosen), map: colourMaps[colours] } : null,
    [nodeId, colours],
  )
  const describe = useDescription()
  if (!layer) return <EmptyView icon={<IconEye size={32} stroke={1.4} />}>{t('maps.noMaps')}</EmptyView>
  return (
    <div className={classes.root}>
      {isReady ? null : <p className={classes.waiting}>{t('maps.waiting')}</p>}
      <TileView
        fileName="layerloom-feature-maps"
        source={source}
        pictureOf={pictureOf}
        describe={describe}
        label={t('maps.canvas', { layer: layer.label })}
        testId={testId}
      />
    </div>
  )
}

/** What the pointer is told: a channel and the layer's range, or a unit and its own value. */
function useDescription(): (maps: LayerMaps, index: number) => string {
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
