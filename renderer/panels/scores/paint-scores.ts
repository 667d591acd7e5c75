import type { ScoreMap } from '#shared/contract/weights.ts'
import { viridis } from '../../charts/colour-maps.ts'

/** Below this nothing is said of a place. */
const leastScore = 0.6

/** The square of the picture that a place stands for, in pixels of the picture: from its middle half a step each way. */
export function placeBox(
  { origin, step }: Pick<ScoreMap, 'origin' | 'step'>,
  row: number,
  column: number,
): { x: number; y: number; width: number; height: number } {
  return {
    x: origin[1] + step[1] * (column - 0.5),
    y: origin[0] + step[0] * (row - 0.5),
    width: step[1],
    height: step[0],
  }
}

/** Shows one class's score at each place as a colour over the picture. */
export function paintHeat(
  context: CanvasRenderingContext2D,
  map: ScoreMap,
  { scale, label }: { scale: number; label: number },
): void {
  context.save()
  context.globalAlpha = 0.62
  forEachPlace(map, (scores, box) => {
    const byte = Math.round(255 * (scores[label] ?? 0))
    context.fillStyle = `rgb(${viridis[3 * byte]} ${viridis[3 * byte + 1]} ${viridis[3 * byte + 2]})`
    context.fillRect(box.x * scale, box.y * scale, box.width * scale, box.height * scale)
  })
  context.restore()
}

/** Writes the best class on each place that is sure enough of it. */
export function paintBestClasses(
  context: CanvasRenderingContext2D,
  map: ScoreMap,
  { scale, nameOf }: { scale: number; nameOf: (label: number) => string },
): void {
  context.save()
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  forEachPlace(map, (scores, box) => {
    const best = scores.reduce((most, score, label) => (score > (scores[most] ?? 0) ? label : most), 0)
    const score = scores[best] ?? 0
    if (score < leastScore) return
    const [width, height] = [box.width * scale, box.height * scale]
    const share = (score - leastScore) / (1 - leastScore)
    context.globalAlpha = 0.25 + 0.6 * share
    context.fillStyle = `hsl(${(360 * best) / map.classes.length} 75% 45%)`
    context.fillRect(box.x * scale + 1, box.y * scale + 1, width - 2, height - 2)
    context.globalAlpha = 1
    context.fillStyle = '#fff'
    const name = nameOf(best)
    context.font = `600 ${Math.max(9, Math.min(height * 0.62, (1.6 * width) / Math.max(name.length, 1)))}px sans-serif`
    context.fillText(name, box.x * scale + width / 2, box.y * scale + height / 2, width - 2)
  })
  context.restore()
}

function forEachPlace(map: ScoreMap, paint: (scores: Float32Array, box: ReturnType<typeof placeBox>) => void): void {
  const count = map.classes.length
  for (let row = 0; row < map.rows; row += 1) {
    for (let column = 0; column < map.columns; column += 1) {
      const start = (row * map.columns + column) * count
      paint(map.scores.subarray(start, start + count), placeBox(map, row, column))
    }
  }
}
