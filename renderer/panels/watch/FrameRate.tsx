import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../charts/use-formats.ts'
import { mapsPerSecond } from '../../stores/watch-frames.ts'
import classes from './FeatureMapsPanel.module.css'

/** How often the maps of the test picture come; nothing while none come. */
export function FrameRate() {
  const { t } = useTranslation('views')
  const { integer } = useFormats()
  const [rate, setRate] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => setRate(mapsPerSecond(performance.now())), 500)
    return () => clearInterval(timer)
  }, [])
  if (rate < 0.5) return null
  return (
    <span className={`${classes.rate} loom-numbers`} data-testid="maps-rate">
      {t('maps.framesPerSecond', { rate: integer(rate) })}
    </span>
  )
}
