import { Button } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { DataSummary } from '#shared/contract/data.ts'
import { formatShape } from '#shared/layers/shape.ts'
import { useCheckedGraph, useDocumentStore } from '../../stores/document-store.ts'
import classes from './DataPanel.module.css'
import { fitNetwork } from './fit-network.ts'

const misfits: ReadonlySet<string> = new Set(['graph.inputMismatch', 'graph.outputMismatch', 'graph.mapMismatch'])

/** Offers to change the network where the data set does not fit it. */
export function Misfit({ summary }: { summary: DataSummary }) {
  const { t } = useTranslation('views')
  const graph = useCheckedGraph()
  const edit = useDocumentStore((state) => state.edit)
  const document = useDocumentStore((state) => state.document)
  const isMisfit = graph.diagnostics.some(({ code }) => misfits.has(code))
  if (!isMisfit || fitNetwork(document, summary) === document) return null
  return (
    <div className={classes.misfit} data-testid="data-misfit">
      <p className={classes.sentence}>
        <IconAlertTriangle className={classes.misfitIcon} size={15} />
        {t('data.misfit', { shape: formatShape(summary.inputShape), classes: summary.classes.length })}
      </p>
      <Button
        className={classes.fit}
        onClick={() => edit((drawing) => fitNetwork(drawing, summary), 'views:edit.fit')}
        data-testid="data-fit"
      >
        {t('data.fit')}
      </Button>
    </div>
  )
}
