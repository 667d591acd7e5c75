/** How much a layer shows, from all of it to its name in large letters; the styles say what each means. */
export type Detail = 'near' | 'middle' | 'far' | 'distant'

/** Down to which zoom a detail is shown, and how high its names are then, in pixels of the drawing. */
export const details: readonly { detail: Detail; leastZoom: number; nameHeight: number }[] = [
  { detail: 'near', leastZoom: 0.78, nameHeight: 13 },
  { detail: 'middle', leastZoom: 0.5, nameHeight: 20 },
  { detail: 'far', leastZoom: 0.36, nameHeight: 28 },
  { detail: 'distant', leastZoom: 0, nameHeight: 36 },
]

/** Below it, names are less than ten pixels high on the screen. */
export const leastReadableZoom = 0.28

export function detailAt(zoom: number): Detail {
  return details.find(({ leastZoom }) => zoom >= leastZoom)?.detail ?? 'distant'
}
