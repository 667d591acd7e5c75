import { beforeEach, describe, expect, it } from 'vitest'
import type { RunSnapshot } from '#shared/contract/runs.ts'
import { type DataChoice, emptyDocument } from '#shared/document/schema.ts'
import { attachCore } from '../../client/core-client.ts'
import { useRunStore } from '../../stores/run-store.ts'
import { centres, useTryStore } from './try-store.ts'

interface Asked {
  runId: string
  file: Uint8Array
  isInverted: boolean
  isCentred: boolean
}

/** A core that answers when it is told to, and what it was asked. */
function attachFake() {
  const asked: Asked[] = []
  const waiting: (() => void)[] = []
  attachCore((_name, input) => {
    const request = input as Asked
    asked.push(request)
    return new Promise((resolve) => {
      waiting.push(() => resolve({ ok: true, value: { probabilities: [request.file[0] ?? 0] } }))
    })
  })
  const answer = async () => {
    waiting.shift()?.()
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
  return { asked, answer }
}

const run = { runId: 'run-1', document: emptyDocument('n') } as RunSnapshot
const answered = () => useTryStore.getState().prediction?.probabilities[0]

beforeEach(() => {
  useTryStore.getState().show(null)
  useTryStore.setState(useTryStore.getInitialState())
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
