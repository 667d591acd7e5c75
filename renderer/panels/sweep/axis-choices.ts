import type { LoomDocument } from '#shared/document/schema.ts'
import { findLayer } from '#shared/layers/registry.ts'
import { printTarget } from '#shared/sweep/axis-target.ts'
import type { AxisTarget } from '#shared/sweep/sweep.ts'
import { findSetting, sweepSettingNames } from '#shared/sweep/sweep-settings.ts'

export interface ChoiceGroup {
  /** Null for the settings of the training. */
  layer: string | null
  targets: AxisTarget[]
}

/** All that this drawing has to vary, but for what is varied already. The ends have nothing that may change. */
export function axisChoices(document: LoomDocument, taken: readonly AxisTarget[]): ChoiceGroup[] {
  const isTaken = new Set(taken.map(printTarget))
  const free = (targets: AxisTarget[]) => targets.filter((target) => !isTaken.has(printTarget(target)))
  const settings = sweepSettingNames
    .filter((name) => findSetting(name)?.read(document) !== undefined)
    .map((setting): AxisTarget => ({ kind: 'setting', setting }))
  const layers = document.nodes
    .filter(({ kind }) => kind !== 'Input' && kind !== 'Output')
    .map(({ id, name, kind }) => ({
      layer: name || id,
      targets: free(
        Object.keys(findLayer(kind)?.parameters ?? {}).map((parameter) => ({ kind: 'layer', nodeId: id, parameter })),
      ),
    }))
  return [{ layer: null, targets: free(settings) }, ...layers].filter(({ targets }) => targets.length > 0)
}
