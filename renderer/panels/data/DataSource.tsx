import { Button, Radio, SegmentedControl } from '@mantine/core'
import { IconFolderOpen } from '@tabler/icons-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { type DataChoice, dataChoiceSchema, type ShapesVariant, shapesVariants } from '#shared/document/schema.ts'
import { shell } from '../../client/shell-client.ts'
import { useDocumentStore } from '../../stores/document-store.ts'
import { reportFailure } from '../../stores/report-failure.ts'
import { NumberField } from '../training/NumberField.tsx'
import classes from './DataSource.module.css'

const sources = ['digits', 'shapes', 'idx'] as const
type Source = DataChoice['source']

/** Where the pictures come from. */
export function DataSource() {
  const { t } = useTranslation('views')
  const data = useDocumentStore((state) => state.document.data)
  const set = useDataEdit()
  // Settings of the sources that were chosen before, for when people come back to them.
  const remembered = useRef<Partial<Record<Source, DataChoice>>>({})
  remembered.current[data.source] = data
  const pick = async (source: Source) => {
    const known = remembered.current[source]
    if (known) return set(known)
    if (source !== 'idx')
      return set(dataChoiceSchema.parse(source === 'shapes' ? { source, variant: 'colours' } : { source }))
    const directory = await chooseFolder()
    if (directory !== null) set({ source, directory })
  }
  return (
    <Radio.Group
      value={data.source}
      onChange={(source) => void pick(source as Source)}
      aria-label={t('data.sourceLabel')}
    >
      <div className={classes.list}>
        {sources.map((source) => (
          <div key={source} className={classes.card} data-chosen={source === data.source}>
            <Radio
              value={source}
              size="xs"
              label={t(`data.source.${source}`)}
              description={t(`data.sourceNote.${source}`)}
              classNames={{ body: classes.body, labelWrapper: classes.wrapper, label: classes.name }}
              data-testid={`data-${source}`}
            />
            {source === 'shapes' && data.source === 'shapes' ? <ShapesSettings data={data} onChange={set} /> : null}
            {source === 'idx' && data.source === 'idx' ? <IdxSettings data={data} onChange={set} /> : null}
          </div>
        ))}
      </div>
    </Radio.Group>
  )
}

function useDataEdit(): (data: DataChoice, gesture?: string) => void {
  const edit = useDocumentStore((state) => state.edit)
  return (data, gesture) => edit((document) => ({ ...document, data }), 'views:edit.data', { gesture })
}

interface SettingsProps<Choice> {
  data: Choice
  onChange: (data: DataChoice, gesture?: string) => void
}

function ShapesSettings({ data, onChange }: SettingsProps<Extract<DataChoice, { source: 'shapes' }>>) {
  const { t } = useTranslation('views')
  const endGesture = useDocumentStore((state) => state.endGesture)
  const fields = [
    { name: 'train', label: t('data.trainCount'), min: 1, max: 200_000 },
    { name: 'test', label: t('data.testCount'), min: 1, max: 200_000 },
    { name: 'seed', label: t('data.seed'), min: 0, max: 2 ** 31 - 1 },
  ] as const
  return (
    <div className={classes.settings}>
      <SegmentedControl
        fullWidth
        data={shapesVariants.map((value) => ({ value, label: t(`data.variant.${value}`) }))}
        value={data.variant}
        onChange={(variant) => onChange({ ...data, variant: variant as ShapesVariant })}
        data-testid="data-variant"
      />
      <div className={classes.numbers}>
        {fields.map(({ name, ...field }) => (
          <NumberField
            key={name}
            {...field}
            value={data[name]}
            isWhole
            onChange={(value) => onChange({ ...data, [name]: value }, `data.${name}`)}
            onLeave={endGesture}
            testId={`data-${name}`}
          />
        ))}
      </div>
    </div>
  )
}

function IdxSettings({ data, onChange }: SettingsProps<Extract<DataChoice, { source: 'idx' }>>) {
  const { t } = useTranslation('views')
  const choose = async () => {
    const directory = await chooseFolder()
    if (directory !== null) onChange({ source: 'idx', directory })
  }
  return (
    <div className={classes.settings}>
      <p className={classes.path} title={data.directory} data-selectable>
        <bdi>{data.directory}</bdi>
      </p>
      <p className={classes.hint}>{t('data.folderHint')}</p>
      <Button
        variant="default"
        leftSection={<IconFolderOpen size={15} />}
        onClick={() => void choose()}
        data-testid="data-choose-folder"
      >
        {t('data.chooseFolder')}
      </Button>
    </div>
  )
}

async function chooseFolder(): Promise<string | null> {
  try {
    return await shell.chooseDirectory({ purpose: 'idx' })
  } catch (thrown) {
    reportFailure(thrown)
    return null
  }
}
