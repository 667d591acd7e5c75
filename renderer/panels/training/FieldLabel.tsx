import classes from './TrainingPanel.module.css'

/** A field's name, with Keras's small beside it. */
export function FieldLabel({ text, kerasName }: { text: string; kerasName?: string | undefined }) {
  return (
    <span className={classes.label}>
      {text}
      {kerasName ? <code className={classes.keras}>{kerasName}</code> : null}
    </span>
  )
}
