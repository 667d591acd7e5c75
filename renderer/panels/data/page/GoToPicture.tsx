import { TextInput } from '@mantine/core'
import { IconHash } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './PictureBrowser.module.css'

interface GoToPictureProps {
  total: number
  /** Gets a place from 0. */
  onGo: (place: number) => void
  onOpen: (place: number) => void
}

/** Goes to the picture whose number is typed, and shows it large; numbers that there are not stay where they are. */
export function GoToPicture({ total, onGo, onOpen }: GoToPictureProps) {
  const { t } = useTranslation('data')
  const [text, setText] = useState('')
  const number = Number(text)
  const isThere = Number.isInteger(number) && number >= 1 && number <= total
  const go = () => {
    if (!isThere) return
    onGo(number - 1)
    onOpen(number - 1)
    setText('')
  }
  return (
    <TextInput
      className={classes.number}
      leftSection={<IconHash size={14} />}
      placeholder={t('number')}
      aria-label={t('goTo')}
      title={t('goTo')}
      inputMode="numeric"
      value={text}
      error={text !== '' && !isThere}
      onChange={(event) => setText(event.currentTarget.value.trim())}
      onKeyDown={(event) => event.key === 'Enter' && go()}
      data-testid="data-go-to"
    />
  )
}
