import { Button, Slider } from '@mantine/core'
import { IconEraser } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import classes from './BrushTools.module.css'
import type { Brush } from './drawing.ts'

interface BrushToolsProps {
  brush: Brush
  onBrush: (brush: Brush) => void
  /** Whether there are colours to choose from. */
  hasColours: boolean
  /** Whether there is nothing on the pad to clear. */
  isEmpty: boolean
  onClear: () => void
  /** Of the button that clears. */
  testId: string
}

/** How wide and in which colour a pad is drawn on, and the button that clears it. */
export function BrushTools({ brush, onBrush, hasColours, isEmpty, onClear, testId }: BrushToolsProps) {
  const { t } = useTranslation('app')
  return (
    <div className={classes.tools}>
      <span>{t('pad.brush')}</span>
      <Slider
        className={classes.width}
        size="sm"
        min={2}
        max={25}
        value={brush.width}
        onChange={(width) => onBrush({ ...brush, width })}
        label={null}
        thumbLabel={t('pad.brush')}
      />
      {hasColours ? (
        <input
          type="color"
          className={classes.colour}
          value={brush.colour}
          onChange={({ currentTarget }) => onBrush({ ...brush, colour: currentTarget.value })}
          aria-label={t('pad.colour')}
          title={t('pad.colour')}
        />
      ) : null}
      <Button
        variant="default"
        leftSection={<IconEraser size={15} />}
        disabled={isEmpty}
        onClick={onClear}
        data-testid={testId}
      >
        {t('pad.clear')}
      </Button>
    </div>
  )
}
