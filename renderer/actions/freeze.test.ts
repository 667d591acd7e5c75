import { beforeEach, describe, expect, it } from 'vitest'
import type { LoomDocument } from '#shared/document/schema.ts'
import { type ChainStep, drawChain } from '#shared/zoo/network.ts'
import { rememberWeightSet } from '../stores/carried-layers.ts'
import { useDocumentStore } from '../stores/document-store.ts'
import { readActionState } from './action.ts'
import { freezeCarriedAction, unfreezeAction } from './freeze.ts'

const id = 'c'.repeat(32)
const steps: ChainStep[] = [
  ['Conv2D', { filters: 4 }],
  ['BatchNormalization'],
  ['Conv2D', { filters: 8 }],
  ['Flatten'],
  ['Dense', { units: 10, activation: 'softmax' }],
]
const drawing: LoomDocument = { ...drawChain('grown', [12, 12, 1], steps), initialWeights: id }
const of = (nodeId: string, ...names: string[]) => names.map((name) => `${nodeId}/${name}`)
const carried = [
  ...of('conv2d-1', 'kernel', 'bias'),
  ...of('batchnormalization-1', 'gamma', 'beta', 'moving_mean', 'moving_variance'),
]

/** Layers that do not learn. */
function frozen(): string[] {
  const { nodes } = useDocumentStore.getState().document
  return nodes.flatMap((node) => (node.parameters.trainable === false ? [node.id] : []))
}

beforeEach(() => useDocumentStore.setState({ document: drawing }))

describe('freezing', () => {
  it('holds the layers that go on with trained weights, and those alone; and lets them learn again', () => {
    expect(freezeCarriedAction.isEnabled(readActionState())).toBe(false)
    rememberWeightSet(drawing, { id, carried, fresh: [] })
    expect(freezeCarriedAction.isEnabled(readActionState())).toBe(true)
    freezeCarriedAction.perform()
    const batch = drawing.nodes.find(({ kind }) => kind === 'BatchNormalization')?.id
    expect(frozen()).toEqual(['conv2d-1', batch])
    expect(freezeCarriedAction.isEnabled(readActionState())).toBe(false)
    expect(unfreezeAction.isEnabled(readActionState())).toBe(true)
    unfreezeAction.perform()
    expect(frozen()).toEqual([])
    expect(unfreezeAction.isEnabled(readActionState())).toBe(false)
  })
})
