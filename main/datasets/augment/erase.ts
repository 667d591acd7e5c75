import type { Random } from '../random.ts'
import type { Raster } from './sample.ts'

/** A rectangle of whole pixels that is covered. */
export interface Patch {
  top: number
  left: number
  height: number
  width: number
  /** One value, or a value of its own for each number. */
  fill: number | Random
}

export function erasePatch({ width, channels, values }: Raster<Uint8Array | Uint16Array>, patch: Patch): void {
  const { fill } = patch
  for (let row = patch.top; row < patch.top + patch.height; row += 1) {
    const start = (row * width + patch.left) * channels
    const end = start + patch.width * channels
    if (typeof fill === 'number') values.fill(fill, start, end)
    else for (let place = start; place < end; place += 1) values[place] = Math.floor(256 * fill())
  }
}
