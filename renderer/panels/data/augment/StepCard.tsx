import { ActionIcon } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconChevronDown, IconChevronRight, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { AugmentationStep } from '#shared/document/augmentation.ts'
import type { Diagnostic } from '#shared/graph/check-graph.ts'
import { useFormats } from '../../../charts/use-formats.ts'
import { useMessageText } from '../../../ui/describe.ts'
import classes from './Augmentation.module.css'
import { describeStep } from './describe-step.ts'
import { moveStep } from './move-step.ts'
import { StepFields } from './StepFields.tsx'
import type { AugmentationEdit } from './use-augmentation-edit.ts'

interface StepCardProps {
  step: AugmentationStep
  place: number
  edit: AugmentationEdit
  /** What is to be said of this step. */
  hints: readonly Diagnostic[]
  isOpen: boolean
  /** Which step is open now; null for none. */
  onOpen: (place: number | null) => void
}

/** One step: its name and figures, and what it can be set to when it is open. */
export function StepCard({ step, place, edit, hints, isOpen, onOpen }: StepCardProps) {
  const { t } = useTranslation('views')
  const formats = useFormats()
  const wordMessage = useMessageText()
  const Chevron = isOpen ? IconChevronDown : IconChevronRight
  return (
    <li className={classes.card} data-testid={`augment-step-${place}`}>
      <div className={classes.cardHead}>
        <button
          type="button"
          className={classes.cardName}
          onClick={() => onOpen(isOpen ? null : place)}
          aria-expanded={isOpen}
          title={step.kind}
        >
          <Chevron size={14} className={classes.chevron} />
          <span className={classes.name}>{t(`augment.kind.${step.kind}`)}</span>
          <span className={`${classes.figures} loom-numbers`}>{describeStep(step, formats)}</span>
        </button>
        <CardButtons place={place} edit={edit} isOpen={isOpen} onOpen={onOpen} />
      </div>
      {hints.map((hint) => (
        <p key={hint.code} className={classes.hint} data-testid="augment-hint">
          {wordMessage(hint)}
        </p>
      ))}
      {isOpen ? <StepFields step={step} place={place} edit={edit} /> : null}
    </li>
  )
}

function CardButtons({ place, edit, isOpen, onOpen }: Pick<StepCardProps, 'place' | 'edit' | 'isOpen' | 'onOpen'>) {
  const { t } = useTranslation('views')
  const { steps } = edit.augmentation
  const move = (to: number) => {
    edit.endGesture()
    edit.set({ steps: moveStep(steps, place, to) })
    if (isOpen) onOpen(to)
  }
  const remove = () => {
    edit.endGesture()
    edit.set({ steps: steps.filter((_, at) => at !== place) })
    onOpen(null)
  }
  const button = { variant: 'subtle', color: 'gray', size: 'sm' } as const
  return (
    <span className={classes.cardButtons}>
      <ActionIcon {...button} disabled={place === 0} onClick={() => move(place - 1)} aria-label={t('augment.earlier')}>
        <IconArrowUp size={14} />
      </ActionIcon>
      <ActionIcon
        {...button}
        disabled={place === steps.length - 1}
        onClick={() => move(place + 1)}
        aria-label={t('augment.later')}
      >
        <IconArrowDown size={14} />
      </ActionIcon>
      <ActionIcon {...button} onClick={remove} aria-label={t('augment.remove')} data-testid={`augment-remove-${place}`}>
        <IconTrash size={14} />
      </ActionIcon>
    </span>
  )
}
