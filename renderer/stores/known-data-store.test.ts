import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { KnownDataSets } from '#shared/contract/known-data.ts'
import { emitCoreEvent } from '../client/core-client.ts'
import { attachFakeCore } from '../client/fake-client.ts'
import { useKnownDataStore } from './known-data-store.ts'
import { useShellStore } from './shell-store.ts'

const nothing: KnownDataSets = { directory: '/data', found: [], offers: [], downloads: [] }

beforeEach(() => useKnownDataStore.setState({ known: null, downloads: {} }))

describe('known data sets', () => {
  it('looks through the folder again when a download is done, and only then', async () => {
    const findDataSets = vi.fn(() => nothing)
    attachFakeCore({ findDataSets })
    emitCoreEvent('download', { set: 'mnist', phase: 'running', receivedBytes: 5, bytes: 10 })
    expect(useKnownDataStore.getState().downloads.mnist).toMatchObject({ receivedBytes: 5 })
    expect(findDataSets).not.toHaveBeenCalled()
    emitCoreEvent('download', { set: 'mnist', phase: 'done' })
    await vi.waitFor(() => expect(useKnownDataStore.getState().known).toEqual(nothing))
  })

  it('fetches nothing but what is asked for', async () => {
    const downloadData = vi.fn()
    attachFakeCore({ findDataSets: () => nothing, downloadData })
    useKnownDataStore.getState().load()
    await vi.waitFor(() => expect(useKnownDataStore.getState().known).toEqual(nothing))
    expect(downloadData).not.toHaveBeenCalled()
    useKnownDataStore.getState().download('cifar-10')
    await vi.waitFor(() => expect(downloadData).toHaveBeenCalledWith({ set: 'cifar-10' }))
  })

  it('knows of downloads that began before the page did', async () => {
    const running = { set: 'cifar-100', phase: 'running', receivedBytes: 1, bytes: 2 } as const
    attachFakeCore({ findDataSets: () => ({ ...nothing, downloads: [running] }) })
    useKnownDataStore.getState().load()
    await vi.waitFor(() => expect(useKnownDataStore.getState().downloads['cifar-100']).toEqual(running))
  })

  it('tells what goes wrong', async () => {
    attachFakeCore({})
    useKnownDataStore.getState().load()
    await vi.waitFor(() => expect(useShellStore.getState().notices.at(-1)?.tone).toBe('error'))
  })
})
