import { Button, Select, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { core } from '../../../client/core-client.ts'
import classes from './OwnSet.module.css'
import type { OwnSets } from './use-own-sets.ts'

interface SetChoiceProps {
  own: OwnSets
  name: string
  onName: (name: string | null) => void
}

/** Which set is worked on: one that there is, or a new one; removing one asks first. */
export function SetChoice({ own, name, onName }: SetChoiceProps) {
  const { t } = useTranslation('data')
  const [draft, setDraft] = useState<string | null>(null)
  const [isAsking, setAsking] = useState(false)
  const names = own.sets?.map((set) => set.name) ?? []
  const begin = () => {
    const typed = draft?.trim()
    if (typed) onName(typed)
    setDraft(null)
  }
  const remove = async () => {
    setAsking(false)
    if (await own.change(() => core.removeSet({ set: name }))) onName(null)
  }
  if (draft !== null) {
    return (
      <div className={classes.choice}>
        <TextInput
          autoFocus
          value={draft}
          maxLength={80}
          placeholder={t('own.setName')}
          aria-label={t('own.setName')}
          onChange={(event) => setDraft(event.currentTarget.value)}
          onKeyDown={(event) => event.key === 'Enter' && begin()}
          data-testid="own-set-name"
        />
        <Button onClick={begin}>{t('own.begin')}</Button>
        <Button variant="default" onClick={() => setDraft(null)}>
          {t('own.cancel')}
        </Button>
      </div>
    )
  }
  return (
    <div className={classes.choice}>
      <Select
        data={names.includes(name) ? names : [...names, name]}
        value={name}
        onChange={(value) => value && onName(value)}
        allowDeselect={false}
        aria-label={t('own.setName')}
      />
      <Button
        variant="default"
        leftSection={<IconPlus size={15} />}
        onClick={() => setDraft('')}
        data-testid="own-set-new"
      >
        {t('own.new')}
      </Button>
      {names.includes(name) ? (
        <Button
          variant={isAsking ? 'filled' : 'subtle'}
          color="red"
          leftSection={<IconTrash size={15} />}
          onClick={() => (isAsking ? void remove() : setAsking(true))}
          onBlur={() => setAsking(false)}
          data-testid="own-set-delete"
        >
          {t(isAsking ? 'own.reallyDelete' : 'own.delete')}
        </Button>
      ) : null}
    </div>
  )
}
