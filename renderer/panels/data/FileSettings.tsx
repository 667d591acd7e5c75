import { Button, SegmentedControl, TextInput } from '@mantine/core'
import { IconFile, IconFolderOpen } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { DataChoice } from '#shared/document/schema.ts'
import { useDocumentStore } from '../../stores/document-store.ts'
import { NumberField } from '../training/NumberField.tsx'
import { chooseData } from './choose-data.ts'
import classes from './DataSource.module.css'
import { choiceAt, pathOf } from './data-entries.ts'
import type { EditData } from './use-data-edit.ts'

type FileChoice = Extract<DataChoice, { source: 'idx' | 'npz' | 'csv' }>

interface FileSettingsProps<Choice = FileChoice> {
  data: Choice
  onChange: EditData
}

/** Which files the pictures are in, and how they are to be read. */
export function FileSettings({ data, onChange }: FileSettingsProps) {
  const { t } = useTranslation('views')
  const isFolder = data.source === 'idx'
  const path = pathOf(data) ?? ''
  const choose = async () => {
    const chosen = await chooseData(isFolder ? 'folder' : 'file')
    if (chosen !== null) onChange(choiceAt(isFolder ? 'idx' : 'file', chosen))
  }
  return (
    <div className={classes.settings}>
      <p className={classes.path} title={path} data-selectable>
        <bdi>{path}</bdi>
      </p>
      <p className={classes.hint}>{t(isFolder ? 'data.folderHint' : `data.fileHint.${data.source}`)}</p>
      {data.source === 'csv' ? <CsvSettings data={data} onChange={onChange} /> : null}
      <Button
        variant="default"
        leftSection={isFolder ? <IconFolderOpen size={15} /> : <IconFile size={15} />}
        onClick={() => void choose()}
        data-testid={isFolder ? 'data-choose-folder' : 'data-choose-file'}
      >
        {t(isFolder ? 'data.chooseFolder' : 'data.chooseFile')}
      </Button>
    </div>
  )
}

/** A table does not say which column is the label, nor how high its pictures are. */
function CsvSettings({ data, onChange }: FileSettingsProps<Extract<DataChoice, { source: 'csv' }>>) {
  const { t } = useTranslation('views')
  const endGesture = useDocumentStore((state) => state.endGesture)
  const { size } = data
  return (
    <>
      <TextInput
        label={t('data.csv.label')}
        placeholder={t('data.csv.labelAuto')}
        value={data.label}
        maxLength={200}
        onChange={(event) => onChange({ ...data, label: event.currentTarget.value }, 'data.label')}
        onBlur={endGesture}
        spellCheck={false}
        data-testid="data-csv-label"
      />
      <SegmentedControl
        fullWidth
        data={[
          { value: 'square', label: t('data.csv.square') },
          { value: 'given', label: t('data.csv.given') },
        ]}
        value={size ? 'given' : 'square'}
        onChange={(value) =>
          onChange({ ...data, size: value === 'given' ? { height: 28, width: 28, channels: 1 } : undefined })
        }
        aria-label={t('data.csv.size')}
        data-testid="data-csv-size"
      />
      {size ? (
        <>
          <div className={classes.pair}>
            {(['height', 'width'] as const).map((name) => (
              <NumberField
                key={name}
                label={t(`data.csv.${name}`)}
                value={size[name]}
                min={1}
                max={4096}
                isWhole
                onChange={(value) => onChange({ ...data, size: { ...size, [name]: value } }, `data.${name}`)}
                onLeave={endGesture}
                testId={`data-csv-${name}`}
              />
            ))}
          </div>
          <SegmentedControl
            fullWidth
            data={[
              { value: '1', label: t('data.csv.grey') },
              { value: '3', label: t('data.csv.colour') },
            ]}
            value={String(size.channels)}
            onChange={(value) => onChange({ ...data, size: { ...size, channels: value === '3' ? 3 : 1 } })}
            aria-label={t('data.csv.channels')}
          />
        </>
      ) : null}
    </>
  )
}
