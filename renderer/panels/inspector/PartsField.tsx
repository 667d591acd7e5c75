import { ActionIcon, Tooltip } from '@mantine/core'
import { IconLink, IconUnlink } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './Inspector.module.css'
import { NumberField } from './NumberField.tsx'
import { splitParts } from './read-number.ts'

interface PartsFieldProps {
  value: unknown
  /** As many parts as the parameter has. */
  initial: readonly unknown[]
  min: number
  max: number
  hasError: boolean
  label: string
  testId: string
  onChange: (value: unknown[], gesture: string) => void
  partNames?: readonly PartName[]
}

type PartName = 'height' | 'width' | 'channels' | 'top' | 'bottom' | 'left' | 'right'

const sizes = ['height', 'width', 'channels'] as const

/** Height and width, or height, width and channels, side by side. A pair of equals stays equal while it is locked. */
export function PartsField({ value, initial, onChange, label, testId, partNames = sizes, ...limits }: PartsFieldProps) {
  const { t } = useTranslation()
  const parts = splitParts(value, initial)
  const isPair = parts.length === 2
  const [isUnlocked, setUnlocked] = useState(false)
  const isLocked = isPair && !isUnlocked && parts[0] === parts[1]
  return (
    <div className={classes.parts}>
      {parts.map((part, index) => (
        <NumberField
          // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place.
          key={index}
          {...limits}
          value={part}
          step={1}
          isWhole
          label={`${label}, ${t(`layers:part.${partNames[index] ?? 'channels'}`)}`}
          testId={`${testId}-${index}`}
          unit={t(`inspector.unit.${partNames[index] ?? 'channels'}`)}
          onChange={(next, gesture) =>
            onChange(
              isLocked ? parts.map(() => next) : parts.map((old, at) => (at === index ? next : (old ?? ''))),
              gesture,
            )
          }
        />
      ))}
      {isPair && (
        <Tooltip label={t(isLocked ? 'inspector.unlock' : 'inspector.lock')}>
          <ActionIcon
            variant={isLocked ? 'light' : 'subtle'}
            color={isLocked ? 'loom' : 'gray'}
            size={28}
            aria-label={t(isLocked ? 'inspector.unlock' : 'inspector.lock')}
            aria-pressed={isLocked}
            onClick={() => {
              setUnlocked(isLocked)
              if (!isLocked && parts[0] !== parts[1]) onChange([parts[0] ?? '', parts[0] ?? ''], '')
            }}
          >
            {isLocked ? <IconLink size={15} /> : <IconUnlink size={15} />}
          </ActionIcon>
        </Tooltip>
      )}
    </div>
  )
}
