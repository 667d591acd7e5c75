import { Checkbox, SegmentedControl } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { RunSnapshot } from '#shared/contract/runs.ts'
import { useRunStore } from '../../stores/run-store.ts'
import { NoRun } from '../results/NoRun.tsx'
import { Answer } from './Answer.tsx'
import { CameraView } from './CameraView.tsx'
import { DrawPad } from './DrawPad.tsx'
import { PictureDrop } from './PictureDrop.tsx'
import classes from './Try.module.css'
import { centres, useTryStore, type Way, ways } from './try-store.ts'

/** The trained network on a drawing, a picture or the camera of the person's own. */
export function TryPanel() {
  const { t } = useTranslation('views')
  const run = useRunStore((state) => state.run)
  const isReady = run !== null && run.classes.length > 0 && run.state.phase !== 'preparing'
  if (isReady) return <Try run={run} />
  return <NoRun icon={<IconPencil size={32} stroke={1.4} />}>{t('try.empty')}</NoRun>
}

function Try({ run }: { run: RunSnapshot }) {
  const way = useTryStore((state) => state.way)
  const showAgain = useTryStore((state) => state.showAgain)
  const { runId, document } = run
  const { phase } = run.state
  // biome-ignore lint/correctness/useExhaustiveDependencies: another network is the reason to ask again
  useEffect(() => showAgain(), [runId, phase, showAgain])
  useEffect(() => () => useTryStore.getState().show(null), [])
  return (
    <div className={classes.root} data-testid="try">
      <Options run={run} />
      {way === 'draw' ? <DrawPad document={document} /> : null}
      {way === 'picture' ? <PictureDrop /> : null}
      {way === 'camera' ? <CameraView /> : null}
      <Answer />
    </div>
  )
}

function Options({ run }: { run: RunSnapshot }) {
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
        checked={centres(way, isCentred, run.document.data)}
        onChange={({ currentTarget }) => setCentred(currentTarget.checked)}
        data-testid="try-centred"
      />
      {way === 'draw' ? null : (
        <Checkbox
          size="xs"
          label={t('try.inverted')}
          title={t('try.invertedHint')}
          checked={isInverted}
          onChange={({ currentTarget }) => setInverted(currentTarget.checked)}
          data-testid="try-inverted"
        />
      )}
      <p className={classes.hint}>{t(`try.hint.${way}`)}</p>
    </div>
  )
}
