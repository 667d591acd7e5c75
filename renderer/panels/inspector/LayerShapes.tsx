import { IconArrowRight } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { CheckedNode } from '#shared/graph/check-graph.ts'
import { formatShape } from '#shared/layers/shape.ts'
import classes from './Inspector.module.css'
import { sizeFormulas } from './window-formula.ts'

/** What goes in and comes out, and how that size comes about. */
export function LayerShapes({ checked }: { checked: CheckedNode }) {
  const { t } = useTranslation()
  const { layer, inputs, output } = checked
  const formulas = sizeFormulas(checked)
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
      {formulas.map(({ axis, text, rule }) => (
        <div key={axis} className={classes.formula} data-testid="inspector-formula">
          <span className={classes.dim}>
            {t(`inspector.axis.${axis}`)} {rule}
          </span>
          {rule ? <div>= {text}</div> : ` ${text}`}
        </div>
      ))}
      {formulas.some(({ rule }) => rule !== null) && <p className={classes.legend}>{t('inspector.legend')}</p>}
    </section>
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
