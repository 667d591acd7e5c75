import { useTranslation } from 'react-i18next'
import { figureNames, type RunDetails } from '#shared/contract/records.ts'
import { useFormats } from '../../charts/use-formats.ts'
import { useMoment } from '../projects/use-moment.ts'
import classes from './Details.module.css'
import { Section } from './Section.tsx'
import { useDataName } from './use-data-name.ts'
import { useFigureText } from './use-figure-text.ts'

/** What a run came to. */
export function RunResults({ run }: { run: RunDetails }) {
  const { t } = useTranslation('runs')
  const figureText = useFigureText()
  return (
    <Section name="results" title={t('results')}>
      <Facts facts={figureNames.map((name) => [t(`column.${name}`), figureText(name, run[name])])} />
      {run.bestEpoch > 0 ? <p className={classes.hint}>{t('bestEpoch', { epoch: run.bestEpoch })}</p> : null}
    </Section>
  )
}

/** What a run was made of, and where it ran. */
export function RunFacts({ run }: { run: RunDetails }) {
  const { t } = useTranslation('runs')
  return (
    <>
      <Section name="settings" title={t('settings')}>
        <Facts facts={useSettings(run)} />
      </Section>
      <Section name="place" title={t('place')}>
        <Facts facts={usePlace(run)} />
      </Section>
    </>
  )
}

type Fact = readonly [name: string, value: string]

function useSettings({ document, data, ...run }: RunDetails): Fact[] {
  const { t } = useTranslation('runs')
  const dataName = useDataName()
  const { integer, real } = useFormats()
  const { optimizer, batchSize, loss } = document.training
  return [
    [t('column.data'), dataName(data)],
    [t('pictures'), [run.trainCount, run.validationCount, run.testCount].map(integer).join(' / ')],
    [t('column.seed'), String(run.seed)],
    [t('epochs'), `${integer(run.epochs)} / ${integer(run.epochsPlanned)}`],
    [t('views:training.batchSize'), integer(batchSize)],
    [t('views:training.optimizer'), t(`views:training.optimizerName.${optimizer.kind}`)],
    [t('views:training.learningRate'), real(optimizer.learningRate)],
    [t('views:training.loss'), t(`views:training.lossName.${loss}`, { defaultValue: loss })],
  ]
}

function usePlace({ device, versions, ...run }: RunDetails): Fact[] {
  const { t } = useTranslation('runs')
  const moment = useMoment()
  const short = (hash: string | null) => hash?.slice(0, 12) ?? '–'
  return [
    [t('column.startedAt'), moment(run.startedAt)],
    [t('ended'), run.endedAt === null ? '–' : moment(run.endedAt)],
    [t('device'), device.name],
    [t('engine'), versions.engine || device.engine],
    [t('program'), versions.program],
    [t('system'), [versions.system, versions.node].filter(Boolean).join(', ')],
    [t('dataHash'), short(run.dataHash)],
    [t('graphHash'), short(run.graphHash)],
    [t('runId'), run.runId],
  ]
}

function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className={`${classes.facts} loom-numbers`}>
      {facts.map(([name, value]) => (
        <div key={name} className={classes.fact}>
          <dt>{name}</dt>
          <dd title={value} data-selectable>
            {value || '–'}
          </dd>
        </div>
      ))}
    </dl>
  )
}
