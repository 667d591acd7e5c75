import { z } from 'zod'
import type { OpenedProject } from '#shared/contract/shell.ts'
import { readDocument } from '#shared/document/parse.ts'
import { readNote, removeNote, writeNote } from './notes.ts'

const note = 'autosave.json'
const noteSchema = z.object({ path: z.string().nullable(), document: z.unknown() })

/** Keeps the drawing outside its file, for the case that the program ends before it is saved. */
export function keepAutosave(project: OpenedProject): void {
  writeNote(note, project)
}

export function dropAutosave(): void {
  removeNote(note)
}

/** The drawing that an earlier session left behind when it was cut off. */
export function leftBehind(): OpenedProject | null {
  const kept = readNote(note, noteSchema)
  if (!kept) return null
  try {
    return { path: kept.path, document: readDocument(kept.document, note) }
  } catch (error) {
    console.error('The drawing of the last session cannot be read:', error)
    return null
  }
}
