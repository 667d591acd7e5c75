import type { ClassName } from '#shared/contract/data.ts'
import classes from './ClassLegend.module.css'
import { classColour, cssColour } from './masks.ts'
import { useFormats } from './use-formats.ts'

/** The colours in which masks show their classes. */
export function ClassLegend({ names }: { names: readonly ClassName[] }) {
  const { className } = useFormats()
  return (
    <ul className={classes.list}>
      {names.map((name, label) => (
        <li key={name.en} className={classes.entry}>
          <span className={classes.swatch} style={{ background: cssColour(classColour(label)) }} />
          {className(name)}
        </li>
      ))}
    </ul>
  )
}
