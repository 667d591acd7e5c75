import { IconChevronRight } from '@tabler/icons-react'
import { type ReactNode, useId } from 'react'
import classes from './Details.module.css'
import { type SectionName, useOpenSections } from './open-sections.ts'

interface SectionProps {
  name: SectionName
  title: string
  aside?: ReactNode
  children: ReactNode
}

/** A part of what is known, under its title, which folds it away. */
export function Section({ name, title, aside, children }: SectionProps) {
  const isOpen = useOpenSections(({ open }) => open.includes(name))
  const { toggle } = useOpenSections.getState()
  const id = useId()
  return (
    <section>
      <h3 className={classes.title}>
        <button
          type="button"
          className={classes.fold}
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => toggle(name)}
          data-testid={`run-section-${name}`}
        >
          <IconChevronRight size={14} />
          {title}
        </button>
        {aside}
      </h3>
      <div id={id}>{isOpen ? children : null}</div>
    </section>
  )
}
