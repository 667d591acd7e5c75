import type { PointerEvent } from 'react'

/** Where the pointer is, in pixels of the canvas, which may be shown at another size. */
export function canvasPoint({ currentTarget, clientX, clientY }: PointerEvent<HTMLCanvasElement>): [number, number] {
  const { left, top, width, height } = currentTarget.getBoundingClientRect()
  return [((clientX - left) * currentTarget.width) / width, ((clientY - top) * currentTarget.height) / height]
}
