import type { ReactNode } from 'react'
import classes from './EmptyView.module.css'

/** One sentence on what will be here and how to get it. */
export function EmptyView({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <div className={classes.root}>
      <span className={classes.icon} aria-hidden>
        {icon}
      </span>
      <p className={classes.text}>{children}</p>
    </div>
  )
}
