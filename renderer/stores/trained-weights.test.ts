import { describe, expect, it } from 'vitest'
import type { RunSnapshot, RunState } from '#shared/contract/runs.ts'
import { setParameters } from '#shared/document/edit.ts'
import type { LoomDocument } from '#shared/document/schema.ts'
import { drawChain } from '#shared/zoo/network.ts'
import { findTrainedWeights, rememberFinished } from './trained-weights.ts'

const drawing = drawChain('chain', [28, 28, 1], [['Dropout'], ['Flatten'], ['Dense', { activation: 'softmax' }]])
const [first, second] = ['a'.repeat(32), 'b'.repeat(32)]

function run(document: LoomDocument, state: RunState = { phase: 'finished', wasStopped: false, bestEpoch: 1 }) {
  const rest = { device: null, notice: null, classes: [], batches: [], epochs: [], progress: null, evaluation: null }
  return { runId: 'run-1', state, document, ...rest } satisfies RunSnapshot
}

const find = (document: LoomDocument, last: RunSnapshot | null) =>
  findTrainedWeights(document, { run: last, earlier: [] })

describe('findTrainedWeights', () => {
  it('finds none before a run has ended', () => {
    expect(find(drawing, null)).toBeNull()
    expect(find(drawing, run(drawing, { phase: 'training' }))).toBeNull()
    expect(find(drawing, run(drawing, { phase: 'failed', error: { code: 'run.busy' } }))).toBeNull()
  })

  it('takes the run of this network, though its drop rate was changed since', () => {
    expect(find(setParameters(drawing, 'dropout-1', { rate: 0.1 }), run(drawing))).toEqual({
      runId: 'run-1',
    })
  })

  it('does not take the run of another network whose layers have the same names', () => {
    expect(find(setParameters(drawing, 'dense-1', { units: 9 }), run(drawing))).toBeNull()
  })

  it('takes the set that was carried since, until a run has begun with it', () => {
    const carried = { ...drawing, initialWeights: first }
    expect(find(carried, run(drawing))).toEqual({ weights: first })
    expect(find(carried, run(carried))).toEqual({ runId: 'run-1' })
    expect(find({ ...drawing, initialWeights: second }, run(carried))).toEqual({ weights: second })
    expect(find(drawing, run(carried))).toBeNull()
  })

  it('finds those of a network that was rewritten, tested and taken back', () => {
    const rewritten = { ...setParameters(drawing, 'dense-1', { units: 9 }), initialWeights: first }
    const tested = { ...run(rewritten), runId: 'run-2' }
    const earlier = rememberFinished([], run(drawing))
    expect(findTrainedWeights(drawing, { run: tested, earlier })).toEqual({ runId: 'run-1' })
    expect(findTrainedWeights(rewritten, { run: tested, earlier })).toEqual({ runId: 'run-2' })
  })

  it('remembers each run that ended once, the newest first, and as many as the core keeps', () => {
    const ids = ['a', 'b', 'a', 'c', 'd', 'e']
    const earlier = ids.reduce(
      (known, runId) => rememberFinished(known, { ...run(drawing), runId }),
      rememberFinished([], { ...run(drawing, { phase: 'training' }), runId: 'x' }),
    )
    expect(earlier.map(({ runId }) => runId)).toEqual(['e', 'd', 'c', 'a'])
    expect(rememberFinished(earlier, null)).toBe(earlier)
  })
})
