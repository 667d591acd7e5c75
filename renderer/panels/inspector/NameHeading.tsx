import { TextInput } from '@mantine/core'
import { type CSSProperties, type ReactNode, useState } from 'react'
import classes from './Inspector.module.css'

interface NameHeadingProps {
  /** As a CSS colour. */
  color: string
  icon: ReactNode
  name: string
  label: string
  placeholder: string
  /** Gets the name when it was typed and the field is left. */
  onName: (text: string) => void
  /** What stands under the name. */
  children: ReactNode
}

/** The head of the inspector: the chosen thing's name, to be changed, with its picture and kind. */
export function NameHeading({ color, icon, name, label, placeholder, onName, children }: NameHeadingProps) {
  const [text, setText] = useState<string | null>(null)
  return (
    <header className={classes.heading} style={{ '--layer-color': color } as CSSProperties}>
      <span className={classes.icon}>{icon}</span>
      <div className={classes.names}>
        <TextInput
          variant="unstyled"
          classNames={{ input: classes.nameInput }}
          aria-label={label}
          title={label}
          placeholder={placeholder}
          maxLength={100}
          value={text ?? name}
          onChange={(event) => setText(event.currentTarget.value)}
          onBlur={() => {
            if (text !== null) onName(text)
            setText(null)
          }}
          onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
        />
        <span className={classes.dim}>{children}</span>
      </div>
    </header>
  )
}
