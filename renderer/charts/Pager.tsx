import { ActionIcon } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import classes from './Pager.module.css'
import { useFormats } from './use-formats.ts'

export interface PagerProps {
  offset: number
  pageSize: number
  total: number
  onMove: (offset: number) => void
}

/** Back and forth through many pictures. */
export function Pager({ offset, pageSize, total, onMove }: PagerProps) {
  const { t } = useTranslation('views')
  const { integer } = useFormats()
  const last = Math.min(total, offset + pageSize)
  const range = { first: integer(Math.min(total, offset + 1)), last: integer(last), total: integer(total) }
  return (
    <div className={`${classes.root} loom-numbers`}>
      <ActionIcon
        variant="subtle"
        color="gray"
        disabled={offset === 0}
        onClick={() => onMove(Math.max(0, offset - pageSize))}
        aria-label={t('data.previous')}
      >
        <IconChevronLeft size={16} />
      </ActionIcon>
      <span>{t('data.range', range)}</span>
      <ActionIcon
        variant="subtle"
        color="gray"
        disabled={last >= total}
        onClick={() => onMove(offset + pageSize)}
        aria-label={t('data.next')}
      >
        <IconChevronRight size={16} />
      </ActionIcon>
    </div>
  )
}
