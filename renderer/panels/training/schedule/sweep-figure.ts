import type { RateSweep, SweepPoint } from '#shared/training/rate-sweep.ts'

const size = { width: 260, height: 80 }

/** The sweep as paths of an SVG picture: rates go along in powers of ten, losses up to a little above the first. */
export function sweepFigure({ points, suggestion }: RateSweep) {
  const finite = points.filter(({ smooth }) => Number.isFinite(smooth))
  const first = finite[0]?.rate ?? 1e-6
  const last = finite.at(-1)?.rate ?? 10
  const span = Math.log(last / first) || 1
  const losses = finite.map(({ smooth }) => smooth)
  const least = Math.min(...losses)
  // What explodes goes beyond the picture; what matters is below the first losses.
  const most = Math.min(Math.max(...losses), 1.3 * (losses[0] ?? 1))
  const range = most - least || 1
  const xOf = (rate: number) => (size.width * Math.log(rate / first)) / span
  const yOf = (loss: number) => Math.max(0, size.height - 4 - ((size.height - 8) * (loss - least)) / range)
  const pathOf = (pick: (point: SweepPoint) => number) =>
    finite
      .map((point, at) => `${at === 0 ? 'M' : 'L'}${xOf(point.rate).toFixed(1)} ${yOf(pick(point)).toFixed(1)}`)
      .join('')
  return {
    ...size,
    path: pathOf(({ smooth }) => smooth),
    dots: pathOf(({ loss }) => Math.max(loss, least - 0.05 * range)),
    suggested: suggestion ? xOf(suggestion.rate) : null,
    first,
    last,
  }
}
