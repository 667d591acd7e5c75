import { useTranslation } from 'react-i18next'
import type { DataSummary } from '#shared/contract/data.ts'
import { formatShape } from '#shared/layers/shape.ts'
import { useFormats } from '../../../charts/use-formats.ts'
import { useAnalysisStore } from '../../../stores/analysis-store.ts'
import { useMessageText } from '../../../ui/describe.ts'
import classes from './Facts.module.css'

/** The data set in figures, the largest text of the page. */
export function Facts({ summary }: { summary: DataSummary }) {
  const { t } = useTranslation('data')
  const { integer, bytes } = useFormats()
  const messageText = useMessageText()
  const channels = useAnalysisStore((state) => state.analysis?.channels)
  const join = (values: readonly number[]) => values.map((value) => value.toFixed(values.length > 1 ? 3 : 4)).join('  ')
  const pixels = (name: 'mean' | 'standardDeviation') =>
    channels ? join(channels.map((channel) => channel[name])) : '…'
  const counts = [
    ['pictures', integer(summary.trainCount + summary.testCount)],
    ['train', integer(summary.trainCount)],
    ['test', integer(summary.testCount)],
    ['classes', integer(summary.classes.length)],
    ['size', formatShape(summary.inputShape)],
    ['memory', bytes(summary.bytes)],
  ] as const
  const statistics = [
    ['mean', pixels('mean')],
    ['standardDeviation', pixels('standardDeviation')],
  ] as const
  return (
    <div>
      <div className={`${classes.root} loom-numbers`} data-testid="data-summary" data-selectable>
        {[counts, statistics].map((figures) => (
          <dl key={figures[0][0]} className={classes.figures}>
            {figures.map(([name, value]) => (
              <div key={name} title={t(`factHint.${name}`)} data-testid={`fact-${name}`}>
                <dt>{t(`fact.${name}`)}</dt>
                <dd data-small={value.length > 9 || undefined}>{value}</dd>
              </div>
            ))}
          </dl>
        ))}
      </div>
      {summary.notes.map((note) => (
        <p key={note.code} className={classes.note} data-selectable data-testid="data-note">
          {messageText(note)}
        </p>
      ))}
    </div>
  )
}
