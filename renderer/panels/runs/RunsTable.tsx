import { Checkbox, Progress } from '@mantine/core'
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react'
import type { MouseEvent, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { FigureName, RunQuery, RunRow } from '#shared/contract/records.ts'
import type { GraphPicture as Picture } from '#shared/graph/graph-picture.ts'
import { useRunStore } from '../../stores/run-store.ts'
import { useRunsStore } from '../../stores/runs-store.ts'
import { GraphPicture } from '../../ui/GraphPicture.tsx'
import { useMoment } from '../projects/use-moment.ts'
import { doneShare } from '../training/run-status.ts'
import classes from './Runs.module.css'
import { useDataName } from './use-data-name.ts'
import { useFigureText } from './use-figure-text.ts'
import { useSketches } from './use-sketches.ts'

const figures = [
  'seconds',
  'parameters',
  'loss',
  'accuracy',
  'valLoss',
  'valAccuracy',
  'testAccuracy',
] as const satisfies readonly FigureName[]

/** One page of runs. A click shows a run in detail, its box marks it. */
export function RunsTable({ rows }: { rows: readonly RunRow[] }) {
  const { t } = useTranslation('runs')
  const pictures = useSketches(rows.map(({ graphHash }) => graphHash))
  return (
    <div className={classes.scroll}>
      <table className={`${classes.table} loom-numbers`} data-testid="runs-table">
        <thead>
          <tr>
            <th className={classes.box} aria-label={t('mark')} />
            <Heading by="name">{t('column.name')}</Heading>
            <th>{t('column.data')}</th>
            <Heading by="state">{t('column.state')}</Heading>
            <Heading by="startedAt">{t('column.startedAt')}</Heading>
            {figures.map((name) => (
              <Heading key={name} by={name} isNumber column={name}>
                {t(`column.${name}`)}
              </Heading>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.runId} row={row} picture={pictures.get(row.graphHash)} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface HeadingProps {
  by: NonNullable<RunQuery['sort']>['by']
  isNumber?: boolean
  column?: string
  children: ReactNode
}

function Heading({ by, isNumber = false, column, children }: HeadingProps) {
  const sort = useRunsStore((state) => state.sort)
  const sortBy = useRunsStore((state) => state.sortBy)
  const order = sort.by === by ? (sort.isDescending ? 'descending' : 'ascending') : undefined
  return (
    <th className={isNumber ? classes.number : undefined} aria-sort={order} data-column={column}>
      <button type="button" className={classes.sort} onClick={() => sortBy(by)} data-testid={`runs-sort-${by}`}>
        {children}
        {order === 'descending' ? <IconChevronDown size={12} /> : null}
        {order === 'ascending' ? <IconChevronUp size={12} /> : null}
      </button>
    </th>
  )
}

function Row({ row, picture }: { row: RunRow; picture: Picture | undefined }) {
  const { t } = useTranslation('runs')
  const moment = useMoment()
  const dataName = useDataName()
  const figureText = useFigureText()
  const isMarked = useRunsStore(({ marked }) => marked.includes(row.runId))
  const isShown = useRunsStore(({ shown }) => shown === row.runId)
  const { toggleMark, show } = useRunsStore.getState()
  const name = row.name || t('app:untitled')
  const showUnlessMarked = ({ target }: MouseEvent) => {
    if (target instanceof Element && !target.closest('[data-mark]')) show(row.runId)
  }
  return (
    <tr aria-selected={isShown} data-testid="run-row" data-run={row.runId} onClick={showUnlessMarked}>
      <td className={classes.box} data-mark>
        <Checkbox
          size="xs"
          checked={isMarked}
          onChange={() => toggleMark(row.runId)}
          aria-label={t('markRun', { name })}
          data-testid="run-mark"
        />
      </td>
      <td>
        <div className={classes.name}>
          <span className={classes.sketch}>{picture ? <GraphPicture picture={picture} height={34} /> : null}</span>
          <span className={classes.words}>
            <button type="button" className={classes.open} onClick={() => show(row.runId)}>
              {name}
            </button>
            <span className={classes.detail}>
              {t('seed', { seed: row.seed })}
              {row.tags.map((tag) => (
                <span key={tag} className={classes.tag}>
                  {tag}
                </span>
              ))}
            </span>
          </span>
        </div>
      </td>
      <td className={classes.data} title={dataName(row.data)}>
        {dataName(row.data)}
      </td>
      <td>
        <State row={row} />
      </td>
      <td className={classes.when}>{moment(row.startedAt)}</td>
      {figures.map((figure) => (
        <td key={figure} className={classes.number} data-column={figure} data-testid={`run-${figure}`}>
          {figureText(figure, row[figure])}
        </td>
      ))}
    </tr>
  )
}

/** Of the run that goes on now, how far it is. */
function State({ row }: { row: RunRow }) {
  const { t } = useTranslation('runs')
  const progress = useRunStore(({ run }) => (run?.runId === row.runId ? run.progress : null))
  const isLive = row.state === 'running' && progress !== null
  return (
    <span className={classes.state} data-state={row.state} data-testid="run-state">
      {row.isTestOnly ? t('tested') : t(`state.${row.state}`)}
      {isLive ? (
        <>
          {' '}
          {progress.epoch}/{progress.epochs}
          <Progress value={100 * doneShare(progress)} size={3} aria-label={t('views:run.progress')} />
        </>
      ) : null}
    </span>
  )
}
