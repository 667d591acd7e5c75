import { useEffect, useRef } from 'react'
import type { PackedImages } from '#shared/contract/data.ts'
import { grey } from './colour-maps.ts'
import classes from './PictureCanvas.module.css'
import { tilesOfImages, tileToRgba } from './tiles.ts'

export interface PictureCanvasProps {
  images: PackedImages
  /** Which of them. */
  index?: number
  /** Longer side in CSS pixels; as large as the parent when left out. */
  size?: number
  label: string
}

/** One picture with crisp pixels. */
export function PictureCanvas({ images, index = 0, size, label }: PictureCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const { height, width } = images
  useEffect(() => {
    const context = canvas.current?.getContext('2d')
    if (!context || index >= images.count) return
    context.putImageData(new ImageData(tileToRgba(tilesOfImages(images), index, grey), images.width), 0, 0)
  }, [images, index])
  const scale = size === undefined ? undefined : size / Math.max(height, width)
  return (
    <canvas
      ref={canvas}
      className={classes.canvas}
      width={width}
      height={height}
      style={scale === undefined ? { width: '100%' } : { width: scale * width, height: scale * height }}
      role="img"
      aria-label={label}
    />
  )
}
