import { Modal } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { PictureBrowser } from '../../results/PictureBrowser.tsx'
import { keptRun, type TestResult } from '../../results/test-result.ts'
import classes from '../Details.module.css'
import { useRunGallery } from './run-gallery.ts'

interface RunPicturesProps {
  name: string
  result: TestResult
  onClose: () => void
}

/** The test pictures of a recorded run with what it took them for. */
export function RunPictures({ name, result, onClose }: RunPicturesProps) {
  const { t } = useTranslation('runs')
  const gallery = useRunGallery()
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('picturesOf', { name: name || t('app:untitled') })}
      size={1100}
      centered
      closeButtonProps={{ 'aria-label': t('app:close') }}
    >
      <div className={classes.browser} data-testid="run-picture-browser">
        <PictureBrowser result={result} source={keptRun} gallery={gallery} />
      </div>
    </Modal>
  )
}
