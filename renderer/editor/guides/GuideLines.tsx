import { useStore, ViewportPortal } from '@xyflow/react'
import { useEffect } from 'react'
import { watchHand } from './free-hand.ts'
import classes from './GuideLines.module.css'
import { useGuides } from './guide-moves.ts'
import type { EvenGap, GuideLine } from './snap-box.ts'

/** Of the bars at the ends of an even gap, in pixels of the screen. */
const barSize = 8

/** Over the drawing, while something is dragged: lines through what agrees, and the gaps that are even. */
export function GuideLines() {
  const { lines, gaps } = useGuides()
  useEffect(watchHand, [])
  const zoom = useStore(({ transform }) => transform[2])
  if (lines.length === 0 && gaps.length === 0) return null
  return (
    <ViewportPortal>
      <svg className={classes.guides} data-testid="guides" aria-hidden="true">
        {lines.map((line) => (
          <path key={`${line.axis} ${line.at}`} d={linePath(line)} />
        ))}
        {gaps.map((gap) => (
          <path
            key={`${gap.axis} ${gap.from} ${gap.to}`}
            className={classes.gap}
            d={gapPath(gap, barSize / 2 / zoom)}
          />
        ))}
      </svg>
    </ViewportPortal>
  )
}

function linePath({ axis, at, from, to }: GuideLine): string {
  return axis === 'x' ? `M${at} ${from}V${to}` : `M${from} ${at}H${to}`
}

function gapPath({ axis, from, to, at }: EvenGap, bar: number): string {
  return axis === 'x'
    ? `M${from} ${at - bar}v${2 * bar}M${to} ${at - bar}v${2 * bar}M${from} ${at}H${to}`
    : `M${at - bar} ${from}h${2 * bar}M${at - bar} ${to}h${2 * bar}M${at} ${from}V${to}`
}
