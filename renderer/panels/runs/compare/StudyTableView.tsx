import { Button } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { figureNames, type RunComparison, type RunDetails } from '#shared/contract/records.ts'
import { shell } from '../../../client/shell-client.ts'
import { reportFailure } from '../../../stores/report-failure.ts'
import { printCsvTable } from '../../../ui/data-table.ts'
import { ExportMenu } from '../../../ui/ExportMenu.tsx'
import { useDataName } from '../use-data-name.ts'
import { useFigureText } from '../use-figure-text.ts'
import classes from './Compare.module.css'
import { bestColumn, type StudyTable, studyTable, tableOfStudy } from './study-table.ts'

/** Time, parameters, losses and accuracies of each network; the best of a row stands out. */
export function StudyTableView({ runs, comparison }: { runs: readonly RunDetails[]; comparison: RunComparison }) {
  const { t } = useTranslation('runs')
  const dataName = useDataName()
  const figureText = useFigureText()
  const table = useMemo(() => studyTable(runs, comparison), [runs, comparison])
  const firstOf = (runIds: readonly string[]) => runs.find(({ runId }) => runId === runIds[0])
  return (
    <>
      <div className={classes.scroll}>
        <table className={`${classes.table} loom-numbers`} data-testid="study-table">
          <thead>
            <tr>
              <th />
              {table.columns.map(({ letter, name }) => (
                <th key={letter} scope="col">
                  {letter}: {name || t('app:untitled')}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">{t('column.data')}</th>
              {table.columns.map(({ letter, runIds }) => {
                const run = firstOf(runIds)
                return <td key={letter}>{run ? dataName(run.data) : '–'}</td>
              })}
            </tr>
            {figureNames.map((figure, row) => {
              const cells = table.rows[row]?.cells ?? []
              const means = cells.map(({ mean }) => mean)
              const best = bestColumn(figure, means, (mean) => figureText(figure, mean))
              return (
                <tr key={figure}>
                  <th scope="row">{t(`column.${figure}`)}</th>
                  {table.columns.map(({ letter }, column) => {
                    const { mean = null, halfWidth = null } = cells[column] ?? {}
                    return (
                      <td key={letter} data-best={best === column || undefined} data-testid={`study-${figure}`}>
                        {figureText(figure, mean)}
                        {halfWidth ? ` ± ${figureText(figure, halfWidth)}` : ''}
                      </td>
                    )
                  })}
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
      <TableCommands table={table} />
    </>
  )
}

function TableCommands({ table }: { table: StudyTable }) {
  const { t } = useTranslation('runs')
  const [isCopied, setCopied] = useState(false)
  // Without the mark of UTF-8, which a clipboard does not need.
  const copy = async () => {
    await shell.writeClipboard({ text: printCsvTable(tableOfStudy(table)).slice(1) })
    setCopied(true)
    setTimeout(() => setCopied(false), 2000)
  }
  return (
    <div className={classes.commands}>
      <Button
        variant="default"
        leftSection={isCopied ? <IconCheck size={14} /> : <IconCopy size={14} />}
        onClick={() => void copy().catch(reportFailure)}
        data-testid="study-copy"
      >
        {isCopied ? t('copied') : t('copyCsv')}
      </Button>
      <ExportMenu table={() => tableOfStudy(table)} testId="study-export" />
    </div>
  )
}
