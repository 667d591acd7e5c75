import { ActionIcon, Button, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { OwnPicture } from './OwnPicture.tsx'
import classes from './OwnSet.module.css'

/** Pictures of a class that are shown; the newest. */
const mostShown = 60

interface ClassColumnProps {
  set: string
  name: string
  pictures: readonly string[]
  /** Whether there is a drawing to add. */
  canAdd: boolean
  onAdd: () => void
  onRename: (to: string) => void
  onRemovePicture: (picture: string) => void
  /** Only for a class without pictures. */
  onRemove: () => void
}

/** A class of a set that is being made. */
export function ClassColumn(props: ClassColumnProps) {
  const { set, name, pictures, canAdd, onAdd, onRename, onRemovePicture, onRemove } = props
  const { t } = useTranslation('data')
  const [draft, setDraft] = useState(name)
  const rename = () => {
    const to = draft.trim()
    if (to === '') setDraft(name)
    else if (to !== name) onRename(to)
  }
  return (
    <section className={classes.column} aria-label={name} data-testid={`own-class-${name}`}>
      <div className={classes.columnHead}>
        <TextInput
          className={classes.name}
          value={draft}
          maxLength={80}
          onChange={(event) => setDraft(event.currentTarget.value)}
          onBlur={rename}
          onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
          aria-label={t('own.className')}
          spellCheck={false}
        />
        {pictures.length === 0 ? (
          <ActionIcon variant="subtle" color="gray" onClick={onRemove} aria-label={t('own.removeClass', { name })}>
            <IconX size={15} />
          </ActionIcon>
        ) : (
          <span className={`${classes.count} loom-numbers`} data-testid={`own-count-${name}`}>
            {pictures.length}
          </span>
        )}
      </div>
      <Button
        fullWidth
        leftSection={<IconPlus size={15} />}
        disabled={!canAdd}
        onClick={onAdd}
        data-testid={`own-add-${name}`}
      >
        {t('own.add')}
      </Button>
      <ul className={classes.pictures}>
        {[...pictures]
          .reverse()
          .slice(0, mostShown)
          .map((picture) => (
            <OwnPicture
              key={picture}
              place={{ set, className: name, picture }}
              onRemove={() => onRemovePicture(picture)}
            />
          ))}
      </ul>
    </section>
  )
}
