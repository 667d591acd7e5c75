import { Modal, NumberInput, SegmentedControl, Select, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { printTarget } from '#shared/sweep/axis-target.ts'
import { readTarget } from '#shared/sweep/axis-text.ts'
import { mostAxes, mostTrials, objectives } from '#shared/sweep/sweep.ts'
import { core } from '../../client/core-client.ts'
import { useDocumentStore } from '../../stores/document-store.ts'
import { projectTitle } from '../../stores/project-title.ts'
import { reportFailure } from '../../stores/report-failure.ts'
import { type SweepDraft, useSweepStore } from '../../stores/sweep-store.ts'
import { AxisField } from './AxisField.tsx'
import { axisChoices } from './axis-choices.ts'
import { PreviewPane } from './PreviewPane.tsx'
import type { AxisReading } from './read-axis.ts'
import { isDrawn, readDraft } from './read-draft.ts'
import classes from './Sweep.module.css'
import { useAxisName } from './use-axis-name.ts'
import { usePreviewSweep } from './use-preview-sweep.ts'

/** Puts a sweep of the drawing together: what is varied, how it is searched, and what that comes to. */
export function SweepDialog() {
  const { t } = useTranslation('runs')
  const isOpen = useSweepStore((state) => state.isDraftOpen)
  const close = useSweepStore((state) => state.closeDraft)
  return (
    <Modal
      opened={isOpen}
      onClose={close}
      title={t('sweep.title')}
      size={920}
      centered
      closeButtonProps={{ 'aria-label': t('app:close') }}
    >
      <Draft />
    </Modal>
  )
}

function Draft() {
  const document = useDocumentStore((state) => state.document)
  const draft = useSweepStore((state) => state.draft)
  const { sweep, readings } = useMemo(() => readDraft(document, draft), [document, draft])
  const state = usePreviewSweep(document, sweep)
  const [isStarting, setStarting] = useState(false)
  const start = async () => {
    if (!sweep) return
    setStarting(true)
    try {
      const name = sweep.name || projectTitle(document, useDocumentStore.getState().path)
      const { jobId } = await core.startSweep({
        document,
        sweep: { ...sweep, name: name.slice(0, 60) },
        isFirst: false,
      })
      const store = useSweepStore.getState()
      await store.load()
      store.closeDraft()
      store.showJob(jobId)
      store.showQueue(true)
    } catch (thrown) {
      reportFailure(thrown)
    } finally {
      setStarting(false)
    }
  }
  return (
    <div className={classes.draft} data-testid="sweep-dialog">
      <div className={classes.form}>
        <Axes draft={draft} readings={readings} />
        <Search draft={draft} />
      </div>
      <PreviewPane
        {...state}
        repeats={draft.repeats}
        isIncomplete={sweep === null}
        isStarting={isStarting}
        onStart={() => void start()}
      />
    </div>
  )
}

function Axes({ draft, readings }: { draft: SweepDraft; readings: readonly AxisReading[] }) {
  const { t } = useTranslation('runs')
  const setDraft = useSweepStore((state) => state.setDraft)
  const { axes } = draft
  const isAnyDrawn = isDrawn(draft)
  return (
    <section className={classes.section}>
      <h3>{t('sweep.what')}</h3>
      {axes.length === 0 ? <p className={classes.hint}>{t('sweep.noAxes')}</p> : null}
      {axes.map((axis, at) => {
        const reading = readings[at]
        return reading ? (
          <AxisField
            key={printTarget(axis.target)}
            axis={axis}
            reading={reading}
            isDrawn={isAnyDrawn}
            onChange={(next) => setDraft({ axes: axes.map((each) => (each === axis ? next : each)) })}
            onRemove={() => setDraft({ axes: axes.filter((each) => each !== axis) })}
          />
        ) : null
      })}
      {axes.length < mostAxes ? <AddAxis /> : null}
    </section>
  )
}

function AddAxis() {
  const { t } = useTranslation('runs')
  const axisName = useAxisName()
  const document = useDocumentStore((state) => state.document)
  const { axes } = useSweepStore((state) => state.draft)
  const vary = useSweepStore((state) => state.vary)
  const groups = axisChoices(
    document,
    axes.map(({ target }) => target),
  )
  return (
    <Select
      size="xs"
      searchable
      leftSection={<IconPlus size={14} />}
      placeholder={t('sweep.add')}
      aria-label={t('sweep.add')}
      nothingFoundMessage={t('sweep.nothingFound')}
      maxDropdownHeight={300}
      data={groups.map(({ layer, targets }, at) => ({
        // Layers may have the same name.
        group: layer === null ? t('sweep.settings') : `${at}. ${layer}`,
        items: targets.map((target) => ({ value: printTarget(target), label: axisName(target, document) })),
      }))}
      value={null}
      onChange={(place) => place !== null && vary(readTarget(place))}
      data-testid="sweep-add"
    />
  )
}

const strategies = ['grid', 'random', 'halving'] as const

function Search({ draft }: { draft: SweepDraft }) {
  const { t } = useTranslation('runs')
  const setDraft = useSweepStore((state) => state.setDraft)
  const { strategy } = draft
  const field = (name: 'trials' | 'eta' | 'minEpochs' | 'repeats', min: number, max: number) => (
    <NumberInput
      size="xs"
      label={t(`sweep.${name}`)}
      min={min}
      max={max}
      allowDecimal={false}
      clampBehavior="strict"
      value={draft[name]}
      onChange={(value) => typeof value === 'number' && value >= min && setDraft({ [name]: value })}
      data-testid={`sweep-${name}`}
    />
  )
  return (
    <section className={classes.section}>
      <h3>{t('sweep.how')}</h3>
      <SegmentedControl
        size="xs"
        fullWidth
        aria-label={t('sweep.how')}
        data={strategies.map((value) => ({ value, label: t(`sweep.strategy.${value}`) }))}
        value={strategy}
        onChange={(value) => setDraft({ strategy: value as SweepDraft['strategy'] })}
        data-testid="sweep-strategy"
      />
      <p className={classes.hint}>{t(`sweep.strategyHint.${strategy}`)}</p>
      <div className={classes.fields}>
        {isDrawn(draft) ? field('trials', 1, mostTrials) : null}
        {strategy === 'halving' ? field('eta', 2, 10) : null}
        {strategy === 'halving' ? field('minEpochs', 1, 100_000) : null}
        {field('repeats', 1, 50)}
        <NumberInput
          size="xs"
          label={t('sweep.budget')}
          placeholder={t('sweep.noBudget')}
          min={0.1}
          max={1e6}
          value={draft.budgetMinutes ?? ''}
          onChange={(value) => setDraft({ budgetMinutes: typeof value === 'number' && value > 0 ? value : null })}
          data-testid="sweep-budget"
        />
        <Select
          size="xs"
          label={t('sweep.objective')}
          allowDeselect={false}
          data={objectives.map((value) => ({ value, label: t(`column.${value}`) }))}
          value={draft.objective}
          onChange={(value) => value && setDraft({ objective: value as SweepDraft['objective'] })}
          data-testid="sweep-objective"
        />
        <TextInput
          size="xs"
          label={t('sweep.name')}
          maxLength={60}
          value={draft.name}
          onChange={({ currentTarget }) => setDraft({ name: currentTarget.value })}
          data-testid="sweep-name"
        />
      </div>
    </section>
  )
}
