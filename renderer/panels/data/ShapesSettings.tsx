import { SegmentedControl } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type DataChoice, type ShapesVariant, shapesVariants } from '#shared/document/schema.ts'
import { useDocumentStore } from '../../stores/document-store.ts'
import { NumberField } from '../training/NumberField.tsx'
import classes from './DataSource.module.css'
import type { EditData } from './use-data-edit.ts'

interface ShapesSettingsProps {
  data: Extract<DataChoice, { source: 'shapes' }>
  onChange: EditData
}

/** Which shapes are drawn, and how many. */
export function ShapesSettings({ data, onChange }: ShapesSettingsProps) {
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
