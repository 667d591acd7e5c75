import { useTranslation } from 'react-i18next'
import { type NodeColour, nodeColours } from '#shared/document/schema.ts'
import { paintSelection } from '../../actions/set-colour.ts'
import classes from './ColourPicker.module.css'
import inspectorClasses from './Inspector.module.css'

/** The colour of what is selected; the first field is its own. */
export function ColourPicker({ colour }: { colour: NodeColour | undefined }) {
  const { t } = useTranslation()
  return (
    <div className={inspectorClasses.parameter}>
      <div className={inspectorClasses.label}>{t('menu.colour')}</div>
      <fieldset className={classes.row} aria-label={t('menu.colour')}>
        {[null, ...nodeColours].map((each) => (
          <button
            key={each ?? 'none'}
            type="button"
            className={classes.swatch}
            style={each ? ({ '--swatch': `var(--loom-colour-${each})` } as React.CSSProperties) : undefined}
            aria-label={t(`colours.${each ?? 'none'}`)}
            title={t(`colours.${each ?? 'none'}`)}
            aria-pressed={(colour ?? null) === each}
            data-testid={`colour-${each ?? 'none'}`}
            onClick={() => paintSelection(each)}
          />
        ))}
      </fieldset>
    </div>
  )
}
