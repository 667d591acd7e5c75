import { layersOf } from '#shared/document/block-tree.ts'
import { canvas } from '../../editor/canvas-control.ts'
import { neighbour, type Step, steps } from '../../editor/keyboard/neighbour.ts'
import { useDocumentStore } from '../../stores/document-store.ts'
import { useSelectionStore } from '../../stores/selection-store.ts'
import type { Action } from '../action.ts'

const keys: Record<Step, string> = {
  next: 'Alt+ArrowDown',
  previous: 'Alt+ArrowUp',
  left: 'Alt+ArrowLeft',
  right: 'Alt+ArrowRight',
}

function walk(step: Step): void {
  const { nodes } = canvas().drawn()
  const from = canvas().focused() ?? useSelectionStore.getState().selectedNodeIds.at(-1)
  const to = from === undefined ? (nodes[0]?.id ?? null) : neighbour(canvas().drawn(), from, step)
  if (to === null) return
  useSelectionStore.getState().select(layersOf(useDocumentStore.getState().document, to))
  canvas().focus(to)
}

/** Alt and the arrow keys go from layer to layer along the lines. */
export const walkActions: readonly Action[] = steps.map((step) => ({
  id: `walk-${step}`,
  labelKey: `actions.walk-${step}`,
  shortcuts: [keys[step]],
  undo: 'never',
  scope: 'canvas',
  repeats: true,
  isEnabled: ({ document }) => document.nodes.length > 0,
  perform: () => walk(step),
}))
