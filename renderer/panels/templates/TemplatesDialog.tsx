import { Modal } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ZooNetwork } from '#shared/zoo/network.ts'
import { useShellStore } from '../../stores/shell-store.ts'
import { Gallery } from './Gallery.tsx'
import { NetworkPage } from './NetworkPage.tsx'
import classes from './Templates.module.css'

/** The ready-made networks: all of them, or the page of one. */
export function TemplatesDialog() {
  const { t } = useTranslation('networks')
  const isOpen = useShellStore((state) => state.isTemplatesOpen)
  const setOpen = useShellStore((state) => state.setTemplatesOpen)
  const [shown, setShown] = useState<ZooNetwork | null>(null)
  const [query, setQuery] = useState('')
  return (
    <Modal
      opened={isOpen}
      onClose={() => setOpen(false)}
      title={t('gallery.title')}
      classNames={{ title: classes.heading, content: classes.content, body: classes.body }}
      size={1180}
      centered
      closeButtonProps={{ 'aria-label': t('gallery.close') }}
    >
      {shown ? (
        <NetworkPage key={shown.id} network={shown} onBack={() => setShown(null)} onShow={setShown} />
      ) : (
        <Gallery query={query} onSearch={setQuery} onShow={setShown} />
      )}
    </Modal>
  )
}
