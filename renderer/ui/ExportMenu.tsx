import { ActionIcon, Menu } from '@mantine/core'
import { IconBraces, IconDownload, IconFileTypeCsv } from '@tabler/icons-react'
import { Fragment, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reportFailure } from '../stores/report-failure.ts'
import { type DataTable, printCsvTable, printJsonTable } from './data-table.ts'
import { offerDownload } from './offer-download.ts'

interface TableChoice {
  /** Made when it is asked for. */
  table: () => DataTable | Promise<DataTable>
  testId: string
}

interface ExportMenuProps extends TableChoice {
  /** What is saved, where it is not the table beside it. */
  label?: string
}

/** The small button beside a table that writes all of it into a file. */
export function ExportMenu({ table, label, testId }: ExportMenuProps) {
  const { t } = useTranslation('views')
  return (
    <ExportButton label={label ?? t('export.table')} testId={testId}>
      <FormatItems table={table} testId={testId} />
    </ExportButton>
  )
}

export interface NamedTable extends TableChoice {
  name: string
}

/** The same for several tables, each under its name. */
export function ExportTablesMenu({ tables, testId }: { tables: readonly NamedTable[]; testId: string }) {
  const { t } = useTranslation('views')
  return (
    <ExportButton label={t('export.tables')} testId={testId}>
      {tables.map(({ name, ...choice }) => (
        <Fragment key={choice.testId}>
          <Menu.Label>{name}</Menu.Label>
          <FormatItems {...choice} />
        </Fragment>
      ))}
    </ExportButton>
  )
}

function ExportButton({ label, testId, children }: { label: string; testId: string; children: ReactNode }) {
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={24} aria-label={label} title={label} data-testid={testId}>
          <IconDownload size={15} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>{children}</Menu.Dropdown>
    </Menu>
  )
}

const formats = {
  csv: { print: printCsvTable, type: 'text/csv', icon: <IconFileTypeCsv size={15} /> },
  json: { print: printJsonTable, type: 'application/json', icon: <IconBraces size={15} /> },
}

function FormatItems({ table, testId }: TableChoice) {
  const { t } = useTranslation('views')
  return (['csv', 'json'] as const).map((ending) => (
    <Menu.Item
      key={ending}
      leftSection={formats[ending].icon}
      onClick={() => void saveTable(table, ending).catch(reportFailure)}
      data-testid={`${testId}-${ending}`}
    >
      {t(`export.${ending}`)}
    </Menu.Item>
  ))
}

async function saveTable(table: TableChoice['table'], ending: keyof typeof formats): Promise<void> {
  const made = await table()
  const { print, type } = formats[ending]
  offerDownload(new Blob([print(made)], { type }), `${made.name.replaceAll(/[\\/:*?"<>|]/g, '-')}.${ending}`)
}
