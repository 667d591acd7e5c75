import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { LayerLook } from '#shared/contract/look.ts'
import type { FeatureMapFrame, RunSnapshot } from '#shared/contract/runs.ts'
import { type DataChoice, emptyDocument } from '#shared/document/schema.ts'
import { drawChain } from '#shared/zoo/network.ts'
import { attachCore } from '../../client/core-client.ts'
import { useRunStore } from '../../stores/run-store.ts'
import { useSelectionStore } from '../../stores/selection-store.ts'
import { latestMaps, latestPrediction, nodeMaps } from '../../stores/watch-frames.ts'
import { useWatchStore } from '../../stores/watch-store.ts'
import { centres, keepShowing, useTryStore } from './try-store.ts'

interface Asked {
  runId: string
  file: Uint8Array
  isInverted: boolean
  isCentred: boolean
  look: LayerLook
}

/** A core that answers when it is told to, and what it was asked. */
function attachFake() {
  const asked: Asked[] = []
  const waiting: (() => void)[] = []
  attachCore((name, input) => {
    if (name !== 'predictPicture') return Promise.resolve({ ok: true, value: undefined })
    const request = input as Asked
    asked.push(request)
    return new Promise((resolve) => {
      waiting.push(() => resolve({ ok: true, value: { probabilities: [request.file[0] ?? 0], thumbnails: [] } }))
    })
  })
  const answer = async () => {
    waiting.shift()?.()
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
  return { asked, answer }
}

const run = { runId: 'run-1', document: emptyDocument('n') } as RunSnapshot
const answered = () => latestPrediction.get()?.probabilities[0]

beforeEach(() => {
  useTryStore.getState().show(null)
  useTryStore.setState(useTryStore.getInitialState())
  useWatchStore.setState(useWatchStore.getInitialState())
  useRunStore.setState({ run })
})

describe('trying', () => {
  it('asks one question at a time, and of those that come meanwhile the last', async () => {
    const { asked, answer } = attachFake()
    const { show } = useTryStore.getState()
    for (const byte of [1, 2, 3]) show(Uint8Array.of(byte))
    expect(asked.map(({ file }) => file[0])).toEqual([1])
    await answer()
    expect(answered()).toBe(1)
    expect(asked.map(({ file }) => file[0])).toEqual([1, 3])
    await answer()
    expect(answered()).toBe(3)
    expect(asked).toHaveLength(2)
  })

  it('asks again with other options, and forgets what was wiped away', async () => {
    const { asked, answer } = attachFake()
    const { setWay, setInverted, setCentred, show } = useTryStore.getState()
    setWay('picture')
    show(Uint8Array.of(5))
    await answer()
    setInverted(true)
    await answer()
    setCentred(true)
    show(null)
    await answer()
    expect(asked.map(({ isInverted, isCentred }) => [isInverted, isCentred])).toEqual([
      [false, false],
      [true, false],
      [true, true],
    ])
    expect(answered()).toBeUndefined()
  })

  it('asks nothing where there is no run, or nothing to show', () => {
    const { asked } = attachFake()
    useTryStore.getState().showAgain()
    useRunStore.setState({ run: null })
    useTryStore.getState().show(Uint8Array.of(1))
    expect(asked).toEqual([])
  })

  it('asks for the layer that is looked into, and for thumbnails where nodes show them', async () => {
    const { asked, answer } = attachFake()
    const document = drawChain('n', [8, 8, 1], [['Conv2D', { filters: 2 }], ['Flatten']])
    useRunStore.setState({ run: { ...run, document } })
    useTryStore.getState().show(Uint8Array.of(1))
    await answer()
    useSelectionStore.getState().select(['flatten-1'])
    const hide = useWatchStore.getState().showThumbnails()
    useTryStore.getState().showAgain()
    await answer()
    hide()
    expect(asked.map(({ look }) => look)).toEqual([
      { nodeId: 'conv2d-1', hasThumbnails: false },
      { nodeId: 'flatten-1', hasThumbnails: true },
    ])
  })

  it('lets the nodes show the person’s own picture while there is one, else the test picture', async () => {
    const { answer } = attachFake()
    const frame = { runId: run.runId, thumbnails: [] } as unknown as FeatureMapFrame
    latestMaps.set(frame)
    let told = 0
    const stop = nodeMaps.subscribe(() => {
      told += 1
    })
    useTryStore.getState().show(Uint8Array.of(4))
    expect(nodeMaps.get()).toBe(frame)
    await answer()
    expect(nodeMaps.get()).toBe(latestPrediction.get())
    expect(answered()).toBe(4)
    useTryStore.getState().show(null)
    expect(nodeMaps.get()).toBe(frame)
    latestMaps.set(frame)
    expect(told).toBe(3)
    stop()
    latestMaps.set(null)
    expect(told).toBe(3)
  })

  it('asks again and again while the network learns, but not about what it was refused', async () => {
    vi.useFakeTimers()
    try {
      let isRefusing = false
      let count = 0
      attachCore(async () => {
        count += 1
        const error = { code: 'data.skip.format' } as const
        return isRefusing ? { ok: false, error } : { ok: true, value: { probabilities: [count], thumbnails: [] } }
      })
      useTryStore.getState().show(Uint8Array.of(1))
      const stop = keepShowing()
      await vi.advanceTimersByTimeAsync(5000)
      expect(count).toBeGreaterThan(5)
      expect(answered()).toBe(count)

      isRefusing = true
      const asked = count
      await vi.advanceTimersByTimeAsync(5000)
      expect(answered()).toBeUndefined()
      expect(count).toBe(asked + 1)

      isRefusing = false
      const before = count
      useTryStore.getState().show(Uint8Array.of(2))
      await vi.advanceTimersByTimeAsync(5000)
      expect(count).toBeGreaterThan(before + 5)
      stop()
      const after = count
      await vi.advanceTimersByTimeAsync(5000)
      expect(count).toBe(after)
    } finally {
      vi.useRealTimers()
    }
  })

  it('centres digits that are drawn, unless the person says otherwise', () => {
    const digits = { source: 'digits' } as DataChoice
    const shapes = { source: 'shapes' } as DataChoice
    expect(centres('draw', null, digits)).toBe(true)
    expect(centres('draw', null, shapes)).toBe(false)
    expect(centres('camera', null, digits)).toBe(false)
    expect(centres('draw', false, digits)).toBe(false)
    expect(centres('picture', true, shapes)).toBe(true)
  })
})
