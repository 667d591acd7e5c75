import { Select, Slider } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DataSummary } from '#shared/contract/data.ts'
import { type FillMode, fillModes, geometricKinds, isAugmenting, mostMixup } from '#shared/document/augmentation.ts'
import {
  type AugmentationPreset,
  augmentationPresetNames,
  augmentationPresets,
} from '#shared/document/augmentation-presets.ts'
import { useCheckedGraph, useDocumentStore } from '../../../stores/document-store.ts'
import { useMessageText } from '../../../ui/describe.ts'
import { NumberField } from '../../training/NumberField.tsx'
import { AddStep } from './AddStep.tsx'
import classes from './Augmentation.module.css'
import { AugmentationPictures } from './AugmentationPictures.tsx'
import { StepCard } from './StepCard.tsx'
import { type AugmentationEdit, useAugmentationEdit } from './use-augmentation-edit.ts'

/** How training pictures are changed in each epoch, and what comes of it. */
export function AugmentationSection({ summary }: { summary: DataSummary }) {
  const { t } = useTranslation('views')
  const edit = useAugmentationEdit()
  const seed = useDocumentStore((state) => state.document.seed)
  const { augmentation } = edit
  return (
    <section className={classes.root} data-testid="augmentation">
      <div>
        <h3 className={classes.title}>{t('augment.title')}</h3>
        <p className={classes.about}>{t('augment.about')}</p>
      </div>
      <div className={classes.columns}>
        <div className={classes.settings}>
          <PresetChoice edit={edit} />
          <Steps edit={edit} />
          <Mixing edit={edit} hasMasks={summary.task === 'segmentation'} />
        </div>
        {isAugmenting(augmentation) ? (
          <AugmentationPictures summary={summary} augmentation={augmentation} seed={seed} />
        ) : null}
      </div>
    </section>
  )
}

const own = 'own'

function PresetChoice({ edit: { augmentation, set, endGesture } }: { edit: AugmentationEdit }) {
  const { t } = useTranslation('views')
  const text = JSON.stringify(augmentation)
  const preset = augmentationPresetNames.find((name) => JSON.stringify(augmentationPresets[name]) === text)
  const choose = (name: string | null) => {
    if (name === null || name === own) return
    endGesture()
    set(augmentationPresets[name as AugmentationPreset])
  }
  return (
    <Select
      label={t('augment.preset')}
      data={[
        ...augmentationPresetNames.map((value) => ({
          value: value as string,
          label: t(`augment.presetName.${value}`),
        })),
        ...(preset ? [] : [{ value: own, label: t('augment.presetName.own') }]),
      ]}
      value={preset ?? own}
      onChange={choose}
      allowDeselect={false}
      data-testid="augment-preset"
    />
  )
}

function Steps({ edit }: { edit: AugmentationEdit }) {
  const [opened, setOpened] = useState<number | null>(null)
  const { diagnostics } = useCheckedGraph()
  const { steps } = edit.augmentation
  return (
    <>
      {steps.length > 0 ? (
        <ol className={classes.steps}>
          {steps.map((step, place) => (
            <StepCard
              // biome-ignore lint/suspicious/noArrayIndexKey: steps have no name of their own; their place is what they are
              key={`${place} ${step.kind}`}
              step={step}
              place={place}
              edit={edit}
              hints={diagnostics.filter(
                ({ code, values }) => code.startsWith('graph.augment') && values?.step === place + 1,
              )}
              isOpen={opened === place}
              onOpen={setOpened}
            />
          ))}
        </ol>
      ) : null}
      <div>
        <AddStep edit={edit} onAdded={setOpened} />
      </div>
    </>
  )
}

const leavesGaps: ReadonlySet<string> = new Set(geometricKinds.filter((kind) => kind !== 'RandomFlip'))

/** What fills the place of pixels that were moved away, and how far pictures are mixed with one another. */
function Mixing({ edit, hasMasks }: { edit: AugmentationEdit; hasMasks: boolean }) {
  const { t } = useTranslation('views')
  const wordMessage = useMessageText()
  const { augmentation, set, endGesture } = edit
  const { steps, fillMode, fillValue, mixup } = augmentation
  const setMixup = (value: number) => set({ mixup: value }, 'mixup')
  return (
    <>
      {steps.some(({ kind }) => leavesGaps.has(kind)) ? (
        <div className={classes.pair}>
          <Select
            label={t('augment.fillMode')}
            data={fillModes.map((value) => ({ value, label: t(`augment.fillModeName.${value}`) }))}
            value={fillMode}
            onChange={(value) => {
              endGesture()
              if (value !== null) set({ fillMode: value as FillMode })
            }}
            allowDeselect={false}
            data-testid="augment-fill-mode"
          />
          {fillMode === 'constant' ? (
            <NumberField
              label={t('augment.fillValue')}
              value={fillValue}
              min={0}
              max={255}
              isWhole
              onChange={(value) => set({ fillValue: value }, 'fillValue')}
              onLeave={endGesture}
              testId="augment-fill-value"
            />
          ) : null}
        </div>
      ) : null}
      <div className={classes.field}>
        <NumberField
          label={t('augment.mixup')}
          kerasName="MixUp"
          hint={t('augment.mixupHint')}
          value={mixup}
          min={0}
          max={mostMixup}
          isWhole={false}
          onChange={setMixup}
          onLeave={endGesture}
          testId="augment-mixup"
        />
        <Slider
          size="xs"
          label={null}
          min={0}
          max={1}
          step={0.05}
          value={Math.min(1, mixup)}
          onChange={(value) => setMixup(Number(value.toFixed(2)))}
          onChangeEnd={endGesture}
          thumbLabel={t('augment.mixup')}
        />
        {hasMasks && mixup > 0 ? <p className={classes.hint}>{wordMessage({ code: 'graph.augmentMasks' })}</p> : null}
      </div>
    </>
  )
}
