import type { ReactNode } from 'react'
import classes from './Details.module.css'

/** A part of what is known, under its title. */
export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3 className={classes.title}>{title}</h3>
      {children}
    </section>
  )
}
