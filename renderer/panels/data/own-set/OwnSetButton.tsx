import { Button } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDataStore } from '../../../stores/data-store.ts'
import { OwnSetDialog } from './OwnSetDialog.tsx'

/** Opens the dialog in which people make a set of their own. */
export function OwnSetButton({ onUse }: { onUse: (path: string) => void }) {
  const { t } = useTranslation('data')
  const [isOpen, setOpen] = useState(false)
  const close = () => {
    setOpen(false)
    openAgain()
  }
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconPencil size={15} />}
        onClick={() => setOpen(true)}
        data-testid="own-set-open"
      >
        {t('own.open')}
      </Button>
      {isOpen ? (
        <OwnSetDialog
          onClose={close}
          onUse={(path) => {
            close()
            onUse(path)
          }}
        />
      ) : null}
    </>
  )
}

/** The set in use may be the one that was changed. */
function openAgain(): void {
  const { choice, load } = useDataStore.getState()
  if (choice?.source === 'pictures') load(choice, { isForced: true })
}
