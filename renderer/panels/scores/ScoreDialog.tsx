import { Button, Loader, Modal, SegmentedControl } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../charts/use-formats.ts'
import { useConvertStore } from '../../stores/convert-store.ts'
import { useDataStore } from '../../stores/data-store.ts'
import { useMessageText } from '../../ui/describe.ts'
import { ScoreCanvas } from './ScoreCanvas.tsx'
import classes from './Scores.module.css'
import { type Scene, useScores } from './use-scores.ts'

/** How much larger the picture is than those of the data set, and how many of them are put on it. */
const sizes = [
  { factor: 1, count: 1 },
  { factor: 2, count: 3 },
  { factor: 3, count: 6 },
  { factor: 5, count: 14 },
] as const

/** A fully convolutional network at work on a picture that is larger than those that it learned from. */
export function ScoreDialog() {
  const { t } = useTranslation('views')
  const isOpen = useConvertStore((state) => state.isTrying)
  const setTrying = useConvertStore((state) => state.setTrying)
  return (
    <Modal
      opened={isOpen}
      onClose={() => setTrying(false)}
      title={t('scores.title')}
      classNames={{ title: classes.heading }}
      size={900}
      centered
      closeButtonProps={{ 'aria-label': t('app:close') }}
    >
      {isOpen && <Trial />}
    </Modal>
  )
}

function Trial() {
  const { t } = useTranslation('views')
  const wordMessage = useMessageText()
  const [factor, setFactor] = useState<string>('3')
  const [seed, setSeed] = useState(1)
  const [chosen, setChosen] = useState<number | null>(null)
  const shape = useDataStore(({ summary }) => summary?.inputShape)
  const size = sizes.find((each) => String(each.factor) === factor) ?? sizes[2]
  const side = (axis: 0 | 1) => Math.round((shape?.[axis] ?? 28) * size.factor)
  const scene: Scene = { height: side(0), width: side(1), count: size.count, seed }
  const { map, error, isBusy } = useScores(scene)
  return (
    <div data-testid="scores" data-busy={isBusy || undefined}>
      <p className={classes.intro}>{t('scores.intro')}</p>
      <div className={classes.controls}>
        <SegmentedControl
          size="xs"
          value={factor}
          onChange={setFactor}
          aria-label={t('scores.size')}
          data={sizes.map((each) => ({
            value: String(each.factor),
            label: `${Math.round((shape?.[0] ?? 28) * each.factor)}×${Math.round((shape?.[1] ?? 28) * each.factor)}`,
          }))}
        />
        <Button
          size="xs"
          variant="default"
          leftSection={<IconRefresh size={14} />}
          onClick={() => setSeed(seed + 1)}
          data-testid="scores-another"
        >
          {t('scores.another')}
        </Button>
        {isBusy && <Loader size={16} />}
      </div>
      {error && (
        <p className={classes.error} data-testid="scores-error">
          {wordMessage(error)}
        </p>
      )}
      {map && !error && (
        <div className={classes.columns}>
          <ScoreCanvas map={map} chosen={chosen} />
          <ClassChoice map={map} chosen={chosen} onChoose={setChosen} />
        </div>
      )}
    </div>
  )
}

interface ClassChoiceProps {
  map: NonNullable<ReturnType<typeof useScores>['map']>
  chosen: number | null
  onChoose: (chosen: number | null) => void
}

/** Each class with the best score that any place gives it. */
function ClassChoice({ map, chosen, onChoose }: ClassChoiceProps) {
  const { t } = useTranslation('views')
  const { className, percent } = useFormats()
  const best = map.classes.map((_, label) => bestOf(map, label))
  return (
    <div className={classes.classes}>
      <button
        type="button"
        className={classes.entry}
        aria-pressed={chosen === null}
        onClick={() => onChoose(null)}
        data-testid="scores-all"
      >
        {t('scores.all')}
      </button>
      {map.classes.map((name, label) => (
        <button
          key={name.en}
          type="button"
          className={classes.entry}
          aria-pressed={chosen === label}
          onClick={() => onChoose(label)}
          data-testid={`scores-${label}`}
        >
          <span>{className(name)}</span>
          <span className={classes.bar} style={{ '--share': best[label] ?? 0 } as React.CSSProperties} />
          <span className="loom-numbers">{percent(best[label] ?? 0, 0)}</span>
        </button>
      ))}
      <p className={classes.caption}>
        {map.padding.length === 0 ? t('scores.exact') : t('scores.padded', { layers: map.padding.join(', ') })}
      </p>
      <p className={classes.caption}>
        {t('scores.places', { rows: map.rows, columns: map.columns, step: map.step[0] })}
      </p>
    </div>
  )
}

function bestOf({ scores, classes: names }: ClassChoiceProps['map'], label: number): number {
  let best = 0
  for (let at = label; at < scores.length; at += names.length) best = Math.max(best, scores[at] ?? 0)
  return best
}
