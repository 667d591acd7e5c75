import { ActionIcon, NumberInput, Tooltip } from '@mantine/core'
import { IconArrowsShuffle, IconChevronLeft, IconChevronRight, IconFilter, IconFilterFilled } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { reportFailure } from '../../stores/report-failure.ts'
import { useRunStore } from '../../stores/run-store.ts'
import { useShellStore } from '../../stores/shell-store.ts'
import { useWatchStore } from '../../stores/watch-store.ts'
import classes from './FeatureMapsPanel.module.css'
import { useTestTotal } from './use-test-total.ts'
import { fetchWrongPictures, neighbour } from './wrong-pictures.ts'

/** Which test picture is looked at. People count from 1, the core from 0. */
export function ImageControls() {
  const { t } = useTranslation('views')
  const imageIndex = useWatchStore((state) => state.imageIndex)
  const setImageIndex = useWatchStore((state) => state.setImageIndex)
  const total = useTestTotal(useRunStore((state) => state.run))
  const wrong = useWrongPictures()
  const last = total === null ? null : total - 1
  const step = (by: 1 | -1) => {
    const next = wrong.indices ? neighbour(wrong.indices, imageIndex, by) : roundTheEnds(imageIndex + by, last)
    if (next !== null) setImageIndex(next)
  }
  const pickRandom = () => {
    const among = wrong.indices?.length ?? total ?? 0
    const place = Math.floor(Math.random() * among)
    if (among > 0) setImageIndex(wrong.indices?.[place] ?? place)
  }
  return (
    <div className={classes.group}>
      <span className={classes.label}>{t('maps.image')}</span>
      <Control label={t('maps.previous')} onClick={() => step(-1)}>
        <IconChevronLeft size={16} />
      </Control>
      <IndexInput last={last} />
      <Control label={t('maps.next')} onClick={() => step(1)}>
        <IconChevronRight size={16} />
      </Control>
      <Control label={t('maps.random')} onClick={pickRandom}>
        <IconArrowsShuffle size={15} />
      </Control>
      <Control
        label={wrong.isPossible ? t('maps.onlyWrong') : t('maps.onlyWrongLater')}
        onClick={wrong.toggle}
        isOn={wrong.indices !== null}
        isDisabled={!wrong.isPossible}
      >
        {wrong.indices ? <IconFilterFilled size={15} /> : <IconFilter size={15} />}
      </Control>
    </div>
  )
}

/** The picture's number; what is being typed stays until it is one. */
function IndexInput({ last }: { last: number | null }) {
  const { t } = useTranslation('views')
  const imageIndex = useWatchStore((state) => state.imageIndex)
  const setImageIndex = useWatchStore((state) => state.setImageIndex)
  const [draft, setDraft] = useState<string | number | null>(null)
  const change = (value: string | number) => {
    setDraft(value)
    const index = Number(value) - 1
    if (value !== '' && Number.isInteger(index) && index >= 0 && index <= (last ?? index)) setImageIndex(index)
  }
  return (
    <NumberInput
      className={classes.index}
      classNames={{ input: 'loom-numbers' }}
      value={draft ?? imageIndex + 1}
      onChange={change}
      onBlur={() => setDraft(null)}
      min={1}
      max={last === null ? undefined : last + 1}
      clampBehavior="none"
      hideControls
      aria-label={t('maps.image')}
      data-testid="maps-image-index"
    />
  )
}

function roundTheEnds(index: number, last: number | null): number {
  if (index < 0) return last ?? 0
  return last !== null && index > last ? 0 : index
}

/** The pictures to step through while only wrong ones are wanted; null for all. */
function useWrongPictures() {
  const runId = useRunStore((state) => (state.run?.evaluation ? state.run.runId : null))
  const [found, setFound] = useState<{ runId: string; indices: number[] } | null>(null)
  const setImageIndex = useWatchStore((state) => state.setImageIndex)
  const notify = useShellStore((state) => state.notify)
  const toggle = async () => {
    if (found || runId === null) return setFound(null)
    try {
      const indices = await fetchWrongPictures(runId)
      if (indices.length === 0) return notify({ tone: 'info', content: { textKey: 'views:maps.noneWrong' } })
      setFound({ runId, indices })
      const first = neighbour(indices, useWatchStore.getState().imageIndex - 1, 1)
      if (first !== null) setImageIndex(first)
    } catch (thrown) {
      reportFailure(thrown)
    }
  }
  return {
    isPossible: runId !== null,
    indices: found && found.runId === runId ? found.indices : null,
    toggle: () => void toggle(),
  }
}

interface ControlProps {
  label: string
  onClick: () => void
  isOn?: boolean
  isDisabled?: boolean
  children: ReactNode
}

function Control({ label, onClick, isOn = false, isDisabled = false, children }: ControlProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon
        variant={isOn ? 'light' : 'subtle'}
        color={isOn ? undefined : 'gray'}
        size="md"
        onClick={isDisabled ? undefined : onClick}
        data-disabled={isDisabled || undefined}
        aria-disabled={isDisabled}
        aria-pressed={isOn}
        aria-label={label}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  )
}
