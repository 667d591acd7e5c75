import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { DataChoice } from '#shared/document/schema.ts'
import { attachCore, emitCoreEvent } from '../client/core-client.ts'
import { isSameChoice, useDataStore } from './data-store.ts'

const shapes = (train: number): DataChoice => ({ source: 'shapes', variant: 'both', train, test: 10, seed: 1 })

let opened: DataChoice[] = []

beforeEach(() => {
  vi.useFakeTimers()
  useDataStore.setState(useDataStore.getInitialState())
  opened = []
  attachCore(async (_name, input) => {
    const { data } = input as { data: DataChoice }
    opened.push(data)
    if (data.source === 'idx') return { ok: false, error: { code: 'document.unreadable', values: { file: 'x' } } }
    const wait = data.source === 'digits' ? 500 : 10
    await new Promise((resolve) => setTimeout(resolve, wait))
    return { ok: true, value: { choice: data } }
  })
})

describe('data store', () => {
  it('opens a set once, and again only when it is another', async () => {
    useDataStore.getState().load(shapes(5))
    useDataStore.getState().load(shapes(5))
    await vi.runAllTimersAsync()
    useDataStore.getState().load(shapes(5))
    await vi.runAllTimersAsync()
    expect(opened).toHaveLength(1)
    expect(useDataStore.getState()).toMatchObject({ isLoading: false, summary: { choice: shapes(5) } })
    useDataStore.getState().load(shapes(5), { isForced: true })
    await vi.runAllTimersAsync()
    expect(opened).toHaveLength(2)
  })

  it('tells how far the set is that is being opened, and no other', async () => {
    useDataStore.getState().load({ source: 'digits' })
    await vi.advanceTimersByTimeAsync(5)
    emitCoreEvent('dataProgress', { choice: shapes(5), done: 1, total: 9 })
    expect(useDataStore.getState().progress).toBeNull()
    emitCoreEvent('dataProgress', { choice: { source: 'digits' }, done: 2, total: 9 })
    expect(useDataStore.getState().progress).toMatchObject({ done: 2, total: 9 })
    await vi.runAllTimersAsync()
    expect(useDataStore.getState().progress).toBeNull()
  })

  it('waits until a number has been typed', async () => {
    for (const train of [5, 50, 500, 5000]) useDataStore.getState().load(shapes(train))
    await vi.runAllTimersAsync()
    expect(opened).toEqual([shapes(5000)])
  })

  it('shows the last choice, though an earlier one is answered later', async () => {
    useDataStore.getState().load({ source: 'digits' })
    await vi.advanceTimersByTimeAsync(5)
    useDataStore.getState().load(shapes(9))
    await vi.runAllTimersAsync()
    expect(opened).toHaveLength(2)
    expect(useDataStore.getState().summary?.choice).toEqual(shapes(9))
  })

  it('forgets the old summary when a set cannot be opened', async () => {
    useDataStore.getState().load(shapes(5))
    await vi.runAllTimersAsync()
    useDataStore.getState().load({ source: 'idx', directory: 'x' })
    await vi.runAllTimersAsync()
    expect(useDataStore.getState()).toMatchObject({
      summary: null,
      isLoading: false,
      error: { code: 'document.unreadable' },
    })
  })

  it('compares choices whatever the order of their fields', () => {
    expect(isSameChoice(shapes(5), { ...shapes(5), seed: 2 } as DataChoice)).toBe(false)
    expect(isSameChoice(shapes(5), { seed: 1, test: 10, train: 5, variant: 'both', source: 'shapes' })).toBe(true)
  })
})
