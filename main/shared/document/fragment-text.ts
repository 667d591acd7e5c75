import { LoomError } from '../messages/loom-error.ts'
import type { Fragment } from './fragment.ts'
import { parseDocument } from './parse.ts'
import { currentVersion } from './schema.ts'

/** More text than this is no fragment of a drawing. */
export const longestText = 20_000_000

/** A fragment as text for the clipboard: a `.loom` file that names only its part of the drawing. */
export function printFragment(fragment: Fragment): string {
  return JSON.stringify({ format: 'layerloom', version: currentVersion, ...fragment }, null, 2)
}

/** The fragment in a text, also in that of a whole `.loom` file; null where the text holds none. */
export function readFragment(text: string): Fragment | null {
  // Most text that people copy is something else.
  if (text.length > longestText || !text.includes('"layerloom"')) return null
  try {
    const { nodes, edges, blocks, notes } = parseDocument(text, '')
    return nodes.length + notes.length > 0 ? { nodes, edges, blocks, notes } : null
  } catch (thrown) {
    if (thrown instanceof LoomError) return null
    throw thrown
  }
}
