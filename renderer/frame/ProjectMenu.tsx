import { ActionIcon, Menu } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Action } from '../actions/action.ts'
import { compareAction, showRecentAction, showVersionsAction } from '../actions/project-dialogs.ts'
import { saveProjectAsAction } from '../actions/save-project-as.ts'
import classes from './Toolbar.module.css'
import { useAction } from './use-action.ts'

/** What else can be done with the project. */
export function ProjectMenu() {
  const { t } = useTranslation()
  return (
    <Menu position="bottom-start" width="max-content">
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={30}
          w={20}
          miw={20}
          aria-label={t('projects.menu')}
          title={t('projects.menu')}
          data-testid="project-menu"
        >
          <IconChevronDown size={14} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {[showRecentAction, saveProjectAsAction, showVersionsAction, compareAction].map((action) => (
          <Entry key={action.id} action={action} />
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

function Entry({ action }: { action: Action }) {
  const { isEnabled, label, keys, run } = useAction(action)
  return (
    <Menu.Item
      disabled={!isEnabled}
      rightSection={keys && <kbd className={classes.keys}>{keys}</kbd>}
      onClick={run}
      data-testid={`project-menu-${action.id}`}
    >
      {label}
    </Menu.Item>
  )
}
