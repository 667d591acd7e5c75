import { describe, expect, it } from 'vitest'
import { setColour } from './blocks.ts'
import { remove } from './edit.ts'
import { addNote, updateNote } from './notes.ts'
import { readDocument } from './parse.ts'
import { emptyDocument } from './schema.ts'

describe('notes', () => {
  const { document, noteId } = addNote(emptyDocument(), { x: 10, y: 20 })

  it('are written, moved and resized', () => {
    const size = { width: 300, height: 50 }
    const changed = updateNote(document, noteId, { text: 'one\ntwo', size })
    expect(changed.notes).toEqual([{ id: 'note-1', text: 'one\ntwo', position: { x: 10, y: 20 }, size }])
    expect(readDocument(JSON.parse(JSON.stringify(changed)), 'x')).toEqual(changed)
    expect(updateNote(changed, noteId, { text: 'one\ntwo' })).toBe(changed)
    expect(updateNote(changed, 'nobody', { text: '' })).toBe(changed)
  })

  it('have colours, and go like layers', () => {
    expect(setColour(document, new Set([noteId]), 'yellow').notes[0]?.colour).toBe('yellow')
    expect(remove(document, new Set([noteId])).notes).toEqual([])
  })
})
