import { Checkbox, SegmentedControl } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { DataChoice } from '#shared/document/schema.ts'
import { BrushTools } from '../../ui/drawing/BrushTools.tsx'
import classes from './Try.module.css'
import { centres, useTryStore, type Way, ways } from './try-store.ts'

interface OptionsProps {
  data: DataChoice
  /** Whether the network takes pictures in colours. */
  hasColours: boolean
}

/** Where the picture comes from, how it is brought to the network, and what it is drawn with. */
export function Options({ data, hasColours }: OptionsProps) {
  const { t } = useTranslation('views')
  const { way, isInverted, isCentred, setWay, setInverted, setCentred } = useTryStore()
  return (
    <div className={classes.options}>
      <SegmentedControl
        data={ways.map((value) => ({ value, label: t(`try.way.${value}`) }))}
        value={way}
        onChange={(value) => setWay(value as Way)}
        aria-label={t('try.ways')}
        data-testid="try-way"
        fullWidth
      />
      <Checkbox
        size="xs"
        label={t('try.centred')}
        title={t('try.centredHint')}
        checked={centres(way, isCentred, data)}
        onChange={({ currentTarget }) => setCentred(currentTarget.checked)}
        data-testid="try-centred"
      />
      {way === 'draw' ? (
        <div className={classes.tools}>
          <Tools hasColours={hasColours} />
        </div>
      ) : (
        <>
          <Checkbox
            size="xs"
            label={t('try.inverted')}
            title={t('try.invertedHint')}
            checked={isInverted}
            onChange={({ currentTarget }) => setInverted(currentTarget.checked)}
            data-testid="try-inverted"
          />
          <p className={classes.hint}>{t(`try.hint.${way}`)}</p>
        </>
      )}
    </div>
  )
}

function Tools({ hasColours }: { hasColours: boolean }) {
  const brush = useTryStore((state) => state.brush)
  const isEmpty = useTryStore((state) => state.drawing === null)
  const show = useTryStore((state) => state.show)
  const clear = () => {
    useTryStore.setState({ drawing: null })
    show(null)
  }
  return (
    <BrushTools
      brush={brush}
      onBrush={(next) => useTryStore.setState({ brush: next })}
      hasColours={hasColours}
      isEmpty={isEmpty}
      onClear={clear}
      testId="try-clear"
    />
  )
}
