import { useTranslation } from 'react-i18next'
import type { EpochMetrics } from '#shared/contract/runs.ts'
import { useFormats } from '../../charts/use-formats.ts'
import { useRunStore } from '../../stores/run-store.ts'
import { useMessageText } from '../../ui/describe.ts'
import { ExportMenu } from '../../ui/ExportMenu.tsx'
import { tableOfEpochs } from '../../ui/run-tables.ts'
import { bestEpoch } from './best-epoch.ts'
import classes from './EpochFigures.module.css'
import { FindingNote } from './FindingNote.tsx'
import { TrainMore } from './TrainMore.tsx'
import { useFindings } from './use-findings.ts'

const noEpochs: EpochMetrics[] = []

/** The figures of the last epoch, beside the curves. */
export function EpochFigures() {
  const { t } = useTranslation('views')
  const { real, percent, seconds } = useFormats()
  const epochs = useRunStore(({ run }) => run?.epochs ?? noEpochs)
  const reason = useRunStore(({ run }) => (run?.state.phase === 'finished' ? run.state.reason : undefined))
  const wordMessage = useMessageText()
  const last = epochs.at(-1)
  const best = bestEpoch(epochs)
  const findings = useFindings()
  return (
    <aside className={`${classes.root} loom-numbers`} data-testid="epoch-figures">
      <h3 className={classes.title}>
        {last ? t('curves.lastEpoch', { epoch: last.epoch }) : t('curves.firstEpoch')}
        {last ? (
          <span className={classes.time} title={t('curves.perEpoch')}>
            {seconds(last.seconds)}
          </span>
        ) : null}
        {epochs.length > 0 ? <ExportMenu table={() => tableOfEpochs(epochs)} testId="epochs-export" /> : null}
      </h3>
      {reason ? (
        <p className={classes.reason} data-testid="run-reason">
          {wordMessage(reason)}
        </p>
      ) : null}
      <table className={classes.table}>
        <thead>
          <tr>
            <td />
            <th scope="col">{t('curves.loss')}</th>
            <th scope="col">{t('curves.accuracy')}</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row" data-curve="train">
              {t('curves.train')}
            </th>
            <td>{last ? real(last.loss) : '–'}</td>
            <td>{last ? percent(last.accuracy) : '–'}</td>
          </tr>
          <tr>
            <th scope="row" data-curve="validation">
              {t('curves.validation')}
            </th>
            <td>{last ? real(last.valLoss) : '–'}</td>
            <td data-testid="val-accuracy">{last ? percent(last.valAccuracy) : '–'}</td>
          </tr>
        </tbody>
      </table>
      {findings.map((finding) => (
        <FindingNote key={finding.code} finding={finding} />
      ))}
      {best ? (
        <p className={classes.best}>
          {t('curves.best')}
          <strong>{t('curves.bestAt', { accuracy: percent(best.valAccuracy), epoch: best.epoch })}</strong>
        </p>
      ) : null}
      <TrainMore />
    </aside>
  )
}
