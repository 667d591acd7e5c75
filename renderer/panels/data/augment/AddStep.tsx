import { Button, Menu } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import {
  type AugmentationKind,
  colourKinds,
  defaultStep,
  geometricKinds,
  mostSteps,
} from '#shared/document/augmentation.ts'
import classes from './Augmentation.module.css'
import type { AugmentationEdit } from './use-augmentation-edit.ts'

const groups: readonly { name: string; kinds: readonly AugmentationKind[] }[] = [
  { name: 'geometry', kinds: geometricKinds },
  { name: 'colour', kinds: colourKinds },
  { name: 'cover', kinds: ['RandomErasing'] },
]

/** Puts one more step at the end. */
export function AddStep({ edit, onAdded }: { edit: AugmentationEdit; onAdded: (place: number) => void }) {
  const { t } = useTranslation('views')
  const { steps } = edit.augmentation
  const add = (kind: AugmentationKind) => {
    edit.endGesture()
    edit.set({ steps: [...steps, defaultStep(kind)] })
    onAdded(steps.length)
  }
  return (
    <Menu position="bottom-start" withinPortal>
      <Menu.Target>
        <Button
          variant="default"
          leftSection={<IconPlus size={14} />}
          disabled={steps.length >= mostSteps}
          data-testid="augment-add"
        >
          {t('augment.add')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown className={classes.menu}>
        {groups.map(({ name, kinds }) => (
          <Fragment key={name}>
            <Menu.Label>{t(`augment.group.${name}`)}</Menu.Label>
            {kinds.map((kind) => (
              <Menu.Item key={kind} onClick={() => add(kind)} data-testid={`augment-add-${kind}`}>
                {t(`augment.kind.${kind}`)} <span className={classes.keras}>{kind}</span>
              </Menu.Item>
            ))}
          </Fragment>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
