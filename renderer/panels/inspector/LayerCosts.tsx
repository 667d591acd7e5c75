import { useTranslation } from 'react-i18next'
import { type OptimizerKind, optimizerSlots } from '#shared/document/optimizers.ts'
import type { CheckedNode } from '#shared/graph/check-graph.ts'
import { estimateTrainingMemory, formatBytes, type TrainingMemory } from '#shared/graph/memory.ts'
import type { WeightSpec } from '#shared/layers/layer.ts'
import { elementCount, formatShape } from '#shared/layers/shape.ts'
import { useLocale } from '../../i18n/use-locale.ts'
import { useDocumentStore } from '../../stores/document-store.ts'
import { useReceptiveFields } from '../../stores/receptive-fields.ts'
import { formatCount, formatSi } from '../../ui/format.ts'
import classes from './Inspector.module.css'

/** What the layer sees and costs: its weights one by one, its arithmetic, and memory for one batch. */
export function LayerCosts({ checked }: { checked: CheckedNode }) {
  const { t } = useTranslation('networks')
  const locale = useLocale()
  const { batchSize, optimizer } = useDocumentStore(({ document }) => document.training)
  const { weights, flops, output } = checked
  const memory = estimateTrainingMemory({
    ...checked,
    activations: elementCount(output),
    batchSize,
    optimizerSlots: optimizerSlots[optimizer.kind],
  })
  return (
    <dl className={classes.costs} data-selectable>
      <FieldRow nodeId={checked.node.id} />
      {weights.map(({ name, shape, isTrainable }) => (
        <div key={name} className={classes.weight}>
          <dt>
            {name} <span className={classes.dim}>{formatShape(shape)}</span>
            {!isTrainable && <span className={classes.dim}> · {t('facts.notTrained')}</span>}
          </dt>
          <dd>{formatCount(elementCount(shape), locale)}</dd>
        </div>
      ))}
      <ParameterRow checked={checked} />
      <div>
        <dt>{t('facts.flops')}</dt>
        <dd title={formatCount(flops, locale)} data-testid="inspector-flops">
          {formatSi(flops, '').trim()}
        </dd>
      </div>
      <div>
        <dt title={t('facts.activationsHint')}>{t('facts.activations', { batch: batchSize })}</dt>
        <dd data-testid="inspector-activations">{formatBytes(memory.activations)}</dd>
      </div>
      {weights.length > 0 && <WeightMemoryRow memory={memory} optimizer={optimizer.kind} />}
    </dl>
  )
}

function ParameterRow({ checked: { weights, parameters, trainableParameters } }: { checked: CheckedNode }) {
  const { t } = useTranslation('networks')
  const locale = useLocale()
  if (parameters === 0) return null
  return (
    <div>
      <dt>{t('facts.parameters')}</dt>
      <dd data-testid="inspector-parameters">
        {formatCount(parameters, locale)}
        {trainableParameters !== parameters && (
          <span className={classes.dim}>
            {' '}
            {t('facts.trained', { number: formatCount(trainableParameters, locale) })}
          </span>
        )}
        <span className={classes.sum}>{parameterSum(weights)}</span>
      </dd>
    </div>
  )
}

/** The weights, their gradients and what the optimiser remembers. */
function WeightMemoryRow({ memory, optimizer }: { memory: TrainingMemory; optimizer: OptimizerKind }) {
  const { t } = useTranslation('networks')
  const { weights, gradients, optimizer: slots } = memory
  const parts = {
    weights: formatBytes(weights),
    gradients: formatBytes(gradients),
    slots: formatBytes(slots),
    name: t(`views:training.optimizerName.${optimizer}`),
  }
  return (
    <div>
      <dt title={t('facts.trainingHint')}>{t('facts.training')}</dt>
      <dd data-testid="inspector-training">
        {formatBytes(weights + gradients + slots)}
        <span className={classes.sum}>{t('facts.weightParts', parts)}</span>
      </dd>
    </div>
  )
}

/** `3·3·16·32 + 32` */
function parameterSum(weights: readonly WeightSpec[]): string {
  return weights.map(({ shape }) => shape.join('·')).join(' + ')
}

function FieldRow({ nodeId }: { nodeId: string }) {
  const { t } = useTranslation('networks')
  const field = useReceptiveFields().get(nodeId)
  if (!field) return null
  const { height, width } = field
  const jump = pairText(height.jump, width.jump)
  const start = pairText(height.start, width.start)
  return (
    <div>
      <dt title={t('facts.fieldHint')}>{t('facts.field')}</dt>
      <dd data-testid="inspector-field">
        {`${height.size}×${width.size}`}
        <span className={classes.sum}>
          {height.jump === 0 ? t('facts.fieldOfAll') : t('facts.fieldSteps', { jump, start })}
        </span>
      </dd>
    </div>
  )
}

/** One number where both axes agree. */
function pairText(height: number, width: number): string {
  return height === width ? signed(height) : `${signed(height)}×${signed(width)}`
}

function signed(value: number): string {
  return String(Number(value.toPrecision(4))).replace('-', '−')
}
