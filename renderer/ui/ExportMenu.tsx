import { ActionIcon, Menu } from '@mantine/core'
import { IconBraces, IconDownload, IconFileTypeCsv } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { reportFailure } from '../stores/report-failure.ts'
import { type DataTable, printCsvTable, printJsonTable } from './data-table.ts'
import { offerDownload } from './offer-download.ts'

interface ExportMenuProps {
  /** Made when it is asked for. */
  table: () => DataTable | Promise<DataTable>
  /** What is saved, where it is not the table beside it. */
  label?: string
  testId: string
}

const formats = {
  csv: { print: printCsvTable, type: 'text/csv', icon: <IconFileTypeCsv size={15} /> },
  json: { print: printJsonTable, type: 'application/json', icon: <IconBraces size={15} /> },
}

/** The small button beside a table that writes all of it into a file. */
export function ExportMenu({ table, label, testId }: ExportMenuProps) {
  const { t } = useTranslation('views')
  const save = async (ending: keyof typeof formats) => {
    const made = await table()
    const { print, type } = formats[ending]
    offerDownload(new Blob([print(made)], { type }), `${made.name.replaceAll(/[\\/:*?"<>|]/g, '-')}.${ending}`)
  }
  const item = (ending: keyof typeof formats) => (
    <Menu.Item
      leftSection={formats[ending].icon}
      onClick={() => void save(ending).catch(reportFailure)}
      data-testid={`${testId}-${ending}`}
    >
      {t(`export.${ending}`)}
    </Menu.Item>
  )
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={24}
          aria-label={label ?? t('export.table')}
          title={label ?? t('export.table')}
          data-testid={testId}
        >
          <IconDownload size={15} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {item('csv')}
        {item('json')}
      </Menu.Dropdown>
    </Menu>
  )
}
