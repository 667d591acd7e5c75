import { Radio } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isKnownSet } from '#shared/contract/known-data.ts'
import { type DataChoice, dataChoiceSchema } from '#shared/document/schema.ts'
import { useDocumentStore } from '../../stores/document-store.ts'
import { useKnownDataStore } from '../../stores/known-data-store.ts'
import { chooseData } from './choose-data.ts'
import classes from './DataSource.module.css'
import { choiceAt, type DataEntry, dataEntries, entryOf, foundChoice } from './data-entries.ts'
import { FileSettings } from './FileSettings.tsx'
import { KnownSetDetails } from './KnownSetDetails.tsx'
import { KnownSetNote } from './KnownSetNote.tsx'
import { PictureSettings } from './PictureSettings.tsx'
import { ShapesSettings } from './ShapesSettings.tsx'
import { useDataEdit } from './use-data-edit.ts'
import { useWantedSet, WantedNote } from './WantedNote.tsx'

/** Where the pictures come from. */
export function DataSource() {
  const { t } = useTranslation('views')
  const data = useDocumentStore((state) => state.document.data)
  const set = useDataEdit()
  const { known, load } = useKnownDataStore()
  useEffect(load, [load])
  const entry = entryOf(data, known?.found ?? [])
  // Pictures that are not chosen yet, or a set that is not here, are opened to be looked for; what is learned from stays.
  const [opened, setOpened] = useState<DataEntry | null>(null)
  const wanted = useWantedSet()
  // Where the built-in digits do, nobody is pressed to fetch more of them.
  useEffect(() => setOpened(wanted === 'mnist' ? null : wanted), [wanted])
  // Settings of the sources that were chosen before, for when people come back to them.
  const remembered = useRef<Partial<Record<DataEntry, DataChoice>>>({})
  remembered.current[entry] = data

  const choose = (choice: DataChoice) => {
    setOpened(null)
    set(choice)
  }
  const pick = async (picked: DataEntry) => {
    const choice = remembered.current[picked] ?? foundChoice(picked, known?.found ?? [])
    if (choice) return choose(choice)
    if (isKnownSet(picked)) {
      setOpened(picked)
      return load()
    }
    if (picked === 'digits') return choose({ source: 'digits' })
    if (picked === 'shapes') return choose(dataChoiceSchema.parse({ source: 'shapes', variant: 'colours' }))
    if (picked === 'pictures') return setOpened(picked)
    const path = await chooseData(picked === 'idx' ? 'folder' : 'file')
    if (path !== null) choose(choiceAt(picked, path))
  }
  return (
    <>
      {wanted ? <WantedNote set={wanted} onShow={opened === wanted ? null : () => setOpened(wanted)} /> : null}
      <Radio.Group
        value={opened ?? entry}
        onChange={(picked) => void pick(picked as DataEntry)}
        aria-label={t('data.sourceLabel')}
      >
        <div className={classes.list}>
          {dataEntries.map((each) => (
            <div key={each} className={classes.card} data-chosen={each === (opened ?? entry)}>
              <Radio
                value={each}
                size="xs"
                label={t(`data.source.${each}`)}
                description={
                  isKnownSet(each) ? (
                    <KnownSetNote set={each} isChosen={each === entry} />
                  ) : (
                    t(`data.sourceNote.${each}`)
                  )
                }
                classNames={{ body: classes.body, labelWrapper: classes.wrapper, label: classes.name }}
                data-testid={`data-${each}`}
              />
              {each === (opened ?? entry) ? (
                <Settings entry={each} data={opened === null ? data : null} onChange={choose} onEdit={set} />
              ) : null}
            </div>
          ))}
        </div>
      </Radio.Group>
    </>
  )
}

interface SettingsProps {
  entry: DataEntry
  /** Null for a data set that is opened, but not chosen. */
  data: DataChoice | null
  onChange: (data: DataChoice) => void
  onEdit: (data: DataChoice, gesture?: string) => void
}

function Settings({ entry, data, onChange, onEdit }: SettingsProps) {
  if (isKnownSet(entry)) return <KnownSetDetails key={entry} set={entry} data={data} onChange={onChange} />
  if (entry === 'pictures') {
    return <PictureSettings data={data?.source === entry ? data : null} onChange={data ? onEdit : onChange} />
  }
  if (data?.source === 'shapes') return <ShapesSettings data={data} onChange={onEdit} />
  const isFile = data?.source === 'idx' || data?.source === 'npz' || data?.source === 'csv'
  return isFile ? <FileSettings data={data} onChange={onEdit} /> : null
}
