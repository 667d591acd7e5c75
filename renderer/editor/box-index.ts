import type { Box } from '#shared/document/place-blocks.ts'

/** Width and height of a cell, in the drawing's pixels: a few layers. */
const cell = { width: 480, height: 280 }

/** Finds boxes by where they are, without a look at all of them. */
export interface BoxIndex {
  /** Those that share some area with a part of the drawing. */
  within(part: Box): Box[]
}

export function indexBoxes(boxes: Iterable<Box>): BoxIndex {
  const cells = new Map<string, Box[]>()
  for (const box of boxes) {
    for (const key of cellsOf(box)) {
      const own = cells.get(key)
      if (own) own.push(box)
      else cells.set(key, [box])
    }
  }
  return {
    within(part) {
      const found = new Set<Box>()
      for (const key of cellsOf(part)) {
        for (const box of cells.get(key) ?? []) if (isTouching(box, part)) found.add(box)
      }
      return [...found]
    },
  }
}

function isTouching(a: Box, b: Box): boolean {
  return a.left < b.right && a.right > b.left && a.top < b.bottom && a.bottom > b.top
}

function* cellsOf({ left, top, right, bottom }: Box): Generator<string> {
  for (let x = Math.floor(left / cell.width); x * cell.width <= right; x += 1) {
    for (let y = Math.floor(top / cell.height); y * cell.height <= bottom; y += 1) yield `${x} ${y}`
  }
}
