import { ActionIcon } from '@mantine/core'
import { IconCamera } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { LatestSource } from '../stores/latest.ts'
import { offerDownload } from '../ui/offer-download.ts'
import type { ColourMap } from './colour-maps.ts'
import classes from './TileView.module.css'
import { keepTilesDrawn } from './tile-view-drawing.ts'
import type { Tiles } from './tiles.ts'

export interface TilePicture {
  tiles: Tiles
  map: ColourMap
}

export interface TileViewProps<Frame> {
  source: LatestSource<Frame>
  /** What of a frame is shown; null for nothing. */
  pictureOf: (frame: Frame) => TilePicture | null
  /** What the pointer is told of a tile, line by line. */
  describe: (frame: Frame, index: number) => string
  label: string
  /** Of the picture that people save, without ending. */
  fileName: string
  testId: string
}

/** Tiles of the newest frame, drawn on animation frames outside React; scrolls where there are many. */
export function TileView<Frame>(props: TileViewProps<Frame>) {
  const { source, pictureOf, label, fileName, testId } = props
  const { t } = useTranslation('views')
  const view = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const tip = useRef<HTMLDivElement>(null)
  const newest = useRef(props)
  const redraw = useRef(() => {})
  const paintAll = useRef<() => HTMLCanvasElement | null>(() => null)
  newest.current = props

  useEffect(() => {
    if (!view.current || !content.current || !canvas.current || !tip.current) return
    const drawing = keepTilesDrawn(
      { view: view.current, content: content.current, canvas: canvas.current, tip: tip.current },
      {
        picture: () => {
          const frame = source.get()
          return frame === null ? null : newest.current.pictureOf(frame)
        },
        describe: (index) => {
          const frame = source.get()
          return frame === null ? '' : newest.current.describe(frame, index)
        },
        subscribe: source.subscribe,
      },
    )
    redraw.current = drawing.request
    paintAll.current = drawing.paintAll
    return drawing.stop
  }, [source])

  // biome-ignore lint/correctness/useExhaustiveDependencies: another way to draw is the reason to draw
  useEffect(() => redraw.current(), [pictureOf])

  return (
    <div className={classes.frame}>
      <div ref={view} className={classes.view}>
        <div ref={content} className={classes.content}>
          <canvas ref={canvas} className={classes.canvas} role="img" aria-label={label} data-testid={testId} />
        </div>
      </div>
      <ActionIcon
        className={classes.save}
        variant="default"
        size={24}
        aria-label={t('export.picture')}
        title={t('export.picture')}
        onClick={() => paintAll.current()?.toBlob((blob) => blob && offerDownload(blob, `${fileName}.png`))}
        data-testid={`${testId}-png`}
      >
        <IconCamera size={14} />
      </ActionIcon>
      <div ref={tip} className={classes.tip} hidden />
    </div>
  )
}
