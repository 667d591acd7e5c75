import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { renameNode } from '../stores/edits.ts'
import classes from './LayerNode.module.css'

interface LayerTitleProps {
  nodeId: string
  name: string | undefined
  kind: string
}

/** The layer's name; a double click turns it into a field. */
export function LayerTitle({ nodeId, name, kind }: LayerTitleProps) {
  const { t } = useTranslation()
  const [isEditing, setEditing] = useState(false)
  if (isEditing) return <TitleField nodeId={nodeId} name={name ?? ''} kind={kind} onDone={() => setEditing(false)} />
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the inspector has the same field for the keyboard.
    <span
      className={classes.title}
      title={t('node.renameHint', { name: name ?? kind })}
      onDoubleClick={(event) => {
        event.stopPropagation()
        setEditing(true)
      }}
    >
      <span className={classes.name}>{name ?? kind}</span>
      {name !== undefined && <span className={classes.kind}>{kind}</span>}
    </span>
  )
}

function TitleField({
  nodeId,
  name,
  kind,
  onDone,
}: {
  nodeId: string
  name: string
  kind: string
  onDone: () => void
}) {
  const { t } = useTranslation()
  const [text, setText] = useState(name)
  const finish = () => {
    renameNode(nodeId, text)
    onDone()
  }
  return (
    <input
      className={`${classes.titleField} nodrag nopan`}
      aria-label={t('inspector.name')}
      placeholder={kind}
      value={text}
      maxLength={100}
      // biome-ignore lint/a11y/noAutofocus: the person has just asked for this field.
      autoFocus
      onFocus={(event) => event.target.select()}
      onChange={(event) => setText(event.target.value)}
      onBlur={finish}
      onKeyDown={(event) => {
        event.stopPropagation()
        if (event.key === 'Enter') finish()
        if (event.key === 'Escape') onDone()
      }}
    />
  )
}
