import { useTranslation } from 'react-i18next'
import { formatBytes } from '#shared/graph/memory.ts'
import { useLocale } from '../../i18n/use-locale.ts'
import { useCheckedGraph, useDocumentStore } from '../../stores/document-store.ts'
import { useReceptiveFields } from '../../stores/receptive-fields.ts'
import { formatCount, formatSi } from '../../ui/format.ts'
import classes from './Inspector.module.css'

/** What the network as a whole sees and costs, with the chosen batch and optimiser; nothing while nothing is drawn. */
export function NetworkFacts() {
  const { t } = useTranslation('networks')
  const locale = useLocale()
  const { nodes, totals, ends } = useCheckedGraph()
  const { batchSize, optimizer } = useDocumentStore(({ document }) => document.training)
  const field = useReceptiveFields().get(ends.outputId ?? '')
  if (nodes.length === 0) return null
  const { memory } = totals
  const optimizerName = t(`views:training.optimizerName.${optimizer.kind}`)
  const rows: [term: string, value: string][] = [
    [t('facts.layers'), formatCount(nodes.length, locale)],
    [t('facts.parameters'), formatCount(totals.parameters, locale)],
    [t('facts.trainable'), formatCount(totals.trainableParameters, locale)],
    [t('facts.flops'), formatSi(totals.flops, '').trim()],
    ...(field ? [[t('facts.outputField'), `${field.height.size}×${field.width.size}`] as [string, string]] : []),
    [t('facts.weights'), formatBytes(memory.weights)],
    [t('facts.gradients'), formatBytes(memory.gradients)],
    [t('facts.optimizer', { name: optimizerName }), formatBytes(memory.optimizer)],
    [t('facts.activations', { batch: batchSize }), formatBytes(memory.activations)],
    [t('facts.memory'), formatBytes(totals.trainingBytes)],
  ]
  return (
    <section data-testid="network-facts">
      <h3 className={classes.networkTitle}>{t('facts.network')}</h3>
      <dl className={classes.networkFacts} data-selectable>
        {rows.map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
