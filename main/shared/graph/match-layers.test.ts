import { describe, expect, it } from 'vitest'
import { setParameters } from '../document/edit.ts'
import type { LoomDocument } from '../document/schema.ts'
import { type ChainStep, drawChain } from '../zoo/network.ts'
import { findZooNetwork } from '../zoo/zoo.ts'
import { checkGraph } from './check-graph.ts'
import { compareGraphs } from './compare-graphs.ts'
import { matchLayers } from './match-layers.ts'

const chain = (steps: ChainStep[]) => drawChain('chain', [28, 28, 1], steps)
const pairs = (before: LoomDocument, after: LoomDocument, isSameProject = false) =>
  [...matchLayers(checkGraph(before), checkGraph(after), { isSameProject })].map(([now, old]) => `${old} ${now}`)

const head: ChainStep[] = [['Flatten'], ['Dense', { activation: 'softmax' }]]
const wide: ChainStep = ['Conv2D', { filters: 32 }]
const narrow: ChainStep = ['Conv2D', { filters: 8 }]

describe('matchLayers', () => {
  it('pairs layers that are alike before those that are of one kind only, in the order of the data', () => {
    const before = chain([narrow, ['MaxPooling2D'], ...head])
    const after = chain([wide, narrow, ['MaxPooling2D'], ['Dropout'], ...head])
    expect(pairs(before, after)).toEqual([
      'input-1 input-1',
      'conv2d-1 conv2d-2',
      'maxpooling2d-1 maxpooling2d-1',
      'flatten-1 flatten-1',
      'dense-1 dense-1',
      'output-1 output-1',
    ])
  })

  it('pairs layers of one kind whose parameters differ', () => {
    expect(pairs(chain([narrow, ...head]), chain([wide, ...head]))).toContain('conv2d-1 conv2d-1')
  })

  it('takes equal ids within a project, though another layer is more alike', () => {
    const before = chain([narrow, wide, ...head])
    const after = setParameters(before, 'conv2d-1', { filters: 32 })
    expect(pairs(before, after, true)).toEqual(expect.arrayContaining(['conv2d-1 conv2d-1', 'conv2d-2 conv2d-2']))
    expect(pairs(chain([['Dropout'], ...head]), chain([['Dropout'], ...head]), true)).toHaveLength(5)
  })

  it('does not pair what has nothing in common but an id', () => {
    const before = chain([['Dropout'], ...head])
    const after = {
      ...before,
      nodes: before.nodes.map((node) =>
        node.id === 'dropout-1' ? { ...node, kind: 'BatchNormalization', parameters: {} } : node,
      ),
    }
    const found = matchLayers(checkGraph(before), checkGraph(after), { isSameProject: true })
    expect(found.has('dropout-1')).toBe(false)
    const rows = compareGraphs(checkGraph(before), checkGraph(after), { pairs: found })
    expect(rows.filter(({ change }) => change === 'added').map(({ after: row }) => row?.node.id)).toEqual(['dropout-1'])
    expect(rows.filter(({ change }) => change === 'removed').map(({ before: row }) => row?.node.id)).toEqual([
      'dropout-1',
    ])
  })

  it('finds VGG-11 in VGG-16: five more convolutions, all else the same', () => {
    const [small, large] = ['vgg-a', 'vgg-d'].map((id) => findZooNetwork(id)?.build() ?? chain([]))
    const [before, after] = [checkGraph(small ?? chain([])), checkGraph(large ?? chain([]))]
    const rows = compareGraphs(before, after, { pairs: matchLayers(before, after, { isSameProject: false }) })
    const added = rows.filter(({ change }) => change === 'added')
    expect(added.map(({ after: row }) => row?.layer.kind)).toEqual(Array(5).fill('Conv2D'))
    expect(rows.filter(({ change }) => change === 'removed' || change === 'changed')).toEqual([])
    const gained = added.reduce((sum, { after: row }) => sum + (row?.parameters ?? 0), 0)
    expect(after.totals.parameters - before.totals.parameters).toBe(gained)
  })
})
