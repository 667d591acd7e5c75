import { Button, SegmentedControl } from '@mantine/core'
import { IconFileZip, IconFolderOpen } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { type DataChoice, dataChoiceSchema, pictureFits } from '#shared/document/schema.ts'
import { useDocumentStore } from '../../stores/document-store.ts'
import { NumberField } from '../training/NumberField.tsx'
import { chooseData } from './choose-data.ts'
import classes from './DataSource.module.css'
import { OwnSetButton } from './own-set/OwnSetButton.tsx'

export type PicturesChoice = Extract<DataChoice, { source: 'pictures' }>

interface PictureSettingsProps {
  /** Null until the person has chosen where the pictures are. */
  data: PicturesChoice | null
  onChange: (data: DataChoice, gesture?: string) => void
}

/** Pictures of one's own: where they are, and the form that they are brought to. */
export function PictureSettings({ data, onChange }: PictureSettingsProps) {
  const { t } = useTranslation('views')
  const choose = async (what: 'folder' | 'file') => {
    const path = await chooseData(what, 'pictures')
    if (path !== null) onChange(dataChoiceSchema.parse({ ...data, source: 'pictures', path }))
  }
  return (
    <div className={classes.settings}>
      {data ? (
        <p className={classes.path} title={data.path} data-selectable>
          <bdi>{data.path}</bdi>
        </p>
      ) : null}
      <div className={classes.pair}>
        <Button
          variant="default"
          leftSection={<IconFolderOpen size={15} />}
          onClick={() => void choose('folder')}
          data-testid="pictures-folder"
        >
          {t('data.known.folder')}
        </Button>
        <Button
          variant="default"
          leftSection={<IconFileZip size={15} />}
          onClick={() => void choose('file')}
          data-testid="pictures-file"
        >
          {t('data.known.file')}
        </Button>
      </div>
      <OwnSetButton
        onUse={(path) => onChange(dataChoiceSchema.parse({ ...ownForm(data), source: 'pictures', path }))}
      />
      <p className={classes.hint}>
        {t(data?.task === 'segmentation' ? 'data.pictures.masksHint' : 'data.pictures.hint')}
      </p>
      {data ? <PictureForm data={data} onChange={onChange} /> : null}
    </div>
  )
}

/** Drawings are small and grey; whoever has chosen a form before keeps it. */
function ownForm(data: PicturesChoice | null): Partial<PicturesChoice> {
  return data?.task === 'classification' ? data : { height: 28, width: 28, channels: 1 }
}

function PictureForm({ data, onChange }: { data: PicturesChoice; onChange: PictureSettingsProps['onChange'] }) {
  const { t } = useTranslation('views')
  const endGesture = useDocumentStore((state) => state.endGesture)
  const choices = [
    { name: 'task', options: ['classification', 'segmentation'] },
    { name: 'channels', options: ['3', '1'] },
    { name: 'fit', options: pictureFits },
  ] as const
  return (
    <>
      {choices.map(({ name, options }) => (
        <SegmentedControl
          key={name}
          fullWidth
          aria-label={t(`data.pictures.${name}.title`)}
          data={options.map((value) => ({ value, label: t(`data.pictures.${name}.${value}`) }))}
          value={String(data[name])}
          onChange={(value) => onChange({ ...data, [name]: name === 'channels' ? Number(value) : value } as DataChoice)}
          data-testid={`pictures-${name}`}
        />
      ))}
      <div className={classes.numbers}>
        {(['height', 'width'] as const).map((name) => (
          <NumberField
            key={name}
            label={t(`data.pictures.${name}`)}
            min={1}
            max={1024}
            value={data[name]}
            isWhole
            onChange={(value) => onChange({ ...data, [name]: value }, `data.${name}`)}
            onLeave={endGesture}
            testId={`pictures-${name}`}
          />
        ))}
      </div>
    </>
  )
}
