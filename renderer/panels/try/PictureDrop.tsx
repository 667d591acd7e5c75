import { FileButton, UnstyledButton } from '@mantine/core'
import { IconPhotoUp } from '@tabler/icons-react'
import { type DragEvent, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { reportFailure } from '../../stores/report-failure.ts'
import { pictureFile } from './canvas-file.ts'
import classes from './Try.module.css'
import { useTryStore } from './try-store.ts'

/** A place to drop a picture on, or to choose one by pressing it. */
export function PictureDrop() {
  const { t } = useTranslation('views')
  const show = useTryStore((state) => state.show)
  const file = useTryStore((state) => state.picture)
  const [isOver, setOver] = useState(false)
  const address = useObjectUrl(file)
  const take = (picture: File | null | undefined) => picture && useTryStore.setState({ picture })
  useEffect(() => {
    if (file) pictureFile(file).then(show, reportFailure)
  }, [file, show])
  const drop = (event: DragEvent) => {
    event.preventDefault()
    // The window would take it for a project.
    event.stopPropagation()
    setOver(false)
    take(event.dataTransfer.files[0])
  }
  return (
    <div className={classes.source}>
      <FileButton onChange={take} accept="image/*" inputProps={{ 'aria-label': t('try.choose') }}>
        {(props) => (
          <UnstyledButton
            {...props}
            className={classes.drop}
            data-over={isOver}
            onDragOver={(event) => {
              event.preventDefault()
              setOver(true)
            }}
            onDragLeave={() => setOver(false)}
            onDrop={drop}
            data-testid="try-drop"
          >
            {address ? (
              <img src={address} alt={file?.name ?? ''} className={classes.chosen} />
            ) : (
              <>
                <IconPhotoUp size={28} stroke={1.4} />
                {t('try.drop')}
              </>
            )}
          </UnstyledButton>
        )}
      </FileButton>
      {file ? <p className={classes.name}>{file.name}</p> : null}
    </div>
  )
}

function useObjectUrl(file: File | null): string | null {
  const [address, setAddress] = useState<string | null>(null)
  useEffect(() => {
    if (!file) return
    const made = URL.createObjectURL(file)
    setAddress(made)
    return () => URL.revokeObjectURL(made)
  }, [file])
  return address
}
