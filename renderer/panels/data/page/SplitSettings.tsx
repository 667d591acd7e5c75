import { Switch } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { DataSplit, DataSummary } from '#shared/contract/data.ts'
import { dataParts } from '#shared/contract/data.ts'
import { useFormats } from '../../../charts/use-formats.ts'
import { useDocumentStore } from '../../../stores/document-store.ts'
import { NumberField } from '../../training/NumberField.tsx'
import { useDataEdit } from '../use-data-edit.ts'
import page from './DataPageView.module.css'
import classes from './SplitSettings.module.css'
import { useSplit } from './use-split.ts'

/** Which pictures train, validate and test: shares, seed, and exact counts. */
export function SplitSettings({ summary }: { summary: DataSummary }) {
  const { t } = useTranslation('data')
  const split = useSplit(summary)
  const data = useDocumentStore((state) => state.document.data)
  const edit = useDataEdit()
  const { withoutCopies = false, ...others } = data
  return (
    <section className={classes.root}>
      <h3 className={page.title}>{t('split')}</h3>
      {split ? <SplitBar split={split} /> : null}
      <Shares />
      <p className={page.hint}>{t(summary.task === 'segmentation' ? 'splitHintMasks' : 'splitHint')}</p>
      <Switch
        label={t('withoutCopies')}
        description={t('withoutCopiesHint')}
        checked={withoutCopies}
        onChange={(event) =>
          edit(event.currentTarget.checked ? { ...data, withoutCopies: true } : (others as typeof data))
        }
        data-testid="data-without-copies"
      />
    </section>
  )
}

function SplitBar({ split }: { split: DataSplit }) {
  const { t } = useTranslation('data')
  const { integer } = useFormats()
  const parts = dataParts.filter((part) => split.counts[part] > 0)
  return (
    <div>
      <div className={classes.bar} aria-hidden>
        {parts.map((part) => (
          <span key={part} data-part={part} style={{ flexGrow: split.counts[part] }} />
        ))}
      </div>
      <ul className={`${classes.key} loom-numbers`} data-testid="split-counts">
        {parts.map((part) => (
          <li key={part} data-part={part} data-testid={`split-${part}`} data-value={split.counts[part]}>
            {t(`part.${part}`)} <b>{integer(split.counts[part])}</b>
          </li>
        ))}
      </ul>
    </div>
  )
}

function Shares() {
  const { t } = useTranslation('data')
  const document = useDocumentStore((state) => state.document)
  const edit = useDocumentStore((state) => state.edit)
  const endGesture = useDocumentStore((state) => state.endGesture)
  const editData = useDataEdit()
  const { data, training } = document
  const real = { isWhole: false, onLeave: endGesture } as const
  return (
    <div className={classes.fields}>
      <NumberField
        {...real}
        label={t('validationShare')}
        min={0}
        max={0.5}
        value={training.validationSplit}
        onChange={(validationSplit) =>
          edit((drawing) => ({ ...drawing, training: { ...drawing.training, validationSplit } }), 'data:edit.split', {
            gesture: 'training.validationSplit',
          })
        }
        testId="data-validation-split"
      />
      {'testShare' in data ? (
        <>
          <NumberField
            {...real}
            label={t('testShare')}
            min={0.01}
            max={0.9}
            value={data.testShare}
            onChange={(testShare) => editData({ ...data, testShare }, 'data.testShare')}
            testId="data-test-share"
          />
          <NumberField
            label={t('splitSeed')}
            min={0}
            max={2 ** 31 - 1}
            isWhole
            value={data.seed}
            onChange={(seed) => editData({ ...data, seed }, 'data.seed')}
            onLeave={endGesture}
            testId="data-split-seed"
          />
        </>
      ) : null}
    </div>
  )
}
