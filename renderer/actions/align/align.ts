import { type Alignment, align, alignments, axes, distribute } from '../../editor/arrange.ts'
import { canvas } from '../../editor/canvas-control.ts'
import { commitPositions } from '../../editor/move-nodes.ts'
import { useDocumentStore } from '../../stores/document-store.ts'
import type { Action } from '../action.ts'

const shortcuts: Partial<Record<Alignment, string>> = {
  left: 'Alt+Shift+A',
  center: 'Alt+Shift+H',
  right: 'Alt+Shift+D',
  top: 'Alt+Shift+W',
  middle: 'Alt+Shift+V',
  bottom: 'Alt+Shift+S',
}

function arrangeAction(id: string, shortcut: string | undefined, least: number, arrange: Arrange): Action {
  return {
    id,
    labelKey: `actions.${id}`,
    shortcuts: shortcut === undefined ? [] : [shortcut],
    undo: 'now',
    menu: { places: ['layers'], group: 'align' },
    isEnabled: ({ selectedNodeIds }) => selectedNodeIds.length >= least,
    perform() {
      const positions = arrange(canvas().selectedBoxes())
      useDocumentStore.getState().edit((document) => commitPositions(document, positions), 'app:edits.align')
    },
  }
}

type Arrange = (boxes: Parameters<typeof align>[0]) => ReturnType<typeof align>

/** Six ways to align what is selected, and two to make the gaps alike. */
export const alignActions: readonly Action[] = [
  ...alignments.map((alignment) =>
    arrangeAction(`align-${alignment}`, shortcuts[alignment], 2, (boxes) => align(boxes, alignment)),
  ),
  ...axes.map((axis) => arrangeAction(`distribute-${axis}`, undefined, 3, (boxes) => distribute(boxes, axis))),
]
