import { Button, Loader } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './LayoutNotice.module.css'
import { useLayoutStore } from './run-layout.ts'

/** Shorter layouts are not worth a word. */
const patienceMs = 300

/** While a layout takes long: that it does, and a way out. */
export function LayoutNotice() {
  const { t } = useTranslation()
  const cancel = useLayoutStore((state) => state.cancel)
  const [isLate, setLate] = useState(false)
  useEffect(() => {
    setLate(false)
    if (!cancel) return undefined
    const timer = setTimeout(() => setLate(true), patienceMs)
    return () => clearTimeout(timer)
  }, [cancel])
  if (!cancel || !isLate) return null
  return (
    <div className={classes.notice} role="status" data-testid="layout-notice">
      <Loader size={16} />
      {t('layout.running')}
      <Button size="compact-xs" variant="default" onClick={cancel}>
        {t('layout.cancel')}
      </Button>
    </div>
  )
}
