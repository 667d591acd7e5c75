import { Button, CloseButton } from '@mantine/core'
import { IconHistory } from '@tabler/icons-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { RunRow } from '#shared/contract/records.ts'
import { EmptyView } from '../../charts/EmptyView.tsx'
import { Pager } from '../../charts/Pager.tsx'
import { core } from '../../client/core-client.ts'
import { reportFailure } from '../../stores/report-failure.ts'
import { runsPageSize, useRunsStore } from '../../stores/runs-store.ts'
import type { DataTable } from '../../ui/data-table.ts'
import { ExportMenu } from '../../ui/ExportMenu.tsx'
import { tableOfRuns } from '../../ui/run-tables.ts'
import { RunsComparison } from './compare/RunsComparison.tsx'
import { RunDetailsPane } from './RunDetailsPane.tsx'
import { RunFilters } from './RunFilters.tsx'
import classes from './Runs.module.css'
import { RunsTable } from './RunsTable.tsx'

/** The record of runs: a list to search and sort, one in detail, or several side by side. */
export function RunsView() {
  const compared = useRunsStore((state) => state.compared)
  const load = useRunsStore((state) => state.load)
  useEffect(() => void load(), [load])
  return compared ? <RunsComparison runIds={compared} /> : <RunList />
}

function RunList() {
  const { t } = useTranslation('runs')
  const page = useRunsStore((state) => state.page)
  const offset = useRunsStore((state) => state.offset)
  const setOffset = useRunsStore((state) => state.setOffset)
  const shown = useRunsStore((state) => state.shown)
  if (!page) return null
  if (page.facets.all === 0) {
    return (
      <>
        <Removed />
        <EmptyView icon={<IconHistory size={36} stroke={1.4} />}>{t('empty')}</EmptyView>
      </>
    )
  }
  return (
    <div className={classes.view}>
      <div className={classes.main}>
        <RunFilters facets={page.facets} />
        <Removed />
        {page.total === 0 ? (
          <EmptyView icon={<IconHistory size={36} stroke={1.4} />}>{t('nothing')}</EmptyView>
        ) : (
          <RunsTable rows={page.rows} />
        )}
        <footer className={`${classes.foot} loom-numbers`}>
          <span data-testid="runs-total" data-value={page.total}>
            {t('count', { count: page.total })}
          </span>
          <ExportMenu table={tableOfAll} testId="runs-export" />
          {page.total > runsPageSize ? (
            <Pager offset={offset} pageSize={runsPageSize} total={page.total} onMove={setOffset} />
          ) : null}
        </footer>
      </div>
      {shown === null ? null : <RunDetailsPane key={shown} runId={shown} />}
    </div>
  )
}

/** All runs that fit the search, on all pages. */
async function tableOfAll(): Promise<DataTable> {
  const { filter, sort } = useRunsStore.getState()
  const rows: RunRow[] = []
  for (;;) {
    const page = await core.listRuns({ ...filter, sort, offset: rows.length, count: 500 })
    rows.push(...page.rows)
    if (page.rows.length === 0 || rows.length >= page.total) return tableOfRuns(rows)
  }
}

/** What was deleted last, until it is brought back or put away. */
function Removed() {
  const { t } = useTranslation('runs')
  const { deleted, undoRemove, forgetRemoved } = useRunsStore()
  if (deleted.length === 0) return null
  return (
    <div className={classes.removed} role="status" data-testid="runs-removed">
      <span>{t('removed', { count: deleted.length })}</span>
      <Button
        size="compact-xs"
        variant="default"
        onClick={() => void undoRemove().catch(reportFailure)}
        data-testid="runs-undo"
      >
        {t('undo')}
      </Button>
      <CloseButton size="sm" onClick={forgetRemoved} aria-label={t('app:close')} />
    </div>
  )
}
