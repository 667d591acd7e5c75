import { TextInput, Tooltip } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type LayerDefinition, layerGroups } from '#shared/layers/layer.ts'
import { layers } from '#shared/layers/registry.ts'
import { KindName } from '../ui/KindName.tsx'
import { layerColor, layerIcon } from '../ui/layer-look.ts'
import { BlockPalette } from './library/BlockPalette.tsx'
import classes from './Palette.module.css'
import { appendToSelection, dragLayer, dropLayer } from './palette-drag.ts'
import { useDragSource } from './use-drag-source.ts'

/** Names longer than this are set smaller and may take two lines. */
const longName = 18

/** All layers by group. They are dragged onto the canvas, or put after the selected layer by double click or Enter. */
export function Palette() {
  const { t } = useTranslation()
  const [query, setQuery] = useState('')
  const found = useFoundLayers(query)
  return (
    <nav className={classes.palette} aria-label={t('palette.title')}>
      <TextInput
        className={classes.search}
        value={query}
        onChange={(event) => setQuery(event.currentTarget.value)}
        onKeyDown={(event) => {
          const [first] = found
          if (event.key === 'Escape') setQuery('')
          if (event.key === 'Enter' && first && !event.nativeEvent.isComposing) appendToSelection(first.kind)
        }}
        placeholder={t('palette.search')}
        aria-label={t('palette.search')}
        leftSection={<IconSearch size={14} />}
        maxLength={100}
      />
      <div className={classes.list}>
        {layerGroups.map((group) => {
          const own = found.filter((layer) => layer.group === group)
          if (own.length === 0) return null
          return (
            <section key={group}>
              <h3 className={classes.group}>{t(`layers:group.${group}`)}</h3>
              {own.map((layer) => (
                <PaletteItem key={layer.kind} layer={layer} />
              ))}
            </section>
          )
        })}
        <BlockPalette query={query} />
        {found.length === 0 && <p className={classes.nothing}>{t('palette.nothing', { query })}</p>}
      </div>
    </nav>
  )
}

/** Layers whose name in Keras or in the language of the window holds the query. */
function useFoundLayers(query: string): readonly LayerDefinition[] {
  const { t } = useTranslation()
  return useMemo(() => {
    const wanted = query.trim().toLowerCase()
    if (!wanted) return layers
    const text = ({ kind, group }: LayerDefinition) =>
      [kind, t(`layers:kind.${kind}.name`), t(`layers:group.${group}`)].join(' ').toLowerCase()
    return layers.filter((layer) => text(layer).includes(wanted))
  }, [query, t])
}

function PaletteItem({ layer }: { layer: LayerDefinition }) {
  const { t } = useTranslation()
  const dragSource = useDragSource({
    onDrag: (at) => dragLayer(layer.kind, at),
    onDrop: dropLayer,
    onPut: () => appendToSelection(layer.kind),
  })
  const Icon = layerIcon(layer.kind)
  const name = t(`layers:kind.${layer.kind}.name`)
  const label = t(`layers:kind.${layer.kind}.label`)
  const isLong = label.length > longName
  return (
    <Tooltip
      label={
        <>
          <strong>{name === layer.kind ? name : `${name} · ${layer.kind}`}</strong>
          <br />
          {t(`layers:kind.${layer.kind}.note`)}
        </>
      }
      position="right"
      multiline
      w={240}
      openDelay={600}
    >
      <button
        type="button"
        className={classes.item}
        style={{ '--layer-color': layerColor(layer.kind) } as React.CSSProperties}
        data-testid={`palette-${layer.kind}`}
        aria-label={t('palette.add', { layer: layer.kind })}
        {...dragSource}
      >
        <span className={classes.icon}>
          <Icon size={14} stroke={2} />
        </span>
        <span className={classes.name} data-long={isLong || undefined}>
          {isLong ? <KindName kind={label} /> : label}
        </span>
        {label !== layer.kind && <span className={classes.kind}>{layer.kind}</span>}
      </button>
    </Tooltip>
  )
}
