import { Loader, Select, type SelectProps } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { EngineReport } from '#shared/contract/engines.ts'
import { type EngineChoice, engineChoices } from '#shared/document/schema.ts'
import { core } from '../../client/core-client.ts'
import { onShellEvent } from '../../client/shell-client.ts'
import { reportFailure } from '../../stores/report-failure.ts'
import { useMessageText } from '../../ui/describe.ts'
import { summarizeEngines } from './summarize-engines.ts'
import classes from './TrainingPanel.module.css'

interface EngineFieldProps {
  value: EngineChoice
  onChange: (engine: EngineChoice) => void
}

/** Which engine trains. Those that cannot be used here are listed with the reason. */
export function EngineField({ value, onChange }: EngineFieldProps) {
  const { t } = useTranslation('views')
  const reports = useEngineReports()
  const messageText = useMessageText()
  const options = engineChoices.map((engine) => {
    const { isUsable, devices, reasons } = summarizeEngines(reports ?? [], engine)
    const names = devices.map(({ name, isReference }) => (isReference ? t('training.reference', { name }) : name))
    const notes = engine === 'auto' ? [t('training.autoNote')] : [...names, ...reasons.map(messageText)]
    return { value: engine, label: t(`training.engineName.${engine}`), disabled: reports !== null && !isUsable, notes }
  })
  const chosen = options.find((option) => option.value === value)
  const renderOption: SelectProps['renderOption'] = ({ option, checked }) => {
    const known = options.find((other) => other.value === option.value)
    return (
      <div className={classes.engine}>
        <span className={classes.engineName}>
          {option.label}
          {checked ? <IconCheck size={14} /> : null}
          {known?.disabled ? <em className={classes.unusable}>{t('training.notUsable')}</em> : null}
        </span>
        {known?.notes.map((note) => (
          <span key={note} className={classes.engineNote}>
            {note}
          </span>
        ))}
      </div>
    )
  }
  return (
    <Select
      label={t('training.engine')}
      description={reports === null ? t('training.searching') : chosen?.notes.join('\n')}
      inputWrapperOrder={['label', 'input', 'error', 'description']}
      classNames={{ description: classes.notes }}
      error={chosen?.disabled ? t('training.notUsable') : undefined}
      data={options.map(({ notes: _notes, ...option }) => option)}
      value={value}
      onChange={(engine) => engine !== null && onChange(engine as EngineChoice)}
      renderOption={renderOption}
      rightSection={reports === null ? <Loader size={14} /> : undefined}
      allowDeselect={false}
      maxDropdownHeight={420}
      data-testid="training-engine"
    />
  )
}

/** What was found; null while it is looked for. Asked again when the core was started anew. */
function useEngineReports(): EngineReport[] | null {
  const [reports, setReports] = useState<EngineReport[] | null>(null)
  useEffect(() => {
    let isGone = false
    const ask = () => {
      core.listEngines({}).then(
        (found) => isGone || setReports(found),
        (thrown) => isGone || reportFailure(thrown),
      )
    }
    ask()
    const stop = onShellEvent('coreReady', ask)
    return () => {
      isGone = true
      stop()
    }
  }, [])
  return reports
}
