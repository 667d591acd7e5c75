import { freshId } from './edit.ts'
import type { LoomDocument, LoomNote } from './schema.ts'

/** Adds an empty note and answers its id. */
export function addNote(
  document: LoomDocument,
  position: LoomNote['position'],
): { document: LoomDocument; noteId: string } {
  const noteId = freshId(document, 'note')
  const note: LoomNote = { id: noteId, text: '', position, size: { width: 220, height: 96 } }
  return { document: { ...document, notes: [...document.notes, note] }, noteId }
}

/** The same document when nothing of the note changes. */
export function updateNote(
  document: LoomDocument,
  noteId: string,
  change: Partial<Pick<LoomNote, 'text' | 'position' | 'size'>>,
): LoomDocument {
  const note = document.notes.find(({ id }) => id === noteId)
  if (!note) return document
  const changed = { ...note, ...change }
  if (JSON.stringify(changed) === JSON.stringify(note)) return document
  return { ...document, notes: document.notes.map((each) => (each === note ? changed : each)) }
}
