import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { emptyDocument } from '#shared/document/schema.ts'
import { attachFakeShell } from '../client/fake-client.ts'
import { emitShellEvent } from '../client/shell-client.ts'
import { useDocumentStore } from '../stores/document-store.ts'
import { useShellStore } from '../stores/shell-store.ts'
import { followShell, keepShellInformed } from './shell-wiring.ts'

const store = () => useDocumentStore.getState()
const soil = () => store().edit((document) => ({ ...document, seed: document.seed + 1 }), 'edit')
const told = { setDirty: vi.fn(), autosave: vi.fn(), confirmClose: vi.fn() }
let stops: (() => void)[] = []

beforeEach(() => {
  vi.useFakeTimers()
  for (const call of Object.values(told)) call.mockReset()
  attachFakeShell(told)
  store().replace(emptyDocument('mine'), null)
  stops = [followShell(), keepShellInformed()]
})

afterEach(() => {
  for (const stop of stops) stop()
  vi.useRealTimers()
})

describe('what the shell is told', () => {
  it('the dirty mark at once, a copy a second after the last change', async () => {
    soil()
    await vi.advanceTimersByTimeAsync(0)
    expect(told.setDirty).toHaveBeenLastCalledWith({ isDirty: true, title: 'mine' })
    await vi.advanceTimersByTimeAsync(900)
    soil()
    await vi.advanceTimersByTimeAsync(900)
    expect(told.autosave).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(200)
    expect(told.autosave).toHaveBeenCalledTimes(1)
    expect(told.autosave).toHaveBeenCalledWith({ document: store().document, path: null })
  })
})

describe('closing', () => {
  it.each([
    ['discard', true],
    ['cancel', false],
  ] as const)('%s: %s', async (wish, mayClose) => {
    attachFakeShell({ ...told, askSave: () => wish })
    soil()
    emitShellEvent('closing', {})
    await vi.waitFor(() => expect(told.confirmClose).toHaveBeenCalledWith({ mayClose }))
  })

  it('stays open and says why when the drawing cannot be saved', async () => {
    attachFakeShell({
      ...told,
      askSave: () => 'save',
      save: () => {
        throw new Error('disk full')
      },
    })
    soil()
    emitShellEvent('closing', {})
    await vi.waitFor(() => expect(told.confirmClose).toHaveBeenCalledWith({ mayClose: false }))
    expect(useShellStore.getState().notices.at(-1)?.tone).toBe('error')
  })
})

describe('the core process', () => {
  it('is told of when it ends and when it is back', () => {
    emitShellEvent('coreExited', { exitCode: 9 })
    expect(useShellStore.getState().coreExit).toEqual({ exitCode: 9, isBack: false })
    emitShellEvent('coreReady', {})
    expect(useShellStore.getState().coreExit).toEqual({ exitCode: 9, isBack: true })
  })
})
