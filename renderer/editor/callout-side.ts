import { type RefObject, useEffect, useState } from 'react'

/** Where a layer's callout stands: beside it, or below or above where there is no room. */
export type CalloutSide = 'right' | 'left' | 'below' | 'above'

type Edges = Pick<DOMRect, 'left' | 'right' | 'top' | 'bottom'>

/** Pixels between a layer and its callout. */
const gap = 10

/** The first side with room for a callout of that size; all in pixels of the window. */
export function chooseSide(
  canvas: Edges,
  layer: Edges,
  { width, height }: { width: number; height: number },
): CalloutSide {
  if (layer.right + gap + width <= canvas.right) return 'right'
  if (layer.left - gap - width >= canvas.left) return 'left'
  if (layer.bottom + gap + height <= canvas.bottom) return 'below'
  return layer.top - gap - height >= canvas.top ? 'above' : 'right'
}

/** Looks for another side as soon as the callout does not lie within the canvas any more. */
export function useCalloutSide(callout: RefObject<HTMLElement | null>): CalloutSide {
  const [side, setSide] = useState<CalloutSide>('right')
  useEffect(() => {
    const element = callout.current
    const canvas = element?.closest('[data-canvas]')
    const layer = element?.parentElement
    if (!element || !canvas || !layer) return
    const look = ([entry]: IntersectionObserverEntry[]) => {
      const box = entry?.boundingClientRect
      if (!box || box.width === 0 || entry.intersectionRatio >= wholly) return
      setSide(chooseSide(canvas.getBoundingClientRect(), layer.getBoundingClientRect(), box))
    }
    const observer = new IntersectionObserver(look, { root: canvas, threshold: [0, 0.5, 0.9, wholly] })
    observer.observe(element)
    return () => observer.disconnect()
  }, [callout])
  return side
}

/** Rounding takes a little of what is seen. */
const wholly = 0.99
