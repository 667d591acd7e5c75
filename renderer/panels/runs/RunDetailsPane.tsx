import { ActionIcon, CloseButton, TagsInput, Textarea, TextInput } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RunDetails } from '#shared/contract/records.ts'
import { core } from '../../client/core-client.ts'
import { reportFailure } from '../../stores/report-failure.ts'
import { useRunsStore } from '../../stores/runs-store.ts'
import { useMessageText } from '../../ui/describe.ts'
import classes from './Details.module.css'
import { RunEvaluation } from './evaluation/RunEvaluation.tsx'
import { RunCommands } from './RunCommands.tsx'
import { RunCurvesSection } from './RunCurves.tsx'
import { RunFacts, RunResults } from './RunFacts.tsx'
import { useRunDetails } from './use-run-details.ts'

/** All that is known of one run, beside the list. */
export function RunDetailsPane({ runId }: { runId: string }) {
  const details = useRunDetails([runId])
  const [run] = details ?? []
  return <aside className={classes.pane}>{run ? <Details run={run} /> : null}</aside>
}

function Details({ run }: { run: RunDetails }) {
  const { t } = useTranslation('runs')
  const wordMessage = useMessageText()
  const { show, remove } = useRunsStore.getState()
  return (
    <div className={classes.content} data-testid="run-details">
      <div className={classes.head}>
        <Name run={run} />
        <ActionIcon
          variant="subtle"
          color="gray"
          size={28}
          disabled={run.state === 'running'}
          aria-label={t('delete')}
          title={t('delete')}
          onClick={() => void remove([run.runId]).catch(reportFailure)}
          data-testid="run-delete"
        >
          <IconTrash size={16} />
        </ActionIcon>
        <CloseButton onClick={() => show(null)} aria-label={t('app:close')} />
      </div>
      {run.reason ? (
        <p className={classes.reason} data-state={run.state} data-selectable>
          {wordMessage(run.reason)}
        </p>
      ) : null}
      <RunCommands run={run} />
      <Tags run={run} />
      <Note run={run} />
      <RunResults run={run} />
      <RunCurvesSection run={run} />
      <RunEvaluation run={run} />
      <RunFacts run={run} />
    </div>
  )
}

/** Written down when the field is left. */
function Name({ run }: { run: RunDetails }) {
  const { t } = useTranslation('runs')
  const [name, setName] = useState(run.name)
  const keep = () => {
    if (name !== run.name) void core.editRun({ runId: run.runId, name }).catch(reportFailure)
  }
  return (
    <TextInput
      className={classes.name}
      aria-label={t('column.name')}
      placeholder={t('app:untitled')}
      value={name}
      maxLength={200}
      onChange={({ currentTarget }) => setName(currentTarget.value)}
      onBlur={keep}
      onKeyDown={({ key, currentTarget }) => key === 'Enter' && currentTarget.blur()}
      data-testid="run-name"
    />
  )
}

function Tags({ run }: { run: RunDetails }) {
  const { t } = useTranslation('runs')
  const known = useRunsStore(({ page }) => page?.facets.tags)
  return (
    <TagsInput
      size="xs"
      label={t('tags')}
      placeholder={run.tags.length === 0 ? t('tagsHint') : undefined}
      data={known?.map(({ value }) => value) ?? []}
      value={run.tags}
      maxTags={50}
      onChange={(tags) => void core.editRun({ runId: run.runId, tags }).catch(reportFailure)}
      data-testid="run-tags"
    />
  )
}

function Note({ run }: { run: RunDetails }) {
  const { t } = useTranslation('runs')
  const [note, setNote] = useState(run.note)
  const keep = () => {
    if (note !== run.note) void core.editRun({ runId: run.runId, note }).catch(reportFailure)
  }
  return (
    <Textarea
      size="xs"
      label={t('note')}
      autosize
      minRows={2}
      maxRows={8}
      maxLength={20_000}
      value={note}
      onChange={({ currentTarget }) => setNote(currentTarget.value)}
      onBlur={keep}
      data-testid="run-note"
    />
  )
}
