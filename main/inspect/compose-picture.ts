import type { ScoreMap } from '#shared/contract/weights.ts'
import type { Dataset } from '../datasets/dataset.ts'
import { packImages } from '../datasets/describe-dataset.ts'
import { seededRandom } from '../datasets/random.ts'

export interface Scene {
  height: number
  width: number
  /** How many pictures are put on it, as far as they have room. */
  count: number
  seed: number
}

/** Pixels: pictures lie at multiples of them, so that a place of the map sees each picture as a whole. */
export type Grid = readonly [down: number, across: number]

/** How often a free place is looked for before a picture is left out. */
const mostTries = 400

/** A larger picture with test pictures on it that do not overlap; between them is what most of them have at their corners. */
export function composePicture(dataset: Dataset, scene: Scene, grid: Grid): Pick<ScoreMap, 'picture' | 'placed'> {
  const { height: rows, width: columns } = scene
  const random = seededRandom(scene.seed)
  const below = (limit: number) => Math.floor(random() * limit)
  const chosen = Array.from({ length: scene.count }, () => below(dataset.test.count))
  const images = packImages(dataset, dataset.test, chosen)
  const { height, width, channels } = images
  const background = commonCorner(images.pixels, height * width * channels, channels)
  const pixels = Uint8Array.from({ length: rows * columns * channels }, (_, at) => background[at % channels] ?? 0)
  const placed: ScoreMap['placed'] = []
  for (const [order, index] of chosen.entries()) {
    const place = findRoom(placed, { ...scene, tile: { height, width }, grid, below })
    if (!place) continue
    for (let y = 0; y < height; y += 1) {
      const from = (order * height + y) * width * channels
      pixels.set(
        images.pixels.subarray(from, from + width * channels),
        ((place.top + y) * columns + place.left) * channels,
      )
    }
    const label = dataset.task === 'classification' ? (dataset.test.labels[index] ?? null) : null
    placed.push({ label, ...place, height, width })
  }
  return { picture: { height: rows, width: columns, channels, count: 1, pixels }, placed }
}

interface Room {
  height: number
  width: number
  tile: { height: number; width: number }
  grid: Grid
  below(limit: number): number
}

function findRoom(
  placed: ScoreMap['placed'],
  { height, width, tile, grid, below }: Room,
): { top: number; left: number } | null {
  if (tile.height > height || tile.width > width) return null
  for (let tries = 0; tries < mostTries; tries += 1) {
    const top = grid[0] * below(Math.floor((height - tile.height) / grid[0]) + 1)
    const left = grid[1] * below(Math.floor((width - tile.width) / grid[1]) + 1)
    const isFree = placed.every(
      (other) => Math.abs(other.top - top) >= tile.height || Math.abs(other.left - left) >= tile.width,
    )
    if (isFree) return { top, left }
  }
  return null
}

/** The colour that most pictures have at their upper left corner. */
function commonCorner(pixels: Uint8Array, pictureBytes: number, channels: number): number[] {
  const counts = new Map<string, number>()
  for (let at = 0; at < pixels.length; at += pictureBytes) {
    const colour = pixels.subarray(at, at + channels).join()
    counts.set(colour, (counts.get(colour) ?? 0) + 1)
  }
  const [most] = [...counts].sort((a, b) => b[1] - a[1])
  return most?.[0].split(',').map(Number) ?? []
}
