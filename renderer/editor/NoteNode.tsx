import { type NodeProps, NodeResizer } from '@xyflow/react'
import { memo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { updateNote } from '#shared/document/notes.ts'
import { useDocumentStore } from '../stores/document-store.ts'
import { editNote, finishNote, useNoteStore } from '../stores/note-store.ts'
import { chosenColor } from '../ui/layer-look.ts'
import type { NoteFlowNode } from './flow-types.ts'
import classes from './NoteNode.module.css'

const least = { width: 80, height: 40 }

/** Text on the canvas. A double click writes on it, its corners draw it larger or smaller. */
export const NoteNode = memo(function NoteNode({ id, data: { note }, selected }: NodeProps<NoteFlowNode>) {
  const { t } = useTranslation()
  const isEdited = useNoteStore(({ editedId }) => editedId === id)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the inspector has the same text for the keyboard.
    <div
      className={classes.note}
      style={{ '--note-color': chosenColor(note.colour, 'var(--loom-colour-yellow)') } as React.CSSProperties}
      data-testid={`note-${id}`}
      data-selected={selected || undefined}
      title={isEdited ? undefined : t('note.hint')}
      onDoubleClick={(event) => {
        event.stopPropagation()
        useDocumentStore.getState().endGesture()
        editNote(id)
      }}
    >
      <NodeResizer
        isVisible={selected && !isEdited}
        minWidth={least.width}
        minHeight={least.height}
        onResizeEnd={(_event, { x, y, width, height }) => {
          const size = { width: Math.round(width), height: Math.round(height) }
          const change = { position: { x: Math.round(x), y: Math.round(y) }, size }
          useDocumentStore.getState().endGesture()
          useDocumentStore.getState().edit((document) => updateNote(document, id, change), 'app:edits.resizeNote')
        }}
      />
      {isEdited ? <NoteField noteId={id} text={note.text} /> : <p className={classes.text}>{note.text}</p>}
    </div>
  )
})

function NoteField({ noteId, text }: { noteId: string; text: string }) {
  const { t } = useTranslation()
  const [written, setWritten] = useState(text)
  return (
    <textarea
      className={`${classes.field} nodrag nopan nowheel`}
      aria-label={t('note.text')}
      placeholder={t('note.placeholder')}
      value={written}
      maxLength={10_000}
      // biome-ignore lint/a11y/noAutofocus: the person has just asked to write.
      autoFocus
      onChange={(event) => setWritten(event.target.value)}
      onBlur={() => finishNote(noteId, written)}
      onKeyDown={(event) => {
        event.stopPropagation()
        if (event.key === 'Escape' || (event.key === 'Enter' && (event.ctrlKey || event.metaKey))) {
          event.currentTarget.blur()
        }
      }}
    />
  )
}
