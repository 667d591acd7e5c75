import type { LoomDocument } from '#shared/document/schema.ts'

/** How many steps back a drawing can be taken. */
export const historyLimit = 200

/** One remembered state of the drawing, and the label of the edit that made it. */
export interface HistoryEntry {
  document: LoomDocument
  editLabel: string
}

/** When an edit becomes an undo step of its own. Edits with one `gesture` (a drag, a focused field) are one step. */
export interface EditOptions {
  gesture?: string
}

/** Whether an edit continues the gesture of the edit before it, so that both are one undo step. */
export function continuesGesture(previous: string | null, next: string | undefined): boolean {
  return next !== undefined && previous === next
}
