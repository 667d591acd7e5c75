import { Button, Group, NumberInput } from '@mantine/core'
import {
  IconArrowsDiagonal,
  IconArrowsDiagonalMinimize2,
  IconBookmark,
  IconRepeat,
  IconStack2,
  IconStackPop,
} from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isRepeatable } from '#shared/document/blocks.ts'
import type { LoomBlock } from '#shared/document/schema.ts'
import { runAction } from '../../actions/action.ts'
import { dissolveBlockAction } from '../../actions/blocks/dissolve-block.ts'
import { keepBlockAction } from '../../actions/blocks/keep-block.ts'
import { repeatTimes } from '../../actions/blocks/repeat-block.ts'
import { drawBlocks } from '../../editor/block-flow.ts'
import { useLocale } from '../../i18n/use-locale.ts'
import { useCheckedGraph, useDocumentStore } from '../../stores/document-store.ts'
import { collapseBlock, nameBlock } from '../../stores/edits.ts'
import { formatCount } from '../../ui/format.ts'
import { chosenColor } from '../../ui/layer-look.ts'
import { ColourPicker } from './ColourPicker.tsx'
import classes from './Inspector.module.css'
import { NameHeading } from './NameHeading.tsx'

/** All of the block that is selected. */
export function BlockInspector({ block }: { block: LoomBlock }) {
  const { t } = useTranslation()
  const document = useDocumentStore((state) => state.document)
  const expandKey = block.isCollapsed ? 'block.expandShort' : 'block.collapseShort'
  return (
    <div data-testid="block-inspector">
      <Heading block={block} />
      <Facts block={block} />
      <Group gap={8} my={12}>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={block.isCollapsed ? <IconArrowsDiagonal size={14} /> : <IconArrowsDiagonalMinimize2 size={14} />}
          onClick={() => collapseBlock(block.id, !block.isCollapsed)}
        >
          {t(expandKey)}
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconStackPop size={14} />}
          onClick={() => void runAction(dissolveBlockAction)}
        >
          {t('actions.dissolveBlock')}
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconBookmark size={14} />}
          onClick={() => void runAction(keepBlockAction)}
        >
          {t('actions.keepBlock')}
        </Button>
      </Group>
      <Repeat block={block} isPossible={isRepeatable(document, block.id)} />
      <ColourPicker colour={block.colour} />
    </div>
  )
}

function Heading({ block }: { block: LoomBlock }) {
  const { t } = useTranslation()
  return (
    <NameHeading
      color={chosenColor(block.colour, 'var(--loom-block)')}
      icon={<IconStack2 size={18} stroke={1.8} />}
      name={block.name}
      label={t('block.name')}
      placeholder={t('block.unnamed')}
      onName={(text) => nameBlock(block.id, text)}
    >
      {t('block.kind')} · {block.id}
    </NameHeading>
  )
}

function Facts({ block }: { block: LoomBlock }) {
  const { t } = useTranslation()
  const locale = useLocale()
  const graph = useCheckedGraph()
  const document = useDocumentStore((state) => state.document)
  // As if it were collapsed, and nothing around it: its ports are those of all that it holds.
  const alone = document.blocks.map((each) => ({ ...each, isCollapsed: each.id === block.id }))
  const data = drawBlocks({ ...document, blocks: alone }, graph).data.get(block.id)
  if (!data) return null
  return (
    <p className={classes.note} data-testid="block-facts">
      {t('block.layers', { count: data.layers })}
      {' · '}
      {t('node.parameters', { count: data.parameters, number: formatCount(data.parameters, locale) })}
      <br />
      {data.shapeIn ?? '?'} → {data.shapeOut ?? '?'}
    </p>
  )
}

const most = 64

function Repeat({ block, isPossible }: { block: LoomBlock; isPossible: boolean }) {
  const { t } = useTranslation()
  const [times, setTimes] = useState(2)
  return (
    <div className={classes.parameter}>
      <div className={classes.label}>{t('block.repeat')}</div>
      <Group gap={8}>
        <NumberInput
          aria-label={t('block.repeatTimes')}
          value={times}
          min={2}
          max={most}
          clampBehavior="strict"
          allowDecimal={false}
          w={80}
          size="xs"
          disabled={!isPossible}
          onChange={(value) => setTimes(Math.min(most, Math.max(2, Number(value) || 2)))}
        />
        <Button
          size="xs"
          variant="default"
          leftSection={<IconRepeat size={14} />}
          disabled={!isPossible}
          onClick={() => repeatTimes(block.id, times)}
        >
          {t('block.repeatButton', { times })}
        </Button>
      </Group>
      <p className={classes.help}>{t(isPossible ? 'block.repeatHelp' : 'block.repeatRefused')}</p>
    </div>
  )
}
