import { useTranslation } from 'react-i18next'
import { useFormats } from '../../../charts/use-formats.ts'
import { useAnalysisStore } from '../../../stores/analysis-store.ts'
import page from './DataPageView.module.css'
import classes from './SourceSizes.module.css'

const mostRows = 5

/** How large the files were before they were brought to one size, and in how many channels; only for pictures of one's own. */
export function SourceSizes() {
  const { t } = useTranslation('data')
  const { integer } = useFormats()
  const sizes = useAnalysisStore((state) => state.analysis?.sizes)
  if (!sizes) return null
  const shown = sizes.most.slice(0, mostRows)
  const most = shown[0]?.count ?? 1
  const others = sizes.distinct - shown.length
  return (
    <section data-testid="source-sizes">
      <h3 className={page.title}>{t('sourceSizes')}</h3>
      <ul className={`${classes.list} loom-numbers`}>
        {shown.map(({ height, width, channels, count }) => (
          <li key={`${height} ${width} ${channels}`} className={classes.row}>
            <span>
              {height}×{width}×{channels}
            </span>
            <span className={classes.track}>
              <span className={classes.bar} style={{ width: `${(100 * count) / most}%` }} />
            </span>
            <span className={classes.count}>{integer(count)}</span>
          </li>
        ))}
      </ul>
      {others > 0 ? <p className={page.hint}>{t('moreSizes', { count: others })}</p> : null}
    </section>
  )
}
