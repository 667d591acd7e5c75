import { ActionIcon, Tooltip } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Action } from '../actions/action.ts'
import classes from './Toolbar.module.css'
import { useAction } from './use-action.ts'

interface ActionButtonProps {
  action: Action
  children: ReactNode
  /** What more the hint says, as what undo would take back. */
  detail?: string | null
}

/** An action as an icon in the toolbar. */
export function ActionButton({ action, children, detail }: ActionButtonProps) {
  const { isEnabled, label, hint, run } = useAction(action)
  return (
    <Tooltip label={detail ? `${hint}: ${detail}` : hint}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={30}
        className={classes.action}
        aria-label={label}
        data-testid={action.id}
        // Not `disabled`: a disabled button shows no hint.
        data-disabled={!isEnabled || undefined}
        aria-disabled={!isEnabled}
        onClick={run}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  )
}
