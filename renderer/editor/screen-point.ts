import type { ScreenPoint } from '../stores/overlay-store.ts'

/** Where a pointer or the first finger is; null when the event has neither. */
export function pointOf(event: MouseEvent | TouchEvent): ScreenPoint | null {
  const at = 'clientX' in event ? event : (event.touches[0] ?? event.changedTouches[0])
  return at ? { x: at.clientX, y: at.clientY } : null
}
