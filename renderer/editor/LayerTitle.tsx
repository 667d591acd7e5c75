import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { renameNode } from '../stores/edits.ts'
import { KindName } from '../ui/KindName.tsx'
import classes from './LayerNode.module.css'
import { TitleField } from './TitleField.tsx'

interface LayerTitleProps {
  nodeId: string
  name: string | undefined
  kind: string
  shape: string | null
}

/** The layer's name; a double click turns it into a field. */
export function LayerTitle({ nodeId, name, kind, shape }: LayerTitleProps) {
  const { t } = useTranslation()
  const [isEditing, setEditing] = useState(false)
  if (isEditing) {
    return (
      <TitleField
        name={name ?? ''}
        label={t('inspector.name')}
        placeholder={kind}
        onName={(text) => renameNode(nodeId, text)}
        onDone={() => setEditing(false)}
      />
    )
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the inspector has the same field for the keyboard.
    <span
      className={classes.title}
      data-shape={shape ?? undefined}
      title={t('node.renameHint', { name: name ?? kind })}
      onDoubleClick={(event) => {
        event.stopPropagation()
        setEditing(true)
      }}
    >
      <span className={classes.name}>{name ?? <KindName kind={kind} />}</span>
      {name !== undefined && <span className={classes.kind}>{kind}</span>}
    </span>
  )
}
