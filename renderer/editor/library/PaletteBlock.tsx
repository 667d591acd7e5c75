import { Tooltip } from '@mantine/core'
import { IconStack2 } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import paletteClasses from '../Palette.module.css'
import { dragBlock } from '../palette-drag.ts'
import { useDragSource } from '../use-drag-source.ts'
import { type BuildBlock, dropBlock, insertBlock } from './insert-block.ts'

/** A block of the palette: dragged onto the canvas, or put behind what is selected. */
export function PaletteBlock({ name, note, build }: { name: string; note: string; build: BuildBlock }) {
  const { t } = useTranslation()
  const drag = useDragSource({
    onDrag: (at) => dragBlock(name, at),
    onDrop: () => dropBlock(build),
    onPut: () => insertBlock(build),
  })
  return (
    <Tooltip label={note} position="right" multiline w={240} openDelay={600}>
      <button
        type="button"
        className={paletteClasses.item}
        style={{ '--layer-color': 'var(--loom-block)' } as React.CSSProperties}
        data-testid={`palette-block-${name}`}
        aria-label={t('palette.add', { layer: name })}
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
