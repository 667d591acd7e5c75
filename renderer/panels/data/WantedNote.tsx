import { Button } from '@mantine/core'
import { IconInfoCircle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { KnownSet } from '#shared/contract/known-data.ts'
import { useDocumentStore } from '../../stores/document-store.ts'
import { useKnownDataStore } from '../../stores/known-data-store.ts'
import classes from './DataSource.module.css'

/** The set that the opened template is made for and that is not here; null as soon as other data are chosen. */
export function useWantedSet(): KnownSet | null {
  const data = useDocumentStore((state) => state.document.data)
  const ofTemplate = useKnownDataStore((state) => state.ofTemplate)
  // The very object that the template came with: undo brings it back, and another drawing has another.
  return ofTemplate?.data === data ? ofTemplate.missing : null
}

interface WantedNoteProps {
  set: KnownSet
  /** Null where it is open already. */
  onShow: (() => void) | null
}

/** In a sentence, what pictures the network wants. */
export function WantedNote({ set, onShow }: WantedNoteProps) {
  const { t } = useTranslation('views')
  return (
    <div className={classes.wanted} data-testid="data-wanted" data-set={set}>
      <p className={classes.wantedSentence} data-selectable>
        <IconInfoCircle size={15} className={classes.wantedIcon} />
        {t(set === 'mnist' ? 'data.wanted.mnist' : 'data.wanted.other', { set: t(`data.source.${set}`) })}
      </p>
      {onShow ? (
        <Button size="xs" variant="default" onClick={onShow} data-testid="data-wanted-show">
          {t('data.wanted.show')}
        </Button>
      ) : null}
    </div>
  )
}
