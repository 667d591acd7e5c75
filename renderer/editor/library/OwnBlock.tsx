import { IconPencil, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LibraryBlock } from '#shared/contract/shell.ts'
import { useLibraryStore } from '../../stores/library-store.ts'
import { reportFailure } from '../../stores/report-failure.ts'
import classes from './BlockPalette.module.css'
import { PaletteBlock } from './PaletteBlock.tsx'

/** A block that the person has kept: to be put into the drawing, renamed, described or removed. */
export function OwnBlock({ block }: { block: LibraryBlock }) {
  const { t } = useTranslation()
  const drop = useLibraryStore((state) => state.drop)
  const [isOpen, setOpen] = useState(false)
  const { document } = block
  const name = document.name || t('block.unnamed')
  const layers = t('block.layers', { count: document.nodes.length })
  return (
    <>
      <div className={classes.row}>
        <PaletteBlock
          name={name}
          note={document.description ? `${document.description} (${layers})` : layers}
          build={() => document}
        />
        <button
          type="button"
          className={classes.side}
          aria-expanded={isOpen}
          aria-label={t('palette.describeBlock', { name })}
          title={t('palette.describeBlock', { name })}
          onClick={() => setOpen(!isOpen)}
        >
          <IconPencil size={13} />
        </button>
        <button
          type="button"
          className={classes.side}
          aria-label={t('palette.dropBlock', { name })}
          title={t('palette.dropBlock', { name })}
          onClick={() => void drop(block.id).catch(reportFailure)}
        >
          <IconX size={12} />
        </button>
      </div>
      {isOpen && <BlockWordsForm block={block} onDone={() => setOpen(false)} />}
    </>
  )
}

/** Both are kept by Enter or the button; Escape leaves them as they were. */
function BlockWordsForm({ block: { id, document }, onDone }: { block: LibraryBlock; onDone: () => void }) {
  const { t } = useTranslation()
  const describe = useLibraryStore((state) => state.describe)
  const [name, setName] = useState(document.name)
  const [description, setDescription] = useState(document.description ?? '')
  const keep = () => {
    const words = { name: name.trim() || document.name, description: description.trim() }
    describe(id, words).then(onDone, reportFailure)
  }
  return (
    <form
      className={classes.words}
      data-testid="block-words"
      onSubmit={(event) => {
        event.preventDefault()
        keep()
      }}
      onKeyDown={(event) => {
        event.stopPropagation()
        if (event.key === 'Escape') onDone()
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) keep()
      }}
    >
      <input
        className={classes.text}
        aria-label={t('block.name')}
        maxLength={100}
        value={name}
        // biome-ignore lint/a11y/noAutofocus: the person has just asked for this field.
        autoFocus
        onFocus={(event) => event.target.select()}
        onChange={(event) => setName(event.target.value)}
      />
      <textarea
        className={classes.text}
        aria-label={t('palette.description')}
        placeholder={t('palette.description')}
        rows={3}
        maxLength={2000}
        value={description}
        onChange={(event) => setDescription(event.target.value)}
      />
      <button type="submit" className={classes.keep}>
        {t('palette.keepWords')}
      </button>
    </form>
  )
}
