import { Anchor, Button } from '@mantine/core'
import { IconDeviceFloppy } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Evaluation } from '#shared/contract/runs.ts'
import { useFormats } from '../../charts/use-formats.ts'
import { countPictures } from './confusion-scores.ts'
import { saveTrainedModel, showSavedModel, useSavedModelStore } from './save-model.ts'
import classes from './TestFigures.module.css'

/** What the test came to, and the way to take the model away. */
export function TestFigures({ evaluation, children }: { evaluation: Evaluation; children: ReactNode }) {
  const { t } = useTranslation('views')
  const { integer, real, percent, time } = useFormats()
  const { isSaving, saved } = useSavedModelStore()
  const { wrong, total } = countPictures(evaluation.confusion)
  const figures = [
    ['wrong', t('confusion.wrongOf', { wrong: integer(wrong), total: integer(total) })],
    ['loss', real(evaluation.testLoss)],
    ['time', time(evaluation.seconds)],
    ['speed', t('run.rate', { rate: integer(evaluation.imagesPerSecond) })],
    ['parameters', integer(evaluation.parameters)],
    ['device', evaluation.device.name],
  ] as const
  return (
    <aside className={`${classes.root} loom-numbers`}>
      <p className={classes.accuracy}>
        <strong data-testid="test-accuracy" data-value={evaluation.testAccuracy}>
          {percent(evaluation.testAccuracy, 2)}
        </strong>
        {t('confusion.accuracy')}
      </p>
      <Button
        leftSection={<IconDeviceFloppy size={15} />}
        onClick={() => void saveTrainedModel()}
        loading={isSaving}
        fullWidth
        data-testid="save-model"
      >
        {t('save.button')}
      </Button>
      {saved?.runId === evaluation.runId ? (
        <p className={classes.saved} title={saved.directory} data-testid="saved-model">
          {t('save.saved', { count: saved.files.length })}
          <Anchor component="button" type="button" size="xs" onClick={() => void showSavedModel()}>
            {t('save.show')}
          </Anchor>
        </p>
      ) : null}
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
