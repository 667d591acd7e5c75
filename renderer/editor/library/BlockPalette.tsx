import { Tooltip } from '@mantine/core'
import { IconAdjustments, IconStack2, IconX } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LibraryBlock } from '#shared/contract/shell.ts'
import { buildReadyBlock, type ReadyBlock, readyBlocks } from '#shared/zoo/blocks/ready-blocks.ts'
import { useLibraryStore } from '../../stores/library-store.ts'
import { reportFailure } from '../../stores/report-failure.ts'
import paletteClasses from '../Palette.module.css'
import classes from './BlockPalette.module.css'
import { type BuildBlock, insertBlock } from './insert-block.ts'
import { useBlockDrag } from './use-block-drag.ts'

/** Blocks that come with the program, and those that the person has kept. */
export function BlockPalette({ query }: { query: string }) {
  const { t } = useTranslation()
  const own = useLibraryStore((state) => state.blocks)
  const load = useLibraryStore((state) => state.load)
  useEffect(() => {
    load().catch(reportFailure)
  }, [load])
  const wanted = query.trim().toLowerCase()
  const isFound = (name: string) => name.toLowerCase().includes(wanted)
  const ready = readyBlocks.filter(({ id }) => isFound(`${id} ${t(`ready.${id}.name`)}`))
  const kept = own.filter(({ document }) => isFound(document.name))
  if (ready.length + kept.length === 0) return null
  return (
    <section>
      <h3 className={paletteClasses.group}>{t('palette.blocks')}</h3>
      {kept.map((block) => (
        <OwnBlock key={block.id} block={block} />
      ))}
      {ready.map((block) => (
        <Ready key={block.id} block={block} />
      ))}
    </section>
  )
}

function OwnBlock({ block }: { block: LibraryBlock }) {
  const { t } = useTranslation()
  const drop = useLibraryStore((state) => state.drop)
  const name = block.document.name || t('block.unnamed')
  return (
    <div className={classes.row}>
      <Entry
        name={name}
        note={t('block.layers', { count: block.document.nodes.length })}
        build={() => block.document}
      />
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
  )
}

function Ready({ block }: { block: ReadyBlock }) {
  const { t } = useTranslation()
  const [isOpen, setOpen] = useState(false)
  const [chosen, setChosen] = useState<Record<string, number>>({})
  const name = t(`ready.${block.id}.name`)
  return (
    <>
      <div className={classes.row}>
        <Entry
          name={name}
          note={t(`ready.${block.id}.note`)}
          build={(channels) => buildReadyBlock(block, { ...(channels && block.fit?.(channels)), ...chosen })}
        />
        <button
          type="button"
          className={classes.side}
          aria-expanded={isOpen}
          aria-label={t('palette.adjustBlock', { name })}
          title={t('palette.adjustBlock', { name })}
          onClick={() => setOpen(!isOpen)}
        >
          <IconAdjustments size={13} />
        </button>
      </div>
      {isOpen && (
        <div className={classes.fields}>
          {block.parameters.map((each) => (
            <label key={each.name} className={classes.field}>
              {t(`ready.parameter.${each.name}`)}
              <input
                type="number"
                className={classes.number}
                min={1}
                max={each.most}
                value={chosen[each.name] ?? each.initial}
                onChange={({ currentTarget: { valueAsNumber } }) =>
                  setChosen({ ...chosen, [each.name]: clamp(valueAsNumber, each.most) })
                }
              />
            </label>
          ))}
        </div>
      )}
    </>
  )
}

function clamp(value: number, most: number): number {
  return Number.isFinite(value) ? Math.min(most, Math.max(1, Math.round(value))) : 1
}

function Entry({ name, note, build }: { name: string; note: string; build: BuildBlock }) {
  const { t } = useTranslation()
  const drag = useBlockDrag(build)
  return (
    <Tooltip label={note} position="right" multiline w={240} openDelay={600}>
      <button
        type="button"
        className={paletteClasses.item}
        style={{ '--layer-color': 'var(--loom-block)' } as React.CSSProperties}
        data-testid={`palette-block-${name}`}
        aria-label={t('palette.add', { layer: name })}
        onDoubleClick={() => insertBlock(build)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return
          event.preventDefault()
          insertBlock(build)
        }}
        {...drag}
      >
        <span className={paletteClasses.icon}>
          <IconStack2 size={14} stroke={2} />
        </span>
        <span className={paletteClasses.name} data-long={name.length > 18 || undefined}>
          {name}
        </span>
      </button>
    </Tooltip>
  )
}
