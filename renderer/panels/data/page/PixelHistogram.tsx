import { useTranslation } from 'react-i18next'
import type { ChannelStatistics } from '#shared/contract/analysis.ts'
import { useAnalysisStore } from '../../../stores/analysis-store.ts'
import page from './DataPageView.module.css'
import classes from './PixelHistogram.module.css'

const bins = 32
const height = 100

/** How bright the pixels of the training pictures are, channel by channel; heights by the logarithm, as black is often most. */
export function PixelHistogram() {
  const { t } = useTranslation('data')
  const channels = useAnalysisStore((state) => state.analysis?.channels)
  if (!channels) return null
  const sums = channels.map(({ histogram }) => sumBins(histogram))
  const most = Math.max(1, ...sums.flat())
  return (
    <section>
      <h3 className={page.title}>{t('histogram')}</h3>
      <svg
        className={classes.plot}
        viewBox={`0 0 ${8 * bins} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={t('histogramOf', { range: channels.map(rangeOf).join(', ') })}
      >
        {sums.map((counts, channel) => (
          <path
            // biome-ignore lint/suspicious/noArrayIndexKey: a channel is its place
            key={channel}
            d={stepsOf(counts, most)}
            data-channel={channels.length === 3 ? channel : undefined}
          />
        ))}
      </svg>
      <div className={`${classes.axis} loom-numbers`}>
        <span>0</span>
        <span>{t('brightness')}</span>
        <span>255</span>
      </div>
    </section>
  )
}

function sumBins(histogram: readonly number[]): number[] {
  const width = histogram.length / bins
  return Array.from({ length: bins }, (_, bin) =>
    histogram.slice(bin * width, (bin + 1) * width).reduce((sum, count) => sum + count, 0),
  )
}

function stepsOf(counts: readonly number[], most: number): string {
  const y = (count: number) => (height * (1 - Math.log1p(count) / Math.log1p(most))).toFixed(1)
  return `M0 ${height}${counts.map((count, bin) => `L${8 * bin} ${y(count)}H${8 * bin + 8}`).join('')}V${height}Z`
}

function rangeOf({ min, max }: ChannelStatistics): string {
  return `${min}–${max}`
}
