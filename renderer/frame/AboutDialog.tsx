import { Modal } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useShellStore } from '../stores/shell-store.ts'
import { Mark } from './Mark.tsx'

export function AboutDialog() {
  const { t } = useTranslation()
  const isOpen = useShellStore((state) => state.isAboutOpen)
  const setOpen = useShellStore((state) => state.setAboutOpen)
  const version = useShellStore((state) => state.version)
  return (
    <Modal
      opened={isOpen}
      onClose={() => setOpen(false)}
      title={<Mark />}
      size={380}
      centered
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <h2 style={{ margin: '0 0 4px' }}>LayerLoom {version}</h2>
      <p>{t('about.what')}</p>
      <p>{t('about.local')}</p>
      <p style={{ color: 'var(--loom-dim)' }}>{t('about.licence')}</p>
    </Modal>
  )
}
