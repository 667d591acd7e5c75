import { addNote } from '#shared/document/notes.ts'
import { canvas } from '../editor/canvas-control.ts'
import { useDocumentStore } from '../stores/document-store.ts'
import { editNote, noteGesture } from '../stores/note-store.ts'
import { useSelectionStore } from '../stores/selection-store.ts'
import type { Action } from './action.ts'

/** Puts a note under the pointer, else into the middle of the view, to be written at once. */
export const addNoteAction: Action = {
  id: 'addNote',
  labelKey: 'actions.addNote',
  shortcuts: ['N'],
  undo: 'now',
  menu: { places: ['canvas'], group: 'add' },
  isEnabled: () => true,
  perform() {
    const { x, y } = canvas().pointer() ?? canvas().center()
    const { document, edit } = useDocumentStore.getState()
    const added = addNote(document, { x: Math.round(x), y: Math.round(y) })
    edit(() => added.document, 'app:edits.note', { gesture: noteGesture(added.noteId) })
    useSelectionStore.getState().select([added.noteId])
    editNote(added.noteId)
  },
}
