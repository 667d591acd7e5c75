import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { createPacer } from '../../charts/pacer.ts'
import { nodeMaps } from '../../stores/watch-frames.ts'
import { useWatchStore } from '../../stores/watch-store.ts'
import classes from './NodeThumbnails.module.css'
import { paintThumbnails } from './paint-thumbnails.ts'

/** A strip of a layer's feature maps in its node, from the newest frame; nothing while there is none. */
export function NodeThumbnails({ nodeId }: { nodeId: string }) {
  const { t } = useTranslation('views')
  const canvas = useRef<HTMLCanvasElement>(null)
  const [hasTiles, setHasTiles] = useState(false)
  const showThumbnails = useWatchStore((state) => state.showThumbnails)
  const colours = useWatchStore((state) => state.colours)

  useEffect(() => showThumbnails(), [showThumbnails])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the canvas comes with the first tiles
  useEffect(() => {
    const draw = () => {
      const grid = nodeMaps.get()?.thumbnails.find((thumbnail) => thumbnail.nodeId === nodeId)
      setHasTiles(grid !== undefined)
      if (grid && canvas.current) paintThumbnails(canvas.current, grid, colours)
    }
    const pacer = createPacer({ draw })
    pacer.request()
    const stop = nodeMaps.subscribe(pacer.request)
    return () => {
      stop()
      pacer.cancel()
    }
  }, [nodeId, colours, hasTiles])

  if (!hasTiles) return null
  return (
    <canvas
      ref={canvas}
      className={classes.strip}
      role="img"
      aria-label={t('maps.canvas', { layer: nodeId })}
      data-testid={`thumbnails-${nodeId}`}
    />
  )
}
