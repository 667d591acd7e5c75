import { IconAdjustments } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { buildReadyBlock, type ReadyBlock, readyBlocks } from '#shared/zoo/blocks/ready-blocks.ts'
import { useLibraryStore } from '../../stores/library-store.ts'
import { reportFailure } from '../../stores/report-failure.ts'
import paletteClasses from '../Palette.module.css'
import classes from './BlockPalette.module.css'
import { OwnBlock } from './OwnBlock.tsx'
import { PaletteBlock } from './PaletteBlock.tsx'

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

function Ready({ block }: { block: ReadyBlock }) {
  const { t } = useTranslation()
  const [isOpen, setOpen] = useState(false)
  const [chosen, setChosen] = useState<Record<string, number>>({})
  const name = t(`ready.${block.id}.name`)
  return (
    <>
      <div className={classes.row}>
        <PaletteBlock
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
