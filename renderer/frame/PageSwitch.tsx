import { SegmentedControl } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { pages, useShellStore } from '../stores/shell-store.ts'
import classes from './Toolbar.module.css'

/** Network, data or runs: what fills the window. */
export function PageSwitch() {
  const { t } = useTranslation()
  const page = useShellStore((state) => state.page)
  const showPage = useShellStore((state) => state.showPage)
  return (
    <SegmentedControl
      className={classes.pages}
      aria-label={t('pages.label')}
      data-testid="pages"
      size="xs"
      value={page}
      data={pages.map((value) => ({ value, label: t(`pages.${value}`) }))}
      onChange={(value) => {
        const chosen = pages.find((each) => each === value)
        if (chosen) showPage(chosen)
      }}
    />
  )
}
