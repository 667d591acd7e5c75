import { type ReactNode, useEffect, useId, useMemo, useRef, useState } from 'react'
import classes from './PickList.module.css'

interface PickListProps<T> {
  entries: readonly T[]
  keyOf: (entry: T) => string
  /** What a query is looked for in. */
  wordsOf: (entry: T) => readonly string[]
  placeholder: string
  nothing: (query: string) => string
  onPick: (entry: T) => void
  children: (entry: T) => ReactNode
}

/** A field and the entries that hold what is typed there; the arrow keys walk through them, Enter takes one. */
export function PickList<T>({ entries, keyOf, wordsOf, placeholder, nothing, onPick, children }: PickListProps<T>) {
  const id = useId()
  const [query, setQuery] = useState('')
  const [active, setActive] = useState(0)
  const found = useMemo(() => findEntries(entries, wordsOf, query), [entries, wordsOf, query])
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    list.current?.querySelector(`[data-index="${active}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [active])
  const step = (by: number) => setActive((now) => Math.max(0, Math.min(found.length - 1, now + by)))
  const onKeyDown = (event: React.KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key]
    if (by !== undefined) {
      event.preventDefault()
      step(by)
    }
    const entry = found[active]
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || entry === undefined) return
    event.preventDefault()
    onPick(entry)
  }
  return (
    <>
      <input
        className={classes.field}
        role="combobox"
        aria-expanded
        aria-controls={id}
        aria-activedescendant={found.length > 0 ? `${id}-${active}` : undefined}
        aria-label={placeholder}
        placeholder={placeholder}
        autoComplete="off"
        spellCheck={false}
        maxLength={100}
        data-autofocus
        value={query}
        onChange={(event) => {
          setQuery(event.target.value)
          setActive(0)
        }}
        onKeyDown={onKeyDown}
      />
      <div ref={list} id={id} role="listbox" aria-label={placeholder} className={classes.list}>
        {found.map((entry, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's, which keeps the focus.
          <div
            key={keyOf(entry)}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            className={classes.entry}
            data-index={index}
            data-testid={`pick-${keyOf(entry)}`}
            onPointerMove={() => setActive(index)}
            onClick={() => onPick(entry)}
          >
            {children(entry)}
          </div>
        ))}
        {found.length === 0 && <p className={classes.nothing}>{nothing(query)}</p>}
      </div>
    </>
  )
}

/** Who looks further types more. */
const mostShown = 100

/** Entries with a word that begins with the query come before those that hold it elsewhere; else the order stays. */
function findEntries<T>(entries: readonly T[], wordsOf: (entry: T) => readonly string[], query: string): readonly T[] {
  const wanted = query.trim().toLowerCase()
  if (!wanted) return entries.slice(0, mostShown)
  const hits = entries.map((entry) => ({ entry, words: wordsOf(entry).map((word) => word.toLowerCase()) }))
  const begins = ({ words }: { words: string[] }) => words.some((word) => word.startsWith(wanted))
  const holds = hits.filter(({ words }) => words.some((word) => word.includes(wanted)))
  return [...holds.filter(begins), ...holds.filter((hit) => !begins(hit))].map(({ entry }) => entry).slice(0, mostShown)
}
