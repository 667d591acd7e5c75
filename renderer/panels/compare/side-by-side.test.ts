import { describe, expect, it } from 'vitest'
import { setParameters } from '#shared/document/edit.ts'
import type { LoomDocument } from '#shared/document/schema.ts'
import { checkGraph } from '#shared/graph/check-graph.ts'
import { compareGraphs } from '#shared/graph/compare-graphs.ts'
import { matchLayers } from '#shared/graph/match-layers.ts'
import { findZooNetwork } from '#shared/zoo/zoo.ts'
import { areAlike, drawSideBySide, isStackedBest } from './side-by-side.ts'

function build(id: string): LoomDocument {
  const drawing = findZooNetwork(id)?.build()
  if (!drawing) throw new Error(id)
  return drawing
}

function compare(before: LoomDocument, after: LoomDocument, isSameProject = false) {
  const [old, now] = [checkGraph(before), checkGraph(after)]
  return compareGraphs(old, now, { pairs: matchLayers(old, now, { isSameProject }) })
}

describe('drawings that are compared', () => {
  const [lenet, googlenet] = [build('lenet5'), build('googlenet-32')]

  it('share a picture when one is a version of the other', () => {
    const [conv] = lenet.nodes.filter(({ kind }) => kind === 'Conv2D')
    const changed = setParameters(lenet, conv?.id ?? '', { filters: 9 })
    expect(areAlike(compare(lenet, changed, true))).toBe(true)
    expect(areAlike(compare(lenet, googlenet))).toBe(false)
    expect(areAlike(compare(googlenet, lenet))).toBe(false)
  })

  it('stand side by side with all of their layers, each told what became of it', () => {
    const rows = compare(lenet, googlenet)
    const { before, after } = drawSideBySide(lenet, googlenet, rows)
    expect(before.picture.boxes).toHaveLength(lenet.nodes.length)
    expect(after.picture.boxes).toHaveLength(googlenet.nodes.length)
    const count = (tones: ReadonlyMap<string, string>, tone: string) =>
      [...tones].filter(([id, each]) => each === tone && !id.includes(' > ')).length
    expect(count(before.tones, 'removed')).toBe(rows.filter(({ change }) => change === 'removed').length)
    expect(count(before.tones, 'added')).toBe(0)
    expect(count(after.tones, 'added')).toBe(rows.filter(({ change }) => change === 'added').length)
    expect(count(after.tones, 'changed')).toBe(rows.filter(({ change }) => change === 'changed').length)
  })

  it('stand above one another where they are wide', () => {
    const [wide, high] = [
      { width: 900, height: 300 },
      { width: 200, height: 900 },
    ]
    expect(isStackedBest([wide, wide])).toBe(true)
    expect(isStackedBest([high, high])).toBe(false)
  })
})
