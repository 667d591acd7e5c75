import type { ReactNode } from 'react'
import classes from './Compare.module.css'

/** A part of the comparison, under its title. */
export function Card({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }) {
  return (
    <section className={classes.card}>
      <div className={classes.cardHead}>
        <h3 className={classes.title}>{title}</h3>
        {aside}
      </div>
      {children}
    </section>
  )
}
