import type { ReactNode } from 'react'
import classes from './Details.module.css'

/** A part of what is known, under its title. */
export function Section({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }) {
  return (
    <section>
      <h3 className={classes.title}>
        {title}
        {aside}
      </h3>
      {children}
    </section>
  )
}
