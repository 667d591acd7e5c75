import { useEffect, useState } from 'react'

const least = 120
/** The canvas keeps at least this much. */
const canvasLeast = 180
/** Toolbar and status bar. */
const barsHeight = 70

/** The dock's height in pixels: a share of the window's until the person drags it, and always with room for the canvas. */
export function useDockHeight(): {
  height: number
  limits: { min: number; max: number }
  setHeight: (height: number) => void
} {
  const [chosen, setChosen] = useState<number | null>(null)
  const [windowHeight, setWindowHeight] = useState(window.innerHeight)
  useEffect(() => {
    const follow = () => setWindowHeight(window.innerHeight)
    window.addEventListener('resize', follow)
    return () => window.removeEventListener('resize', follow)
  }, [])
  const limits = { min: least, max: Math.max(least, windowHeight - barsHeight - canvasLeast) }
  const wanted = chosen ?? Math.round(windowHeight * 0.3)
  return { height: Math.min(Math.max(wanted, limits.min), limits.max), limits, setHeight: setChosen }
}
