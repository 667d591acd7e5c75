import { learningRateAt, type RatePlan } from '#shared/training/learning-rate.ts'

export interface CurvePoint {
  /** In epochs. */
  epoch: number
  rate: number
}

const mostPoints = 240

/** The rates of a run, at so many of its steps that a narrow chart shows every turn. Falls at once have two points. */
export function sampleRates(plan: RatePlan): CurvePoint[] {
  const { stepsPerEpoch, epochs } = plan
  const steps = epochs * stepsPerEpoch
  const count = Math.min(steps, mostPoints)
  const points = Array.from({ length: count }, (_, index) => {
    const step = count < 2 ? 0 : Math.round((index * (steps - 1)) / (count - 1))
    return { epoch: step / stepsPerEpoch, rate: learningRateAt(plan, step) }
  })
  // The last step lasts until the end.
  return [...points, { epoch: epochs, rate: points.at(-1)?.rate ?? 0 }]
}

/** As the path of an SVG picture of this size, from the upper left corner; `top` is the rate at its upper edge. */
export function curvePath(
  points: readonly CurvePoint[],
  { width, height, top, epochs }: { width: number; height: number; top: number; epochs: number },
): string {
  const place = ({ epoch, rate }: CurvePoint) => {
    const x = (width * epoch) / Math.max(1e-9, epochs)
    const y = height - (height * rate) / (top > 0 ? top : 1)
    return `${x.toFixed(2)} ${y.toFixed(2)}`
  }
  return points.map((point, index) => `${index === 0 ? 'M' : 'L'}${place(point)}`).join('')
}
