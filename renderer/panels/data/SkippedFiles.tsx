import { Button, CopyButton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { SkippedFiles as Skipped } from '#shared/contract/data.ts'
import { useMessageText } from '../../ui/describe.ts'
import classes from './DataPanel.module.css'

/** Files that could not be used, with the reasons on demand. */
export function SkippedFiles({ skipped }: { skipped: Skipped }) {
  const { t } = useTranslation('data')
  const messageText = useMessageText()
  if (skipped.count === 0) return null
  const text = skipped.files.map(({ path, reason }) => `${path}: ${messageText(reason)}`).join('\n')
  return (
    <details className={classes.skipped} data-testid="data-skipped">
      <summary>{t('views:data.pictures.skipped', { count: skipped.count })}</summary>
      <ul className={classes.skippedList} data-selectable>
        {skipped.files.map(({ path, reason }) => (
          <li key={path}>
            <b>{path}</b>: {messageText(reason)}
          </li>
        ))}
      </ul>
      <CopyButton value={text}>
        {({ copied, copy }) => (
          <Button variant="default" size="compact-xs" onClick={copy} data-testid="data-copy-skipped">
            {t(copied ? 'copied' : 'copyNames')}
          </Button>
        )}
      </CopyButton>
    </details>
  )
}
