import { create } from 'zustand'
import { remove } from '#shared/document/edit.ts'
import { updateNote } from '#shared/document/notes.ts'
import { useDocumentStore } from './document-store.ts'

/** The note that is being written on the canvas. */
export const useNoteStore = create<{ editedId: string | null }>()(() => ({ editedId: null }))

export function editNote(noteId: string | null): void {
  useNoteStore.setState({ editedId: noteId })
}

/** Keeps what was written: one step with the making of the note. One that was never written on is taken away again. */
export function finishNote(noteId: string, text: string): void {
  const { edit, endGesture } = useDocumentStore.getState()
  const gesture = noteGesture(noteId)
  editNote(null)
  if (text.trim() === '') edit((document) => remove(document, new Set([noteId])), 'app:edits.delete', { gesture })
  else edit((document) => updateNote(document, noteId, { text: text.slice(0, 10_000) }), 'app:edits.note', { gesture })
  endGesture()
}

export function noteGesture(noteId: string): string {
  return `note ${noteId}`
}
