import { Modal } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ZooNetwork } from '#shared/zoo/network.ts'
import { useShellStore } from '../../stores/shell-store.ts'
import { Gallery } from './Gallery.tsx'
import { NetworkPage } from './NetworkPage.tsx'
import classes from './Templates.module.css'

export function TemplatesDialog() {
  const { t } = useTranslation('networks')
  const isOpen = useShellStore((state) => state.isTemplatesOpen)
  const setOpen = useShellStore((state) => state.setTemplatesOpen)
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
      <Templates />
    </Modal>
  )
}

/** The ready-made networks: all of them, or the page of one. The search is kept on the way to a page and back. */
function Templates() {
  const [shown, setShown] = useState<ZooNetwork | null>(null)
  const [query, setQuery] = useState('')
  if (!shown) return <Gallery query={query} onSearch={setQuery} onShow={setShown} />
  return <NetworkPage key={shown.id} network={shown} onBack={() => setShown(null)} onShow={setShown} />
}
