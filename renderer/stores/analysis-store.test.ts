import { beforeEach, describe, expect, it } from 'vitest'
import type { DataChoice } from '#shared/document/schema.ts'
import { attachCore, emitCoreEvent } from '../client/core-client.ts'
import { useAnalysisStore } from './analysis-store.ts'

const digits: DataChoice = { source: 'digits' }
const shapes: DataChoice = { source: 'shapes', variant: 'both', train: 5, test: 5, seed: 1 }

let answers: { data: DataChoice; finish: (answer: unknown) => void }[] = []

beforeEach(() => {
  useAnalysisStore.setState(useAnalysisStore.getInitialState())
  answers = []
  attachCore((_name, input) => {
    const { data } = input as { data: DataChoice }
    return new Promise((resolve) => answers.push({ data, finish: (answer) => resolve(answer as never) }))
  })
})

const settle = () => new Promise((resolve) => setTimeout(resolve))

describe('analysis store', () => {
  it('looks through a set once each time that it is opened', async () => {
    useAnalysisStore.getState().analyse(digits)
    useAnalysisStore.getState().analyse(digits)
    expect(answers).toHaveLength(1)
    // Opened again, as after its files have changed.
    useAnalysisStore.getState().analyse({ ...digits })
    expect(answers).toHaveLength(2)
  })

  it('shows the set that was asked for last, whoever answers last', async () => {
    useAnalysisStore.getState().analyse(digits)
    useAnalysisStore.getState().analyse(shapes)
    answers[1]?.finish({ ok: true, value: { imbalance: 2 } })
    answers[0]?.finish({ ok: false, error: { code: 'data.cancelled' } })
    await settle()
    expect(useAnalysisStore.getState()).toMatchObject({ choice: shapes, analysis: { imbalance: 2 }, error: null })
  })

  it('tells how far it is, and why it was broken off', async () => {
    useAnalysisStore.getState().analyse(digits)
    emitCoreEvent('analysisProgress', { choice: shapes, done: 1, total: 10 })
    expect(useAnalysisStore.getState().progress).toBeNull()
    emitCoreEvent('analysisProgress', { choice: { source: 'digits' }, done: 2, total: 10 })
    expect(useAnalysisStore.getState().progress).toMatchObject({ done: 2, total: 10 })
    answers[0]?.finish({ ok: false, error: { code: 'data.cancelled' } })
    await settle()
    expect(useAnalysisStore.getState()).toMatchObject({ progress: null, error: { code: 'data.cancelled' } })
  })
})
