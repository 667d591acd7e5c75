import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { CallInput } from '#shared/contract/define.ts'
import type { RunPage, RunRow, recordCalls } from '#shared/contract/records.ts'
import { emitCoreEvent } from '../client/core-client.ts'
import { attachFakeCore } from '../client/fake-client.ts'
import { everyRun, useRunsStore } from './runs-store.ts'
import { useShellStore } from './shell-store.ts'

type Query = CallInput<typeof recordCalls.listRuns>

let asked: Query[]
let total: number
let answer: (query: Query) => RunPage | Promise<RunPage>

const store = () => useRunsStore.getState()
const pageOf = (runIds: string[]): RunPage => ({
  rows: runIds.map((runId) => ({ runId }) as RunRow),
  total,
  facets: { all: total, tags: [], data: [], networks: [] },
})

beforeEach(() => {
  asked = []
  total = 1
  answer = () => pageOf(['a'])
  attachFakeCore({
    listRuns(query) {
      asked.push(query)
      return answer(query)
    },
    deleteRuns: ({ runIds }) => ({ deleted: runIds.filter((runId) => runId !== 'busy') }),
    restoreRuns: () => {},
  })
  useShellStore.setState({ notices: [] })
  useRunsStore.setState({ ...useRunsStore.getInitialState(), filter: everyRun })
})

describe('the list of runs', () => {
  it('is asked for anew, from its beginning, when it is searched or sorted', async () => {
    useRunsStore.setState({ offset: 100 })
    store().setFilter({ text: 'cnn' })
    store().sortBy('seconds')
    store().sortBy('seconds')
    store().sortBy('name')
    await vi.waitFor(() => expect(store().page?.rows).toHaveLength(1))
    expect(asked.map(({ text, sort, offset }) => [text, sort?.by, sort?.isDescending, offset])).toEqual([
      ['cnn', 'startedAt', true, 0],
      ['cnn', 'seconds', true, 0],
      ['cnn', 'seconds', false, 0],
      ['cnn', 'name', false, 0],
    ])
  })

  it('takes no answer that comes after a later question', async () => {
    let late: (page: RunPage) => void = () => {}
    answer = ({ text }) => (text === 'slow' ? new Promise((resolve) => (late = resolve)) : pageOf(['fresh']))
    store().setFilter({ text: 'slow' })
    store().setFilter({ text: 'fast' })
    await vi.waitFor(() => expect(store().page?.rows[0]?.runId).toBe('fresh'))
    late(pageOf(['stale']))
    await Promise.resolve()
    expect(store().page?.rows[0]?.runId).toBe('fresh')
  })

  it('goes back to the last page where there is one, when its own is gone', async () => {
    total = 60
    answer = ({ offset = 0 }) => pageOf(offset >= 60 ? [] : ['a'])
    store().setOffset(100)
    await vi.waitFor(() => expect(store().page?.rows).toHaveLength(1))
    expect(store().offset).toBe(50)
  })

  it('follows the record once it was opened, and tells what there is to know', async () => {
    emitCoreEvent('records', { runIds: ['a'] })
    await store().load()
    emitCoreEvent('records', { runIds: ['a'] })
    emitCoreEvent('records', { runIds: ['a'] })
    await vi.waitFor(() => expect(asked).toHaveLength(2))
    emitCoreEvent('recordsNotice', { code: 'records.damaged', values: { file: '/x' } })
    expect(useShellStore.getState().notices).toMatchObject([{ tone: 'error' }])
  })

  it('forgets marks of what was deleted, and brings it back', async () => {
    for (const runId of ['a', 'b', 'busy', 'b', 'b']) store().toggleMark(runId)
    expect(store().marked).toEqual(['a', 'busy', 'b'])
    store().show('a')
    await store().remove(['a', 'busy'])
    expect(store()).toMatchObject({ marked: ['busy', 'b'], shown: null, deleted: ['a'] })
    await store().undoRemove()
    expect(store().deleted).toEqual([])
  })
})
