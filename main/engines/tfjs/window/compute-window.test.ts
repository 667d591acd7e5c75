import { afterEach, describe, expect, it, vi } from 'vitest'
import { LoomError } from '#shared/messages/loom-error.ts'
import { guardSession } from '../../device-failure.ts'
import type { TrainingSession } from '../../engine.ts'
import { smallNetworks } from '../../parity/cases.ts'
import { batchFor, optimizerOf, planCase, traceBriefly } from '../../parity/harness.ts'
import { createTfjsEngine } from '../tfjs-engine.ts'
import { openTfjsSession } from '../tfjs-session.ts'
import type { ComputeListener, OpenComputeWindow } from './compute-window.ts'
import { type ComputeCard, serveSessions } from './serve-sessions.ts'

const [network] = smallNetworks
if (!network) throw new Error('there is no network')
const plan = planCase(network, optimizerOf({ kind: 'adam' }))
const device = { engine: 'tfjs', device: 'webgpu', name: 'Card' } as const
const batch = batchFor(plan, { count: 4, seed: 3 })

/** Windows whose workers are here, on tfjs's JavaScript; all that passes is cloned as between processes. */
function createWindows(card: Partial<ComputeCard> = {}) {
  const opened: (ComputeListener & { isClosed: boolean })[] = []
  const open: OpenComputeWindow = (listener) => {
    const window = { ...listener, isClosed: false }
    opened.push(window)
    const look = async () => ({ name: 'Card', isEmulated: false })
    const answer = serveSessions({ backend: 'cpu', look, takeFault: () => null, ...card })
    return {
      send: (request) =>
        void answer(structuredClone(request)).then((reply) => {
          if (!window.isClosed) listener.onReply(structuredClone(reply))
        }),
      close: () => {
        window.isClosed = true
      },
    }
  }
  return { opened, engine: createTfjsEngine(open) }
}

const silent: OpenComputeWindow = () => ({ send: () => {}, close: () => {} })

async function probeCard(engine: ReturnType<typeof createTfjsEngine>) {
  return (await engine.probe()).find((report) =>
    report.isUsable ? report.device.device === 'webgpu' : report.device === 'webgpu',
  )
}

afterEach(() => {
  vi.useRealTimers()
})

describe('the device of the hidden window', () => {
  it('is not there without a shell', async () => {
    expect(await probeCard(createTfjsEngine(null))).toBeUndefined()
    await expect(createTfjsEngine(null).open(plan, device)).rejects.toMatchObject({ code: 'engine.unknownDevice' })
  })

  it('bears the name of its adapter', async () => {
    expect(await probeCard(createWindows().engine)).toEqual({
      isUsable: true,
      isReference: false,
      device: { engine: 'tfjs', device: 'webgpu', name: 'Card (TensorFlow.js, WebGPU)' },
    })
    const emulated = createWindows({ look: async () => ({ name: 'Card', isEmulated: true }) })
    expect(await probeCard(emulated.engine)).toMatchObject({ isEmulated: true })
  })

  it('tells why it cannot be used', async () => {
    const look = () => Promise.reject(new LoomError('engine.noAdapter'))
    expect(await probeCard(createWindows({ look }).engine)).toMatchObject({
      isUsable: false,
      reason: { code: 'engine.noAdapter' },
    })
    const gone = createTfjsEngine((listener) => {
      queueMicrotask(() => listener.onGone('it crashed.'))
      return silent(listener)
    })
    expect(await probeCard(gone)).toMatchObject({
      reason: { code: 'engine.windowFailed', values: { reason: 'it crashed.' } },
    })
  })

  it('is not waited for forever', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const probed = probeCard(createTfjsEngine(silent))
    await vi.advanceTimersByTimeAsync(30_000)
    expect(await probed).toMatchObject({ isUsable: false, reason: { code: 'engine.windowFailed' } })
  })
})

describe('a session in the hidden window', () => {
  const everything = async (session: TrainingSession) => ({
    gradients: await session.gradients?.(batch),
    trace: await traceBriefly(session, plan),
    optimizer: await session.readOptimizer(),
  })

  it('is the session itself, from afar', async () => {
    const local = await openTfjsSession(plan, device, 'cpu')
    const expected = await everything(local)
    const weights = await local.readWeights()
    const remote = await createWindows().engine.open(plan, device)
    expect(await everything(remote)).toEqual(expected)

    await remote.setLearningRate(0)
    await remote.trainStep(batch)
    expect((await remote.readWeights())[0]).toEqual(weights[0])
    await remote.writeWeights(weights.map((weight) => ({ ...weight, values: weight.values.map(() => 0.5) })))
    expect((await remote.readWeights())[0]?.values.every((value) => value === 0.5)).toBe(true)
    await remote.writeOptimizer(expected.optimizer)
    expect(await remote.readOptimizer()).toEqual(expected.optimizer)
    await remote.dispose()
    await local.dispose()
  })

  it('tells the errors of its own, and of the card', async () => {
    const faults = [new Error('out of memory: 3 GB')]
    const { engine } = createWindows({ takeFault: () => (isFaulty ? (faults.pop() ?? null) : null) })
    let isFaulty = false
    const session = guardSession(await engine.open(plan, device))
    await expect(session.writeWeights([])).rejects.toMatchObject({ code: 'engine.weightsMismatch' })
    isFaulty = true
    await expect(session.trainStep(batch)).rejects.toMatchObject({ code: 'engine.outOfMemory' })
  })

  it.each<[string, (window: ComputeListener) => void]>([
    ['its window goes', (window) => window.onGone('it crashed.')],
    ['its card goes', (window) => window.onReply({ kind: 'lost', reason: 'it crashed.' })],
  ])('is lost when %s; a later one has a window of its own', async (_how, lose) => {
    const { engine, opened } = createWindows()
    const session = await engine.open(plan, device)
    const pending = session.trainStep(batch)
    const [window] = opened
    if (window) lose(window)
    const lost = { code: 'engine.deviceLost', values: { device: 'Card' } }
    await expect(pending).rejects.toMatchObject({ ...lost, values: { device: 'Card', reason: 'it crashed.' } })
    await expect(session.trainStep(batch)).rejects.toMatchObject(lost)
    await session.dispose()
    expect(opened.map(({ isClosed }) => isClosed)).toEqual([true])

    const next = await engine.open(plan, device)
    await expect(session.trainStep(batch)).rejects.toMatchObject(lost)
    expect((await next.trainStep(batch)).loss).toBeGreaterThan(0)
    await next.dispose()
    expect(opened).toHaveLength(2)
  })

  it('keeps the window as long as one is open, and a while longer', async () => {
    const { engine, opened } = createWindows()
    const session = await engine.open(plan, device)
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    await session.trainStep(batch)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(opened[0]?.isClosed).toBe(false)
    await session.dispose()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(opened[0]?.isClosed).toBe(true)
  })
})
