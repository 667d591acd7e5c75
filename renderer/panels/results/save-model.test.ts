import { beforeEach, describe, expect, it } from 'vitest'
import type { RunState } from '#shared/contract/runs.ts'
import { emptyDocument } from '#shared/document/schema.ts'
import { attachCore } from '../../client/core-client.ts'
import { attachShell } from '../../client/shell-client.ts'
import { useRunStore } from '../../stores/run-store.ts'
import { useShellStore } from '../../stores/shell-store.ts'
import { saveTrainedModel, useSavedModelStore } from './save-model.ts'

let asked: string[] = []

function attach(directory: string | null) {
  attachShell(async (name) => {
    asked.push(name)
    return { ok: true, value: directory }
  })
  attachCore(async (name, input) => {
    asked.push(name)
    const { directory: target } = input as { directory: string }
    if (target === '/full') return { ok: false, error: { code: 'document.unwritable', values: { file: target } } }
    return { ok: true, value: { files: ['model.json', 'weights.bin'] } }
  })
}

function setRun(state: RunState) {
  const run = { runId: 'run-1', state, document: emptyDocument(), device: null, classes: [] }
  useRunStore.setState({ run: { ...run, batches: [], epochs: [], progress: null, evaluation: null } })
}

const finished: RunState = { phase: 'finished', wasStopped: false, bestEpoch: 1 }

beforeEach(() => {
  asked = []
  useSavedModelStore.setState(useSavedModelStore.getInitialState())
  useShellStore.setState({ notices: [], dockTab: 'curves' })
})

describe('saving the trained model', () => {
  it('writes it where people choose and shows the place', async () => {
    attach('/models/digits')
    setRun(finished)
    await saveTrainedModel()
    expect(asked).toEqual(['chooseDirectory', 'saveModel'])
    expect(useSavedModelStore.getState()).toMatchObject({ isSaving: false, saved: { directory: '/models/digits' } })
    expect(useShellStore.getState().dockTab).toBe('confusion')
  })

  it('does nothing when people cancel', async () => {
    attach(null)
    setRun(finished)
    await saveTrainedModel()
    expect(asked).toEqual(['chooseDirectory'])
    expect(useSavedModelStore.getState()).toMatchObject({ isSaving: false, saved: null })
  })

  it('says that there is nothing to save, without asking for a folder', async () => {
    attach('/models')
    setRun({ phase: 'training' })
    await saveTrainedModel()
    expect(asked).toEqual([])
    expect(useShellStore.getState().notices[0]?.content).toEqual({ textKey: 'views:save.nothing' })
  })

  it('shows why it could not be written', async () => {
    attach('/full')
    setRun(finished)
    await saveTrainedModel()
    expect(useSavedModelStore.getState()).toMatchObject({ isSaving: false, saved: null })
    expect(useShellStore.getState().notices[0]?.content).toMatchObject({ message: { code: 'document.unwritable' } })
  })
})
