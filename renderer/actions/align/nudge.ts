import { canvas } from '../../editor/canvas-control.ts'
import { commitPositions } from '../../editor/move-nodes.ts'
import { useDocumentStore } from '../../stores/document-store.ts'
import type { Action } from '../action.ts'

/** Pixels of a step of the grid. */
const step = 10
/** Moves that follow each other as quickly as this are one undo step, in milliseconds. */
const burstMs = 1000

const directions = {
  Left: { x: -1, y: 0 },
  Right: { x: 1, y: 0 },
  Up: { x: 0, y: -1 },
  Down: { x: 0, y: 1 },
} as const

let burst = 0
let lastAt = Number.NEGATIVE_INFINITY

function nudge({ x, y }: { x: number; y: number }): void {
  const now = performance.now()
  if (now - lastAt > burstMs) burst += 1
  lastAt = now
  const boxes = canvas().selectedBoxes()
  const positions = new Map([...boxes].map(([id, box]) => [id, { x: box.x + x, y: box.y + y }]))
  const gesture = `nudge ${burst} ${[...boxes.keys()].join(' ')}`
  useDocumentStore.getState().edit((document) => commitPositions(document, positions), 'app:edits.move', { gesture })
}

/** The arrow keys move what is selected by a step of the grid, with Shift by ten. */
export const nudgeActions: readonly Action[] = Object.entries(directions).flatMap(([name, { x, y }]) =>
  [
    { id: `nudge-${name.toLowerCase()}`, shortcut: `Arrow${name}`, by: step },
    { id: `nudge-far-${name.toLowerCase()}`, shortcut: `Shift+Arrow${name}`, by: 10 * step },
  ].map(
    ({ id, shortcut, by }): Action => ({
      id,
      labelKey: `actions.${id}`,
      shortcuts: [shortcut],
      undo: 'gesture',
      scope: 'canvas',
      repeats: true,
      isEnabled: ({ selectedNodeIds }) => selectedNodeIds.length > 0,
      perform: () => nudge({ x: x * by, y: y * by }),
    }),
  ),
)
