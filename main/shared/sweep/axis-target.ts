import { documentSchema, type LoomDocument } from '../document/schema.ts'
import type { Control } from '../layers/parameters.ts'
import { findLayer } from '../layers/registry.ts'
import { LoomError } from '../messages/loom-error.ts'
import type { AxisTarget, AxisValue } from './sweep.ts'
import { findSetting, sweepSettingNames } from './sweep-settings.ts'

export interface FoundTarget {
  control: Control
  /** The value that the drawing has. */
  current: AxisValue
}

/** What an axis varies in this drawing. @throws LoomError sweep.noLayer, sweep.noParameter, sweep.noSetting */
export function findTarget(document: LoomDocument, target: AxisTarget): FoundTarget {
  if (target.kind === 'setting') return findSettingOf(document, target.setting)
  const { nodeId, parameter } = target
  const node = document.nodes.find(({ id }) => id === nodeId)
  if (!node) {
    throw new LoomError('sweep.noLayer', { layer: nodeId, layers: document.nodes.map(({ id }) => id).join(', ') })
  }
  const table = findLayer(node.kind)?.parameters ?? {}
  const found = Object.hasOwn(table, parameter) ? table[parameter] : undefined
  if (!found) {
    const names = Object.keys(table).join(', ') || '–'
    throw new LoomError('sweep.noParameter', { layer: nodeId, parameter, names })
  }
  return { control: found.control, current: node.parameters[parameter] ?? (found.initial as AxisValue) }
}

function findSettingOf(document: LoomDocument, name: string): FoundTarget {
  const setting = findSetting(name)
  if (!setting) throw new LoomError('sweep.noSetting', { setting: name, names: sweepSettingNames.join(', ') })
  return { control: setting.control, current: setting.read(document) ?? null }
}

/**
 * The drawing with one value more. Values of layers stay as they are, for the check of the graph says what is wrong with them.
 * @throws LoomError sweep.notHere, sweep.badValue
 */
export function putValue(document: LoomDocument, target: AxisTarget, value: AxisValue): LoomDocument {
  if (target.kind === 'layer') return putParameter(document, target, value)
  const setting = findSetting(target.setting)
  if (setting?.read(document) === undefined) throw new LoomError('sweep.notHere', { setting: target.setting })
  const isKnown = setting.control.control !== 'choice' || setting.control.options.includes(String(value))
  const changed = isKnown ? setting.write(document, value as never) : null
  const isFit = changed && trainingPart.safeParse(changed).success
  if (!isFit) throw new LoomError('sweep.badValue', { setting: target.setting, value: printValue(value) })
  return changed
}

const trainingPart = documentSchema.pick({ training: true, seed: true, augmentation: true })

function putParameter(
  document: LoomDocument,
  { nodeId, parameter }: Extract<AxisTarget, { kind: 'layer' }>,
  value: AxisValue,
): LoomDocument {
  const nodes = document.nodes.map((node) =>
    node.id === nodeId ? { ...node, parameters: { ...node.parameters, [parameter]: value } } : node,
  )
  return { ...document, nodes }
}

/** As in commands: `3x3` for pairs, whatever else is not plain as JSON. */
export function printValue(value: AxisValue): string {
  if (Array.isArray(value) && value.length > 0 && value.every((each) => typeof each === 'number'))
    return value.join('x')
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** `conv2d-1.filters` or `training.learningRate`. */
export function printTarget(target: AxisTarget): string {
  return target.kind === 'layer' ? `${target.nodeId}.${target.parameter}` : `training.${target.setting}`
}
