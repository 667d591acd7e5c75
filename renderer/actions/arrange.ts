import { layersOf } from '#shared/document/block-tree.ts'
import { type Fragment, takeFragment } from '#shared/document/fragment.ts'
import type { LoomDocument } from '#shared/document/schema.ts'
import { arrange } from '#shared/zoo/arrange.ts'
import { canvas } from '../editor/canvas-control.ts'
import { cornerOf, type Direction, type Positions } from '../editor/layout/elk-graph.ts'
import { layOut } from '../editor/layout/run-layout.ts'
import { commitPositions } from '../editor/move-nodes.ts'
import { useDocumentStore } from '../stores/document-store.ts'
import { useSelectionStore } from '../stores/selection-store.ts'
import type { Action } from './action.ts'

const menu = { places: ['layers', 'canvas'], group: 'layout' } as const

function arrangeAction(direction: Direction, shortcut: string): Action {
  return {
    id: `arrange-${direction}`,
    labelKey: `actions.arrange-${direction}`,
    shortcuts: [shortcut],
    undo: 'now',
    menu,
    isEnabled: ({ document }) => document.nodes.length > 1,
    async perform() {
      const part = chosenPart()
      const positions = await layOut(part, direction)
      if (positions) settle(positions)
    },
  }
}

/** From top to bottom, or from left to right, each branch beside the other. */
export const arrangeDownAction = arrangeAction('down', 'Mod+L')
export const arrangeRightAction = arrangeAction('right', 'Mod+Shift+L')

/** Like text in columns, so that a long network fits a screen. */
export const arrangeColumnsAction: Action = {
  id: 'arrange-columns',
  labelKey: 'actions.arrange-columns',
  shortcuts: [],
  undo: 'now',
  menu,
  isEnabled: ({ document }) => document.nodes.length > 1,
  perform() {
    const part = chosenPart()
    const { document } = useDocumentStore.getState()
    const { nodes, blocks, edges } = arrange({ ...document, ...part }, canvas().room() ?? undefined)
    const corner = cornerOf(part)
    const from = cornerOf({ ...part, nodes, blocks, edges })
    const moved = [...nodes, ...blocks].map(
      ({ id, position: { x, y } }) => [id, { x: x - from.x + corner.x, y: y - from.y + corner.y }] as const,
    )
    settle(new Map(moved))
  },
}

/** The selection, when it is more than one layer or block; else the whole drawing. */
function chosenPart(): Fragment {
  const { document } = useDocumentStore.getState()
  const { selectedNodeIds } = useSelectionStore.getState()
  const chosen = new Set(selectedNodeIds.flatMap((id) => layersOf(document, id)))
  const isMany = document.nodes.filter(({ id }) => chosen.has(id)).length > 1
  return takeFragment(document, isMany ? chosen : allOf(document))
}

function allOf({ nodes }: LoomDocument): Set<string> {
  return new Set(nodes.map(({ id }) => id))
}

function settle(positions: Positions): void {
  const { edit, endGesture } = useDocumentStore.getState()
  endGesture()
  edit((document) => commitPositions(document, positions), 'app:edits.arrange')
  if (useSelectionStore.getState().selectedNodeIds.length < 2) canvas().showBeginning()
}
