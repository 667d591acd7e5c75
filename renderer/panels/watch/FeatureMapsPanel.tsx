import { IconEye } from '@tabler/icons-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyView } from '../../charts/EmptyView.tsx'
import { readingMs, useSampled } from '../../charts/use-sampled.ts'
import { useRunStore } from '../../stores/run-store.ts'
import { latestMaps } from '../../stores/watch-frames.ts'
import { useWatchStore } from '../../stores/watch-store.ts'
import { AbsentPictures } from '../results/AbsentPictures.tsx'
import { NoRun } from '../results/NoRun.tsx'
import classes from './FeatureMapsPanel.module.css'
import { FrameRate } from './FrameRate.tsx'
import { ImageControls } from './ImageControls.tsx'
import { LayerControls } from './LayerControls.tsx'
import { MapTiles } from './MapTiles.tsx'
import { useChosenLayer } from './use-run-layers.ts'
import { Verdict } from './Verdict.tsx'

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
  const { layers, nodeId, layer } = useChosenLayer()
  const frame = useSampled(latestMaps, readingMs)
  return (
    <div className={classes.root}>
      <div className={classes.bar}>
        <ImageControls />
        <LayerControls layers={layers} nodeId={nodeId} shown={frame?.chosen ?? null} />
        <FrameRate />
      </div>
      {frame === null ? (
        <NoPicture />
      ) : (
        <div className={classes.body}>
          <Verdict frame={frame} />
          <MapTiles source={latestMaps} layer={layer} testId="maps-canvas" />
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
