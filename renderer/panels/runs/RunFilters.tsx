import { Button, CloseButton, Select, TextInput } from '@mantine/core'
import { IconArrowsDiff, IconSearch, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { mostCompared, type RecordState, type RunPage, recordStates } from '#shared/contract/records.ts'
import { reportFailure } from '../../stores/report-failure.ts'
import { everyRun, useRunsStore } from '../../stores/runs-store.ts'
import classes from './Runs.module.css'
import { useDataName } from './use-data-name.ts'

/** What runs are searched by, and what is done with those that are marked. */
export function RunFilters({ facets }: { facets: RunPage['facets'] }) {
  const { t } = useTranslation('runs')
  const dataName = useDataName()
  const { filter, setFilter } = useRunsStore()
  const isFiltered = JSON.stringify(filter) !== JSON.stringify(everyRun)
  const [state = null] = filter.states
  return (
    <header className={classes.bar}>
      <TextInput
        className={classes.search}
        placeholder={t('search')}
        aria-label={t('search')}
        leftSection={<IconSearch size={14} />}
        value={filter.text}
        onChange={({ currentTarget: { value } }) => setFilter({ text: value })}
        data-testid="runs-search"
      />
      <Select
        className={classes.choice}
        placeholder={t('everyData')}
        aria-label={t('column.data')}
        clearable
        data={facets.data.map(({ value, choice, count }) => ({ value, label: `${dataName(choice)} (${count})` }))}
        value={filter.data}
        onChange={(data) => setFilter({ data })}
        data-testid="runs-data"
      />
      <Select
        className={classes.choice}
        placeholder={t('everyNetwork')}
        aria-label={t('network')}
        clearable
        searchable
        data={facets.networks.map(({ value, name, count }) => ({
          value,
          label: `${name || t('app:untitled')} (${count})`,
        }))}
        value={filter.network}
        onChange={(network) => setFilter({ network })}
        data-testid="runs-network"
      />
      <Select
        className={classes.choice}
        placeholder={t('everyState')}
        aria-label={t('column.state')}
        clearable
        data={recordStates.map((value) => ({ value, label: t(`state.${value}`) }))}
        value={state}
        onChange={(value) => setFilter({ states: value === null ? [] : [value as RecordState] })}
        data-testid="runs-state"
      />
      {isFiltered ? (
        <CloseButton size="sm" onClick={() => setFilter(everyRun)} aria-label={t('clear')} title={t('clear')} />
      ) : null}
      <span className={classes.space} />
      <Marked />
      <TagChips facets={facets} />
    </header>
  )
}

function TagChips({ facets }: { facets: RunPage['facets'] }) {
  const { filter, setFilter } = useRunsStore()
  const { t } = useTranslation('runs')
  if (facets.tags.length === 0) return null
  const toggle = (tag: string) =>
    setFilter({ tags: filter.tags.includes(tag) ? filter.tags.filter((each) => each !== tag) : [...filter.tags, tag] })
  return (
    <fieldset className={classes.tags} aria-label={t('tags')}>
      {facets.tags.slice(0, 30).map(({ value, count }) => (
        <button
          key={value}
          type="button"
          className={classes.chip}
          aria-pressed={filter.tags.includes(value)}
          onClick={() => toggle(value)}
        >
          {value} <span>{count}</span>
        </button>
      ))}
    </fieldset>
  )
}

function Marked() {
  const { t } = useTranslation('runs')
  const { marked, clearMarks, compare, remove } = useRunsStore()
  const { length: count } = marked
  const canCompare = count >= 2 && count <= mostCompared
  return (
    <div className={classes.marked}>
      {count > 0 ? (
        <>
          <span className={classes.markedCount}>{t('marked', { count })}</span>
          <CloseButton size="sm" onClick={clearMarks} aria-label={t('unmark')} title={t('unmark')} />
          <Button
            variant="default"
            leftSection={<IconTrash size={14} />}
            onClick={() => void remove(marked).catch(reportFailure)}
            data-testid="runs-delete"
          >
            {t('delete')}
          </Button>
        </>
      ) : null}
      <Button
        variant={canCompare ? 'filled' : 'default'}
        leftSection={<IconArrowsDiff size={15} />}
        disabled={!canCompare}
        title={canCompare ? undefined : t('compareHint', { most: mostCompared })}
        onClick={() => compare(marked)}
        data-testid="runs-compare"
      >
        {t('compare')}
      </Button>
    </div>
  )
}
