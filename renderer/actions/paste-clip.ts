import { nodeSize } from '#shared/document/extent.ts'
import type { Fragment } from '#shared/document/fragment.ts'
import { readFragment } from '#shared/document/fragment-text.ts'
import { insertFree } from '#shared/document/free-place.ts'
import type { LoomNode } from '#shared/document/schema.ts'
import { shell } from '../client/shell-client.ts'
import { canvas } from '../editor/canvas-control.ts'
import { revealIfHidden } from '../editor/reveal-if-hidden.ts'
import { useClipboardStore } from '../stores/clipboard-store.ts'
import { useDocumentStore } from '../stores/document-store.ts'
import { useSelectionStore } from '../stores/selection-store.ts'
import { useShellStore } from '../stores/shell-store.ts'
import type { Action } from './action.ts'

/** How far each paste lies from the last, in pixels. */
const pasteStep = 40

/** Puts the layers of the clipboard under the pointer; where it is elsewhere, beside where they came from. */
export const pasteClipAction: Action = {
  id: 'paste',
  labelKey: 'actions.paste',
  shortcuts: ['Mod+V'],
  undo: 'now',
  menu: { places: ['layers', 'canvas'], group: 'clip' },
  isEnabled: () => true,
  async perform() {
    const pointer = canvas().pointer()
    const text = await shell.readClipboard({})
    const fragment = readFragment(text)
    if (!fragment) {
      useShellStore.getState().notify({ tone: 'info', content: { textKey: 'app:notices.nothingToPaste' } })
      return
    }
    const pastes = useClipboardStore.getState().countPaste(text, JSON.stringify(pointer))
    addCopy(fragment, shiftOf(fragment, pointer, pastes), 'app:edits.paste')
  },
}

type Position = LoomNode['position']

function shiftOf(fragment: Fragment, pointer: Position | null, pastes: number): Position {
  const middle = middleOf(fragment)
  const beside = { x: pastes * pasteStep, y: pastes * pasteStep }
  const target =
    pointer ?? (canvas().isInView({ x: middle.x + beside.x, y: middle.y + beside.y }) ? null : canvas().center())
  if (!target) return beside
  const step = (pastes - 1) * pasteStep
  const snap = (value: number) => Math.round(value / 10) * 10
  return { x: snap(target.x - middle.x) + step, y: snap(target.y - middle.y) + step }
}

/** The middle of the places of all layers and notes. */
function middleOf({ nodes, notes }: Fragment): Position {
  const positions = [...nodes, ...notes].map(({ position }) => position)
  const middle = (values: number[]) => (Math.min(...values) + Math.max(...values)) / 2
  return {
    x: middle(positions.map(({ x }) => x)) + nodeSize.width / 2,
    y: middle(positions.map(({ y }) => y)) + nodeSize.height / 2,
  }
}

/** Adds a copy to the drawing, beside what lies there already, and selects it. */
export function addCopy(fragment: Fragment, shift: Position, label: string): void {
  const { document, ids } = insertFree(useDocumentStore.getState().document, fragment, shift)
  useDocumentStore.getState().edit(() => document, label)
  const added = new Set(ids.values())
  const [first] = [...document.nodes, ...document.notes].filter(({ id }) => added.has(id))
  useSelectionStore.getState().select([...fragment.nodes, ...fragment.notes].flatMap(({ id }) => ids.get(id) ?? []))
  if (first) revealIfHidden(first)
}
