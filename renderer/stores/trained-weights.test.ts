import { describe, expect, it } from 'vitest'
import type { RunSnapshot, RunState } from '#shared/contract/runs.ts'
import { setParameters } from '#shared/document/edit.ts'
import type { LoomDocument } from '#shared/document/schema.ts'
import { drawChain } from '#shared/zoo/network.ts'
import { findTrainedWeights } from './trained-weights.ts'

const drawing = drawChain('chain', [28, 28, 1], [['Dropout'], ['Flatten'], ['Dense', { activation: 'softmax' }]])
const [first, second] = ['a'.repeat(32), 'b'.repeat(32)]

function run(document: LoomDocument, state: RunState = { phase: 'finished', wasStopped: false, bestEpoch: 1 }) {
  const rest = { device: null, notice: null, classes: [], batches: [], epochs: [], progress: null, evaluation: null }
  return { runId: 'run-1', state, document, ...rest } satisfies RunSnapshot
}

describe('findTrainedWeights', () => {
  it('finds none before a run has ended', () => {
    expect(findTrainedWeights(drawing, null)).toBeNull()
    expect(findTrainedWeights(drawing, run(drawing, { phase: 'training' }))).toBeNull()
    expect(findTrainedWeights(drawing, run(drawing, { phase: 'failed', error: { code: 'run.busy' } }))).toBeNull()
  })

  it('takes the run of this network, though its drop rate was changed since', () => {
    expect(findTrainedWeights(setParameters(drawing, 'dropout-1', { rate: 0.1 }), run(drawing))).toEqual({
      runId: 'run-1',
    })
  })

  it('does not take the run of another network whose layers have the same names', () => {
    expect(findTrainedWeights(setParameters(drawing, 'dense-1', { units: 9 }), run(drawing))).toBeNull()
  })

  it('takes the set that was carried since, until a run has begun with it', () => {
    const carried = { ...drawing, initialWeights: first }
    expect(findTrainedWeights(carried, run(drawing))).toEqual({ weights: first })
    expect(findTrainedWeights(carried, run(carried))).toEqual({ runId: 'run-1' })
    expect(findTrainedWeights({ ...drawing, initialWeights: second }, run(carried))).toEqual({ weights: second })
    expect(findTrainedWeights(drawing, run(carried))).toBeNull()
  })
})
