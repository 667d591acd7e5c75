import { Button, Loader } from '@mantine/core'
import { IconAlertTriangle, IconPlayerPlay } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { SweepPreview } from '#shared/contract/sweeps.ts'
import { printValue } from '#shared/sweep/axis-target.ts'
import { useFormats } from '../../charts/use-formats.ts'
import { useMessageText } from '../../ui/describe.ts'
import classes from './Sweep.module.css'
import type { PreviewState } from './use-preview-sweep.ts'

interface PreviewPaneProps extends PreviewState {
  /** Seeds of each network. */
  repeats: number
  /** Something that was typed does not fit. */
  isIncomplete: boolean
  isStarting: boolean
  onStart: () => void
}

/** What a sweep comes to before anything starts. */
export function PreviewPane({ preview, error, repeats, isIncomplete, isStarting, onStart }: PreviewPaneProps) {
  const { t } = useTranslation('runs')
  const wordMessage = useMessageText()
  const isPossible = preview !== null && preview.trainings > 0 && !isIncomplete
  return (
    <aside className={classes.preview}>
      <h3>{t('sweep.before')}</h3>
      {error ? <p className={classes.error}>{wordMessage(error)}</p> : null}
      {isIncomplete ? <p className={classes.hint}>{t('sweep.incomplete')}</p> : null}
      {!preview && !error && !isIncomplete ? <Loader size="sm" /> : null}
      {preview ? <Sentence preview={preview} repeats={repeats} /> : null}
      {preview ? <Facts preview={preview} /> : null}
      {preview ? <Impossible preview={preview} /> : null}
      <span className={classes.space} />
      {preview?.choosesByTest ? <p className={classes.hint}>{t('sweep.byTest')}</p> : null}
      <Button
        leftSection={<IconPlayerPlay size={14} />}
        disabled={!isPossible}
        loading={isStarting}
        onClick={onStart}
        data-testid="sweep-start"
      >
        {t('sweep.start', { count: preview?.trainings ?? 0 })}
      </Button>
    </aside>
  )
}

/** How many networks, how often, and for how long. */
function Sentence({ preview, repeats }: { preview: SweepPreview; repeats: number }) {
  const { t } = useTranslation('runs')
  const { duration } = useFormats()
  const count = preview.combinations.filter(({ obstacle }) => !obstacle).length
  if (count === 0) return null
  const networks = repeats > 1 ? t('sweep.makesSeeds', { count, seeds: repeats }) : t('sweep.makes', { count })
  const { seconds } = preview
  const spell = seconds === null ? t('sweep.timeUnknown') : t('sweep.takes', { time: duration(seconds) })
  return (
    <p className={classes.sentence} data-testid="sweep-sentence">
      {networks}
      {spell}
    </p>
  )
}

function Facts({ preview }: { preview: SweepPreview }) {
  const { t } = useTranslation('runs')
  const { integer } = useFormats()
  const parameters = preview.combinations.filter(({ obstacle }) => !obstacle).map((each) => each.parameters)
  const [least, most] = [Math.min(...parameters), Math.max(...parameters)]
  const facts: [string, string][] = [
    [t('sweep.trainings'), integer(preview.trainings)],
    [t('sweep.epochsInAll'), integer(preview.epochs)],
    ...(parameters.length > 0
      ? [
          [t('column.parameters'), least === most ? integer(least) : `${integer(least)} – ${integer(most)}`] as [
            string,
            string,
          ],
        ]
      : []),
    ...(preview.rungs.length > 1
      ? [
          [t('sweep.rungs'), preview.rungs.map(({ count, epochs }) => `${count} × ${epochs}`).join(' → ')] as [
            string,
            string,
          ],
        ]
      : []),
  ]
  return (
    <dl className={`${classes.facts} loom-numbers`} data-testid="sweep-facts" data-trainings={preview.trainings}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

const mostShown = 20

function Impossible({ preview }: { preview: SweepPreview }) {
  const { t } = useTranslation('runs')
  const wordMessage = useMessageText()
  const blocked = preview.combinations.filter(({ obstacle }) => obstacle)
  if (blocked.length === 0) return null
  return (
    <div className={classes.impossible} data-testid="sweep-impossible">
      <p>
        <IconAlertTriangle size={14} />
        {t('sweep.impossible', { count: blocked.length })}
      </p>
      <ul>
        {blocked.slice(0, mostShown).map(({ combination, values, obstacle }) => (
          <li key={combination}>
            <b>{values.map(printValue).join(', ')}</b> {obstacle ? wordMessage(obstacle) : null}
          </li>
        ))}
      </ul>
    </div>
  )
}
