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

/** Whether a callout of that size on that side lies over one of the other layers. */
export function coversLayer(
  side: CalloutSide,
  layer: Edges,
  { width, height }: { width: number; height: number },
  others: readonly Edges[],
): boolean {
  const left = side === 'right' ? layer.right + gap : side === 'left' ? layer.left - gap - width : layer.left
  const top = side === 'below' ? layer.bottom + gap : side === 'above' ? layer.top - gap - height : layer.top
  return others.some(
    (other) => other.left < left + width && other.right > left && other.top < top + height && other.bottom > top,
  )
}

interface CalloutPlace {
  side: CalloutSide
  /** Then it gives way to what lies below it, ports above all, unless the pointer is on its layer. */
  covers: boolean
}

/** Looks for another side as soon as the callout does not lie within the canvas any more. */
export function useCalloutPlace(callout: RefObject<HTMLElement | null>): CalloutPlace {
  const [place, setPlace] = useState<CalloutPlace>({ side: 'right', covers: false })
  useEffect(() => {
    const element = callout.current
    const canvas = element?.closest('[data-canvas]')
    const layer = element?.parentElement
    if (!element || !canvas || !layer) return
    const look = ([entry]: IntersectionObserverEntry[]) => {
      const box = entry?.boundingClientRect
      if (!box || box.width === 0 || entry.intersectionRatio >= wholly) return
      const own = layer.getBoundingClientRect()
      const side = chooseSide(canvas.getBoundingClientRect(), own, box)
      const others = [...canvas.querySelectorAll('[data-kind]')].filter((each) => each !== layer)
      const boxes = others.map((each) => each.getBoundingClientRect())
      setPlace({ side, covers: coversLayer(side, own, box, boxes) })
    }
    const observer = new IntersectionObserver(look, { root: canvas, threshold: [0, 0.5, 0.9, wholly] })
    observer.observe(element)
    return () => observer.disconnect()
  }, [callout])
  return place
}

/** Rounding takes a little of what is seen. */
const wholly = 0.99
