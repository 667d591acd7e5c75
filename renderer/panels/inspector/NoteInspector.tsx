import { Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { updateNote } from '#shared/document/notes.ts'
import type { LoomNote } from '#shared/document/schema.ts'
import { useDocumentStore } from '../../stores/document-store.ts'
import { noteGesture } from '../../stores/note-store.ts'
import { ColourPicker } from './ColourPicker.tsx'
import classes from './Inspector.module.css'

/** Text and colour of the note that is selected. */
export function NoteInspector({ note }: { note: LoomNote }) {
  const { t } = useTranslation()
  const edit = useDocumentStore((state) => state.edit)
  const endGesture = useDocumentStore((state) => state.endGesture)
  return (
    <div data-testid="note-inspector">
      <div className={classes.parameter}>
        <Textarea
          label={t('note.text')}
          data-document-field
          autosize
          minRows={4}
          maxRows={14}
          maxLength={10_000}
          value={note.text}
          onChange={({ currentTarget: { value: text } }) =>
            edit((document) => updateNote(document, note.id, { text }), 'app:edits.note', {
              gesture: noteGesture(note.id),
            })
          }
          onBlur={endGesture}
        />
      </div>
      <ColourPicker colour={note.colour} />
    </div>
  )
}
