import { useState } from 'react'
import classes from './LayerNode.module.css'

interface TitleFieldProps {
  name: string
  label: string
  placeholder?: string
  /** Gets what was typed; not when Escape takes it back. */
  onName: (text: string) => void
  onDone: () => void
}

/** The field that a double click puts in place of a name on the canvas. */
export function TitleField({ name, label, placeholder, onName, onDone }: TitleFieldProps) {
  const [text, setText] = useState(name)
  const finish = () => {
    onName(text)
    onDone()
  }
  return (
    <input
      className={`${classes.titleField} nodrag nopan`}
      aria-label={label}
      placeholder={placeholder}
      value={text}
      maxLength={100}
      // biome-ignore lint/a11y/noAutofocus: the person has just asked for this field.
      autoFocus
      onFocus={(event) => event.target.select()}
      onChange={(event) => setText(event.target.value)}
      onBlur={finish}
      onKeyDown={(event) => {
        event.stopPropagation()
        if (event.key === 'Enter') finish()
        if (event.key === 'Escape') onDone()
      }}
    />
  )
}
