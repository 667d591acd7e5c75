import { IconArrowRight } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { CheckedNode } from '#shared/graph/check-graph.ts'
import { elementCount, formatShape } from '#shared/layers/shape.ts'
import { useLocale } from '../../i18n/use-locale.ts'
import { formatCount, formatSi } from '../../ui/format.ts'
import classes from './Inspector.module.css'
import { windowFormulas } from './window-formula.ts'

/** What goes in and comes out, and how that size comes about. */
export function LayerShapes({ checked }: { checked: CheckedNode }) {
  const { t } = useTranslation()
  const { layer, inputs, output } = checked
  return (
    <section className={classes.shapeBox} data-selectable>
      <div className={classes.shapes} data-testid="inspector-shapes">
        {layer.inputs !== 0 && layer.outputs > 0 && (
          <>
            <Shape label={t('inspector.input')} text={inputs.map(formatShape).join(', ')} />
            <IconArrowRight size={16} className={classes.arrow} />
          </>
        )}
        <Shape label={t('inspector.output')} text={formatShape(output)} />
      </div>
      {windowFormulas(checked).map(({ axis, text }) => (
        <div key={axis} className={classes.formula} data-testid="inspector-formula">
          <span className={classes.dim}>{t(`inspector.axis.${axis}`)}</span> {text}
        </div>
      ))}
    </section>
  )
}

/** What the layer costs: its weights one by one, and its arithmetic. */
export function LayerCosts({ checked }: { checked: CheckedNode }) {
  const { t } = useTranslation()
  const locale = useLocale()
  const { weights, parameters, trainableParameters, flops } = checked
  if (parameters === 0 && flops === 0) return null
  return (
    <dl className={classes.costs} data-selectable>
      {weights.map(({ name, shape, isTrainable }) => (
        <div key={name} className={classes.weight}>
          <dt>
            {name} <span className={classes.dim}>{formatShape(shape)}</span>
            {!isTrainable && <span className={classes.dim}> · {t('inspector.notTrained')}</span>}
          </dt>
          <dd>{formatCount(elementCount(shape), locale)}</dd>
        </div>
      ))}
      <div>
        <dt>{t('inspector.parameters')}</dt>
        <dd data-testid="inspector-parameters">
          {formatCount(parameters, locale)}
          {trainableParameters !== parameters && (
            <span className={classes.dim}>
              {' '}
              {t('inspector.trainable', { number: formatCount(trainableParameters, locale) })}
            </span>
          )}
        </dd>
      </div>
      <div>
        <dt>{t('inspector.flops')}</dt>
        <dd title={formatCount(flops, locale)}>{formatSi(flops, '').trim()}</dd>
      </div>
    </dl>
  )
}

function Shape({ label, text }: { label: string; text: string }) {
  return (
    <div className={classes.shape}>
      <span className={classes.dim}>{label}</span>
      <strong>{text}</strong>
    </div>
  )
}
