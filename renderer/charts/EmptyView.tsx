import type { ReactNode } from 'react'
import classes from './EmptyView.module.css'

interface EmptyViewProps {
  icon: ReactNode
  /** A button that brings it. */
  action?: ReactNode
  children: ReactNode
}

/** One sentence on what will be here and how to get it. */
export function EmptyView({ icon, action, children }: EmptyViewProps) {
  return (
    <div className={classes.root}>
      <span className={classes.icon} aria-hidden>
        {icon}
      </span>
      <p className={classes.text}>{children}</p>
      {action}
    </div>
  )
}
