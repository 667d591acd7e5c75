import { useTranslation } from 'react-i18next'
import { readingMs, useSampled } from '../../charts/use-sampled.ts'
import { latestPrediction } from '../../stores/watch-frames.ts'
import { LayerControls } from '../watch/LayerControls.tsx'
import { MapTiles } from '../watch/MapTiles.tsx'
import { useChosenLayer } from '../watch/use-run-layers.ts'
import classes from './Try.module.css'

/** What the layer that is looked into makes of the person's own picture. */
export function OwnMaps() {
  const { t } = useTranslation('views')
  const { layers, nodeId, layer } = useChosenLayer()
  const shown = useSampled(latestPrediction, readingMs)?.chosen ?? null
  return (
    <section className={classes.layers} aria-label={t('try.layers')}>
      <LayerControls layers={layers} nodeId={nodeId} shown={shown} />
      <MapTiles source={latestPrediction} layer={layer} testId="try-maps" />
    </section>
  )
}
