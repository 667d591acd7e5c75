import { useTranslation } from 'react-i18next'
import type { SkippedFiles as Skipped } from '#shared/contract/data.ts'
import { useMessageText } from '../../ui/describe.ts'
import classes from './DataPanel.module.css'

/** Files that could not be used, with the reasons on demand. */
export function SkippedFiles({ skipped }: { skipped: Skipped }) {
  const { t } = useTranslation('views')
  const messageText = useMessageText()
  if (skipped.count === 0) return null
  return (
    <details className={classes.skipped} data-testid="data-skipped">
      <summary>{t('data.pictures.skipped', { count: skipped.count })}</summary>
      <ul className={classes.skippedList} data-selectable>
        {skipped.files.map(({ path, reason }) => (
          <li key={path}>
            <b>{path}</b>: {messageText(reason)}
          </li>
        ))}
      </ul>
    </details>
  )
}
