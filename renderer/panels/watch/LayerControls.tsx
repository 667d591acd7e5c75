import { ActionIcon, SegmentedControl, Select, Tooltip } from '@mantine/core'
import { IconPin, IconPinnedFilled } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { MapGrid } from '#shared/contract/runs.ts'
import { formatShape } from '#shared/layers/shape.ts'
import { channelsOf } from '../../charts/tiles.ts'
import { useFormats } from '../../charts/use-formats.ts'
import { type MapColours, useWatchStore } from '../../stores/watch-store.ts'
import classes from './FeatureMapsPanel.module.css'
import type { RunLayer } from './use-run-layers.ts'

interface LayerControlsProps {
  layers: RunLayer[]
  nodeId: string | null
  shown: MapGrid | null
}

/** Which layer is looked into, in which colours, and what its values are. */
export function LayerControls({ layers, nodeId, shown }: LayerControlsProps) {
  const { t } = useTranslation('views')
  const { real } = useFormats()
  const { pinnedNodeId, colours, chooseNode, pin, setColours } = useWatchStore()
  const isPinned = pinnedNodeId !== null
  const pinLabel = isPinned ? t('maps.unpin') : t('maps.pin')
  return (
    <div className={classes.group}>
      <Select
        className={classes.layer}
        data={layers.map((layer) => ({ value: layer.nodeId, label: `${layer.label}  ${formatShape(layer.shape)}` }))}
        value={layers.some((layer) => layer.nodeId === nodeId) ? nodeId : null}
        onChange={(value) => value !== null && chooseNode(value)}
        allowDeselect={false}
        aria-label={t('maps.layer')}
        data-testid="maps-layer"
      />
      <Tooltip label={pinLabel}>
        <ActionIcon
          variant={isPinned ? 'light' : 'subtle'}
          color={isPinned ? undefined : 'gray'}
          size="md"
          onClick={() => pin(isPinned ? null : nodeId)}
          aria-pressed={isPinned}
          aria-label={pinLabel}
        >
          {isPinned ? <IconPinnedFilled size={15} /> : <IconPin size={15} />}
        </ActionIcon>
      </Tooltip>
      <SegmentedControl
        className={classes.colours}
        data={[
          { value: 'viridis', label: t('maps.viridis') },
          { value: 'grey', label: t('maps.grey') },
        ]}
        value={colours}
        onChange={(value) => setColours(value as MapColours)}
        aria-label={t('maps.colours')}
      />
      {shown && shown.nodeId === nodeId ? (
        <span className={`${classes.range} loom-numbers`} title={t('maps.own')}>
          {t('maps.range', { min: real(shown.min), max: real(shown.max) })}
        </span>
      ) : null}
      {shown && shown.nodeId === nodeId && channelsOf(shown) > shown.count ? (
        <span className={`${classes.rate} loom-numbers`}>
          {t('maps.firstOf', { count: shown.count, total: channelsOf(shown) })}
        </span>
      ) : null}
    </div>
  )
}
