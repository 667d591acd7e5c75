import { Button, Menu } from '@mantine/core'
import { IconDeviceFloppy } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Evaluation } from '#shared/contract/runs.ts'
import { countCells } from '#shared/statistics/class-scores.ts'
import { type Action, runAction } from '../../actions/action.ts'
import { saveKerasAction, saveModelAction, saveOnnxAction, savePytorchAction } from '../../actions/save-model.ts'
import { useFormats } from '../../charts/use-formats.ts'
import { useRunStore } from '../../stores/run-store.ts'
import classes from './TestFigures.module.css'
import { TrainMore } from './TrainMore.tsx'

/** What the test came to, and the way to take the model away. */
export function TestFigures({ evaluation, children }: { evaluation: Evaluation; children: ReactNode }) {
  const { t } = useTranslation('views')
  const { integer, real, percent, time } = useFormats()
  const { wrong, total } = countCells(evaluation.confusion)
  const speed = evaluation.imagesPerSecond
  const isMasks = evaluation.meanIou !== null
  const figures = [
    [isMasks ? 'wrongPixels' : 'wrong', t('confusion.wrongOf', { wrong: integer(wrong), total: integer(total) })],
    ['loss', real(evaluation.testLoss)],
    ['time', time(evaluation.seconds)],
    ['speed', speed === null ? '–' : t('run.rate', { rate: integer(speed) })],
    ['parameters', integer(evaluation.parameters)],
    ['device', evaluation.device.name],
  ] as const
  return (
    <aside className={`${classes.root} loom-numbers`}>
      <p className={classes.accuracy}>
        <strong data-testid="test-accuracy" data-value={evaluation.testAccuracy}>
          {percent(evaluation.testAccuracy, 2)}
        </strong>
        {t(isMasks ? 'confusion.pixelAccuracy' : 'confusion.accuracy')}
      </p>
      {evaluation.meanIou === null ? null : (
        <p className={classes.accuracy} title={t('confusion.meanIouHint')}>
          <strong data-testid="test-mean-iou" data-value={evaluation.meanIou}>
            {percent(evaluation.meanIou, 2)}
          </strong>
          {t('confusion.meanIou')}
        </p>
      )}
      <SaveModel />
      <TrainMore />
      {children}
      <dl className={classes.list}>
        {figures.map(([name, value]) => (
          <div key={name} className={classes.figure}>
            <dt>{t(`confusion.${name}`)}</dt>
            <dd title={value}>{value}</dd>
          </div>
        ))}
      </dl>
    </aside>
  )
}

const formats = [
  { format: 'onnx', action: saveOnnxAction },
  { format: 'keras', action: saveKerasAction },
  { format: 'pytorch', action: savePytorchAction },
  { format: 'tfjs', action: saveModelAction },
] as const

function SaveModel() {
  const { t } = useTranslation('views')
  const isFinished = useRunStore(({ run }) => run?.state.phase === 'finished')
  const [isSaving, setSaving] = useState(false)
  const save = async (action: Action) => {
    setSaving(true)
    await runAction(action)
    setSaving(false)
  }
  return (
    <Menu position="bottom-start" width={280} withinPortal>
      <Menu.Target>
        <Button
          leftSection={<IconDeviceFloppy size={15} />}
          loading={isSaving}
          disabled={!isFinished}
          fullWidth
          data-testid="save-model"
        >
          {t('save.button')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {formats.map(({ format, action }) => (
          <Menu.Item key={format} onClick={() => void save(action)} data-testid={`save-model-${format}`}>
            <span className={classes.format}>{t(`save.${format}`)}</span>
            <span className={classes.formatHint}>{t(`save.${format}Hint`)}</span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
