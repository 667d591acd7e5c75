import {
  IconActivity,
  IconAffiliate,
  IconArrowMerge,
  IconArrowsMinimize,
  IconBaselineDensityMedium,
  IconChartBar,
  IconChartHistogram,
  IconDroplet,
  IconFocusCentered,
  IconGrid3x3,
  IconPhoto,
  type IconProps,
  IconQuestionMark,
  IconTarget,
} from '@tabler/icons-react'
import type { ComponentType } from 'react'
import type { NodeColour } from '#shared/document/schema.ts'
import type { LayerGroup } from '#shared/layers/layer.ts'
import { findLayer } from '#shared/layers/registry.ts'

type LayerIcon = ComponentType<IconProps>

const groupIcons: Record<LayerGroup, LayerIcon> = {
  ends: IconTarget,
  convolution: IconGrid3x3,
  pooling: IconArrowsMinimize,
  core: IconAffiliate,
  merge: IconArrowMerge,
  regularization: IconDroplet,
  activation: IconActivity,
}

/** Layers that look different from their group. */
const ownIcons: Record<string, LayerIcon> = {
  Input: IconPhoto,
  AveragePooling2D: IconChartBar,
  GlobalAveragePooling2D: IconFocusCentered,
  Flatten: IconBaselineDensityMedium,
  BatchNormalization: IconChartHistogram,
}

export function layerIcon(kind: string): LayerIcon {
  const group = findLayer(kind)?.group
  return ownIcons[kind] ?? (group ? groupIcons[group] : IconQuestionMark)
}

/** The CSS colour of something on the canvas: the one that was chosen for it, else its own. */
export function chosenColor(colour: NodeColour | undefined, own: string): string {
  return colour ? `var(--loom-colour-${colour})` : own
}

/** The CSS colour of a layer's group; grey for a kind that is not known. */
export function layerColor(kind: string): string {
  return `var(--loom-group-${findLayer(kind)?.group ?? 'ends'})`
}
