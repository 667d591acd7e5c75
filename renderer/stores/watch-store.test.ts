import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { RunSnapshot } from '#shared/contract/runs.ts'
import { findZooNetwork } from '#shared/zoo/zoo.ts'
import { attachCore } from '../client/core-client.ts'
import { useRunStore } from './run-store.ts'
import { useSelectionStore } from './selection-store.ts'
import { chosenNode, useWatchStore } from './watch-store.ts'

const document = findZooNetwork('study-mnist-fcn')?.build()
const idOf = (kind: string) => document?.nodes.find((node) => node.kind === kind)?.id ?? ''

function run(runId: string): RunSnapshot {
  if (!document) throw new Error('the zoo has no study-mnist-fcn')
  const state = { phase: 'training' } as const
  return {
    runId,
    state,
    document,
    device: null,
    notice: null,
    classes: [],
    batches: [],
    epochs: [],
    progress: null,
    evaluation: null,
  }
}

let sent: unknown[] = []

beforeAll(() => {
  vi.useFakeTimers()
})

beforeEach(() => {
  useRunStore.setState(useRunStore.getInitialState())
  useWatchStore.setState(useWatchStore.getInitialState())
  vi.runAllTimers()
  sent = []
  attachCore(async (name, input) => {
    if (name === 'watch') sent.push(input)
    return { ok: true, value: undefined }
  })
})

describe('watch store', () => {
  it('looks into the first convolution until a layer is selected, and stays where it is pinned', () => {
    useWatchStore.setState({ pinnedNodeId: null, followedNodeId: null })
    expect(chosenNode(document, useWatchStore.getState())).toBe(idOf('Conv2D'))
    useSelectionStore.getState().select([idOf('Flatten')])
    expect(chosenNode(document, useWatchStore.getState())).toBe(idOf('Flatten'))
    useWatchStore.getState().pin(idOf('Flatten'))
    useSelectionStore.getState().select([idOf('Input')])
    expect(chosenNode(document, useWatchStore.getState())).toBe(idOf('Flatten'))
    useWatchStore.getState().pin(null)
    expect(chosenNode(document, useWatchStore.getState())).toBe(idOf('Input'))
    useSelectionStore.getState().select([])
    expect(chosenNode(document, useWatchStore.getState())).toBe(idOf('Input'))
    expect(chosenNode(undefined, useWatchStore.getState())).toBeNull()
  })

  it('tells the core once for many quick changes, and only what can be seen', () => {
    useRunStore.setState({ run: run('run-1') })
    for (let index = 1; index <= 20; index += 1) useWatchStore.getState().setImageIndex(index)
    vi.runAllTimers()
    expect(sent).toEqual([{ runId: 'run-1', imageIndex: 20, nodeId: null, hasThumbnails: false }])

    useWatchStore.getState().setMapsShown(true)
    const hide = useWatchStore.getState().showThumbnails()
    vi.runAllTimers()
    expect(sent.at(-1)).toMatchObject({ nodeId: idOf('Conv2D'), hasThumbnails: true })
    hide()
    vi.runAllTimers()
    expect(sent.at(-1)).toMatchObject({ hasThumbnails: false })
    expect(sent).toHaveLength(3)
  })

  it('begins at the first picture of another data set', () => {
    useRunStore.setState({ run: run('run-1') })
    useWatchStore.getState().setImageIndex(1500)
    const same = run('run-2')
    useRunStore.setState({ run: { ...same, document: structuredClone(same.document) } })
    expect(useWatchStore.getState().imageIndex).toBe(1500)
    const other = { ...same.document, data: { source: 'idx' as const, directory: 'x' } }
    useRunStore.setState({ run: { ...same, runId: 'run-3', document: other } })
    expect(useWatchStore.getState().imageIndex).toBe(0)
  })

  it('tells a run that is continued after a crash anew, and nothing while there is no core', () => {
    useRunStore.setState({ run: run('run-1') })
    vi.runAllTimers()
    useRunStore.getState().handleCoreExit()
    useWatchStore.getState().setImageIndex(3)
    vi.runAllTimers()
    expect(sent).toHaveLength(1)
    useRunStore.setState({ run: run('run-1'), isCutOff: false })
    vi.runAllTimers()
    expect(sent.at(-1)).toMatchObject({ runId: 'run-1', imageIndex: 3 })
  })
})
