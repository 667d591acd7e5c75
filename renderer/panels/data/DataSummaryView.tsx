import { useTranslation } from 'react-i18next'
import type { DataSummary } from '#shared/contract/data.ts'
import { formatShape } from '#shared/layers/shape.ts'
import { useFormats } from '../../charts/use-formats.ts'
import { useMessageText } from '../../ui/describe.ts'
import classes from './DataPanel.module.css'

/** The data set in figures. */
export function DataSummaryView({ summary }: { summary: DataSummary }) {
  const { t } = useTranslation('views')
  const { integer, bytes } = useFormats()
  const messageText = useMessageText()
  const figures = [
    ['size', formatShape(summary.inputShape)],
    ['classes', integer(summary.classes.length)],
    ['memory', bytes(summary.bytes)],
    ['train', integer(summary.trainCount)],
    ['test', integer(summary.testCount)],
  ] as const
  return (
    <>
      <dl className={`${classes.figures} loom-numbers`} data-testid="data-summary">
        {figures.map(([name, value]) => (
          <div key={name} className={classes.figure}>
            <dt>{t(`data.${name}`)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {summary.notes.map((note) => (
        <p key={note.code} className={classes.note} data-selectable data-testid="data-note">
          {messageText(note)}
        </p>
      ))}
    </>
  )
}
