import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { type ProjectDialog, useProjectDialogs } from '../../stores/project-dialogs.ts'

interface ProjectModalProps {
  dialog: ProjectDialog
  /** Pixels. */
  width: number
  children: ReactNode
}

/** One of the dialogs about whole projects, shown while the store names it. */
export function ProjectModal({ dialog, width, children }: ProjectModalProps) {
  const { t } = useTranslation()
  const isOpen = useProjectDialogs((state) => state.dialog === dialog)
  const close = useProjectDialogs((state) => state.close)
  return (
    <Modal
      opened={isOpen}
      onClose={close}
      title={t(`${dialog}.title`)}
      size={width}
      centered
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      {children}
    </Modal>
  )
}
