import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { RunSnapshot } from '#shared/contract/runs.ts'
import { emptyDocument } from '#shared/document/schema.ts'
import { LoomError } from '#shared/messages/loom-error.ts'
import { attachFakeCore, attachFakeShell } from '../client/fake-client.ts'
import { useDocumentStore } from '../stores/document-store.ts'
import { useRunStore } from '../stores/run-store.ts'
import { useShellStore } from '../stores/shell-store.ts'
import { lookForPictures, openRun } from './open-run.ts'

const past = { runId: 'run-1', document: emptyDocument('of before') }
const finished: RunSnapshot = {
  runId: 'run-1',
  state: { phase: 'finished', wasStopped: false, bestEpoch: 1 },
  document: past.document,
  device: null,
  notice: null,
  classes: [],
  batches: [],
  epochs: [],
  progress: null,
  evaluation: null,
  absence: { code: 'records.dataChanged', values: { name: 'of before' } },
}
const store = () => useDocumentStore.getState()

beforeEach(() => {
  store().replace(emptyDocument('mine'), null)
  useRunStore.setState(useRunStore.getInitialState())
  useShellStore.setState({ notices: [], page: 'runs', dockTab: 'problems' })
  attachFakeShell({ askSave: () => 'cancel' })
})

describe('opening a trained network', () => {
  it('puts its drawing in place, clean, and shows its curves', async () => {
    const opened = vi.fn()
    attachFakeCore({ openRun: opened, currentRun: () => null })
    await openRun(past)
    expect(opened).toHaveBeenCalledWith({ runId: 'run-1' })
    expect(store()).toMatchObject({ document: past.document, path: null, isDirty: false })
    expect(useShellStore.getState()).toMatchObject({ page: 'network', dockTab: 'curves' })
  })

  it('goes back to the view that the person came from', async () => {
    useShellStore.setState({ dockTab: 'try' })
    attachFakeCore({ openRun: () => undefined, currentRun: () => null })
    await openRun(past)
    expect(useShellStore.getState().dockTab).toBe('try')
  })

  it('leaves everything as it is where the person keeps the drawing', async () => {
    store().edit((document) => ({ ...document, seed: 5 }), 'edit')
    const opened = vi.fn()
    attachFakeCore({ openRun: opened })
    await openRun(past)
    expect(opened).not.toHaveBeenCalled()
    expect(store().document.seed).toBe(5)
  })

  it('leaves the drawing where the run cannot be opened, and says why', async () => {
    attachFakeCore({
      openRun: () => {
        throw new LoomError('run.weightsNotKept', { name: 'of before' })
      },
    })
    await openRun(past)
    expect(store().document.name).toBe('mine')
    expect(useShellStore.getState().page).toBe('runs')
    expect(useShellStore.getState().notices[0]?.content).toMatchObject({ message: { code: 'run.weightsNotKept' } })
  })
})

describe('looking for pictures that are gone', () => {
  const here = { source: 'idx', directory: '/here' } as const
  const there = { source: 'idx', directory: '/there' } as const

  it.each([
    ['where they were', here, { runId: 'run-1' }],
    ['where the drawing has them now', there, { runId: 'run-1', data: there }],
  ])('%s', async (_where, data, asked) => {
    const opened = vi.fn()
    attachFakeCore({ openRun: opened, currentRun: () => null })
    const run = { ...finished, document: { ...past.document, data: here } }
    useRunStore.setState({ run })
    store().replace({ ...past.document, data }, null)
    await lookForPictures()
    expect(opened).toHaveBeenCalledWith(asked)
  })
})
