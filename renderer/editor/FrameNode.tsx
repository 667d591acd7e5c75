import { IconArrowsDiagonalMinimize2, IconStack2 } from '@tabler/icons-react'
import type { NodeProps } from '@xyflow/react'
import { memo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { collapseBlock, nameBlock } from '../stores/edits.ts'
import { chosenColor } from '../ui/layer-look.ts'
import classes from './BlockNode.module.css'
import type { BlockFlowNode } from './block-flow.ts'
import { useBlockTarget } from './dropping/block-target.ts'
import { TitleField } from './TitleField.tsx'

/** An open block: a frame around its layers, moved by its title. */
export const FrameNode = memo(function FrameNode({ id, data, selected }: NodeProps<BlockFlowNode>) {
  const { t } = useTranslation()
  const { block } = data
  const name = block.name || t('block.unnamed')
  const [isEditing, setEditing] = useState(false)
  const isTarget = useBlockTarget(({ target }) => target?.blockId === id)
  return (
    <div
      className={classes.frame}
      style={{ '--layer-color': chosenColor(block.colour, 'var(--loom-block)') } as React.CSSProperties}
      data-testid={`frame-${id}`}
      data-selected={selected || undefined}
      data-drop-target={isTarget || undefined}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the inspector has the same field for the keyboard. */}
      <div
        className={classes.frameTitle}
        data-drag-handle
        title={t('block.titleHint', { name })}
        onDoubleClick={(event) => {
          event.stopPropagation()
          setEditing(true)
        }}
      >
        <IconStack2 size={14} stroke={2} className={classes.frameIcon} />
        {isEditing ? (
          <TitleField
            name={block.name}
            label={t('block.name')}
            onName={(text) => nameBlock(id, text)}
            onDone={() => setEditing(false)}
          />
        ) : (
          <span className={classes.frameName}>{name}</span>
        )}
        <span className={classes.frameCount}>{t('block.layers', { count: data.layers })}</span>
        <button
          type="button"
          className={`${classes.button} nodrag`}
          aria-label={t('block.collapse', { name })}
          title={t('block.collapse', { name })}
          onClick={(event) => {
            event.stopPropagation()
            collapseBlock(id, true)
          }}
        >
          <IconArrowsDiagonalMinimize2 size={14} />
        </button>
      </div>
    </div>
  )
})
