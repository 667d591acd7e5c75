import { IconStack2 } from '@tabler/icons-react'
import { layerColor, layerIcon } from '../ui/layer-look.ts'
import classes from './Palette.module.css'
import { usePaletteDrag } from './palette-drag.ts'

/** The layer or block under the pointer while it is dragged from the palette. */
export function PaletteGhost() {
  const drag = usePaletteDrag((state) => state.drag)
  if (!drag) return null
  const { kind } = drag
  const Icon = kind === null ? IconStack2 : layerIcon(kind)
  return (
    <div
      className={classes.ghost}
      data-over-canvas={drag.isOverCanvas || undefined}
      style={
        {
          '--layer-color': kind === null ? 'var(--loom-block)' : layerColor(kind),
          transform: `translate(${drag.x}px, ${drag.y}px) translate(-18px, -50%)`,
        } as React.CSSProperties
      }
    >
      <span className={classes.icon}>
        <Icon size={14} stroke={2} />
      </span>
      {drag.name}
    </div>
  )
}
