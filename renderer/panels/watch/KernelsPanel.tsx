import { SegmentedControl } from '@mantine/core'
import { IconGrid3x3 } from '@tabler/icons-react'
import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { KernelFrame } from '#shared/contract/runs.ts'
import { type ColourMap, divergingMap, grey, toGradient } from '../../charts/colour-maps.ts'
import { EmptyView } from '../../charts/EmptyView.tsx'
import { TileView } from '../../charts/TileView.tsx'
import { tilesOfImages } from '../../charts/tiles.ts'
import { useFormats } from '../../charts/use-formats.ts'
import { useSampled } from '../../charts/use-sampled.ts'
import { useRunStore } from '../../stores/run-store.ts'
import { latestKernels } from '../../stores/watch-frames.ts'
import { NoRun } from '../results/NoRun.tsx'
import classes from './KernelsPanel.module.css'
import { useRunLayers } from './use-run-layers.ts'

const readingMs = 300

/** The kernels of the first convolution, live. */
export function KernelsPanel() {
  const { t } = useTranslation('views')
  const document = useRunStore((state) => state.run?.document)
  const frame = useSampled(latestKernels, readingMs)
  if (frame) return <Kernels frame={frame} />
  if (!document) return <NoRun icon={<IconGrid3x3 size={32} stroke={1.4} />}>{t('kernels.empty')}</NoRun>
  const isWithout = !document.nodes.some(({ kind }) => kind === 'Conv2D')
  return (
    <EmptyView icon={<IconGrid3x3 size={32} stroke={1.4} />}>
      {isWithout ? t('kernels.noConvolution') : t('kernels.empty')}
    </EmptyView>
  )
}

function Kernels({ frame }: { frame: KernelFrame }) {
  const { t } = useTranslation('views')
  const { integer } = useFormats()
  const layer = useRunLayers().find(({ nodeId }) => nodeId === frame.nodeId)
  const [isDiverging, setDiverging] = useState(true)
  const isColour = frame.kernels.channels >= 3
  const pictureOf = useCallback(
    ({ kernels, min, max }: KernelFrame) => ({
      tiles: tilesOfImages(kernels),
      map: isDiverging ? divergingMap(min, max) : grey,
    }),
    [isDiverging],
  )
  const { count, height, width } = frame.kernels
  const name = layer?.name ?? frame.nodeId
  const total = layer?.shape[2] ?? count
  const describe = (_frame: KernelFrame, index: number) =>
    t('kernels.filter', { index: integer(index + 1), count: integer(total) })
  return (
    <div className={classes.root}>
      <div className={classes.bar}>
        <span>{t('kernels.caption', { count: total, height, width, layer: name })}</span>
        {total > count ? <span className={classes.note}>{t('maps.firstOf', { count, total })}</span> : null}
        {isColour ? null : (
          <SegmentedControl
            data={[
              { value: 'diverging', label: t('kernels.diverging') },
              { value: 'grey', label: t('kernels.grey') },
            ]}
            value={isDiverging ? 'diverging' : 'grey'}
            onChange={(value) => setDiverging(value === 'diverging')}
            aria-label={t('maps.colours')}
          />
        )}
        <Legend frame={frame} map={isColour ? null : isDiverging ? divergingMap(frame.min, frame.max) : grey} />
        <span className={`${classes.step} loom-numbers`}>{t('kernels.step', { step: frame.step })}</span>
      </div>
      <TileView
        fileName="layerloom-kernels"
        source={latestKernels}
        pictureOf={pictureOf}
        describe={describe}
        label={t('kernels.canvas', { layer: name })}
        testId="kernels-canvas"
      />
    </div>
  )
}

/** What the colours stand for; kernels in their own colours have only their range. */
function Legend({ frame, map }: { frame: KernelFrame; map: ColourMap | null }) {
  const { t } = useTranslation('views')
  const { real } = useFormats()
  const [min, max] = [real(frame.min), real(frame.max)]
  return (
    <span className={`${classes.legend} loom-numbers`}>
      {map === null ? (
        t('maps.range', { min, max })
      ) : (
        <>
          {min}
          <span className={classes.gradient} style={{ backgroundImage: toGradient(map) }} />
          {max}
        </>
      )}
    </span>
  )
}
