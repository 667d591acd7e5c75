import { type Clip, pasteClip } from '../stores/clip.ts'
import { useClipboardStore } from '../stores/clipboard-store.ts'
import { useDocumentStore } from '../stores/document-store.ts'
import { useSelectionStore } from '../stores/selection-store.ts'
import type { Action } from './action.ts'

/** How far each paste lies from the last, in pixels. */
const pasteStep = 40

export const pasteClipAction: Action = {
  id: 'paste',
  labelKey: 'actions.paste',
  shortcuts: ['Mod+V'],
  undo: 'now',
  menu: { places: ['layers', 'canvas'], group: 'clip' },
  isEnabled: ({ hasClip }) => hasClip,
  perform() {
    const { clip, countPaste } = useClipboardStore.getState()
    if (clip) addCopy(clip, countPaste() * pasteStep, 'app:edits.paste')
  },
}

/** Adds a copy of the clip to the drawing and selects it. */
export function addCopy(clip: Clip, offset: number, label: string): void {
  const pasted = pasteClip(useDocumentStore.getState().document, clip, offset)
  useDocumentStore.getState().edit(() => pasted.document, label)
  useSelectionStore.getState().select(pasted.nodeIds)
}
