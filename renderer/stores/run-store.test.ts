import { beforeEach, describe, expect, it } from 'vitest'
import type { MetricsFrame, RunSnapshot } from '#shared/contract/runs.ts'
import { emptyDocument } from '#shared/document/schema.ts'
import { attachCore, emitCoreEvent } from '../client/core-client.ts'
import { resetRunSeries, runSeries } from './run-series.ts'
import { isActive, useRunStore } from './run-store.ts'
import { readSeries } from './series-buffer.ts'
import { useShellStore } from './shell-store.ts'

const progress = {
  epoch: 1,
  epochs: 2,
  stepInEpoch: 1,
  stepsPerEpoch: 10,
  imagesPerSecond: 100,
  elapsedSeconds: 1,
  dataWaitShare: 0,
  secondsLeft: 5,
}

function snapshot(runId: string, steps: number): RunSnapshot {
  return {
    runId,
    state: { phase: 'training' },
    document: emptyDocument(runId),
    device: { engine: 'onnx', device: 'cpu', name: 'CPU' },
    notice: null,
    classes: [{ en: '0', 'zh-CN': '0' }],
    batches: Array.from({ length: steps }, (_, index) => ({ step: index + 1, loss: 2, accuracy: 0.1 })),
    epochs: [],
    progress,
    evaluation: null,
  }
}

function frame(runId: string, seq: number, steps: number[]): MetricsFrame {
  const batches = steps.map((step) => ({ step, loss: 1, accuracy: 0.5 }))
  return { runId, seq, batches, epochs: [], progress: { ...progress, stepInEpoch: steps.at(-1) ?? 0 } }
}

/** A core with one run; `calls` lists what it was asked. */
function attachFake(current: { run: RunSnapshot | null }) {
  const calls: { name: string; input: unknown }[] = []
  attachCore(async (name, input) => {
    calls.push({ name, input })
    if (name === 'currentRun') return { ok: true, value: current.run }
    if (name === 'startRun') {
      const { resumeFrom } = input as { resumeFrom: string | null }
      current.run = snapshot(resumeFrom ?? 'run-new', 0)
      return { ok: true, value: { runId: current.run.runId } }
    }
    if (name === 'openRun') {
      const { runId } = input as { runId: string }
      current.run = { ...snapshot(runId, 8), state: { phase: 'evaluating' }, classes: [] }
    }
    return { ok: true, value: undefined }
  })
  return calls
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 5))

beforeEach(() => {
  useRunStore.setState(useRunStore.getInitialState())
  resetRunSeries(null)
  useShellStore.setState({ notices: [] })
})

describe('run store', () => {
  it('takes over the run of a core that outlived the window, and grows it', async () => {
    attachFake({ run: snapshot('run-1', 4) })
    await useRunStore.getState().refresh()
    emitCoreEvent('metrics', frame('run-1', 9, [3, 4, 5, 6]))
    expect(runSeries.lastStep).toBe(6)
    expect(readSeries(runSeries.loss).y).toEqual([2, 2, 2, 2, 1, 1])
    expect(useRunStore.getState().run?.progress?.stepInEpoch).toBe(6)
    expect(useRunStore.getState().run?.batches).toEqual([])
  })

  it('asks for the snapshot where frames are missing', async () => {
    const current = { run: snapshot('run-1', 2) }
    const calls = attachFake(current)
    await useRunStore.getState().refresh()
    emitCoreEvent('metrics', frame('run-1', 1, [3]))
    current.run = snapshot('run-1', 8)
    emitCoreEvent('metrics', frame('run-1', 4, [7, 8]))
    await settle()
    expect(calls.filter(({ name }) => name === 'currentRun')).toHaveLength(2)
    expect(readSeries(runSeries.loss).x).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
  })

  it('adopts a run that it did not know of', async () => {
    attachFake({ run: snapshot('run-7', 3) })
    emitCoreEvent('run', { runId: 'run-7', phase: 'training' })
    await settle()
    expect(useRunStore.getState().run?.runId).toBe('run-7')
    expect(runSeries.lastStep).toBe(3)
  })

  it('starts the drawing, and says why it cannot', async () => {
    const calls = attachFake({ run: null })
    await useRunStore.getState().start()
    expect(useRunStore.getState().run?.runId).toBe('run-new')
    expect(calls[0]).toMatchObject({ name: 'startRun', input: { resumeFrom: null } })

    attachCore(async () => ({ ok: false, error: { code: 'graph.noInput' } }))
    await useRunStore.getState().start()
    expect(useRunStore.getState().isStarting).toBe(false)
    expect(useShellStore.getState().notices[0]?.content).toEqual({ message: { code: 'graph.noInput' } })
  })

  it('opens a recorded run, and hears of its classes once it is prepared', async () => {
    const current = { run: { ...snapshot('run-1', 4), state: { phase: 'finished', wasStopped: false, bestEpoch: 1 } } }
    const calls = attachFake(current as { run: RunSnapshot })
    await useRunStore.getState().refresh()
    expect(await useRunStore.getState().open('run-0')).toBe(true)
    expect(calls.map(({ name }) => name)).toEqual(['currentRun', 'openRun', 'currentRun'])
    expect(useRunStore.getState()).toMatchObject({ isStarting: false, run: { runId: 'run-0', classes: [] } })
    // The one before it can still be gone back to.
    expect(useRunStore.getState().earlier.map(({ runId }) => runId)).toEqual(['run-1'])
    expect(runSeries.lastStep).toBe(8)
    current.run = { ...current.run, classes: [{ en: 'a', 'zh-CN': 'a' }] }
    emitCoreEvent('run', { runId: 'run-0', phase: 'evaluating' })
    await settle()
    expect(useRunStore.getState().run?.classes).toHaveLength(1)
  })

  it('keeps the run that there is where another one cannot be opened, and says why', async () => {
    attachFake({ run: snapshot('run-1', 4) })
    await useRunStore.getState().refresh()
    const error = { code: 'run.weightsNotKept', values: { name: 'mine' } } as const
    attachCore(async () => ({ ok: false, error }))
    expect(await useRunStore.getState().open('run-0')).toBe(false)
    expect(useRunStore.getState()).toMatchObject({ isStarting: false, run: { runId: 'run-1' } })
    expect(useShellStore.getState().notices[0]?.content).toEqual({ message: error })
  })

  it('says that the device had to be changed, and takes the curves anew', async () => {
    const current = { run: snapshot('run-1', 6) }
    const calls = attachFake(current)
    await useRunStore.getState().refresh()
    const notice = { code: 'engine.slowerHere', values: { device: 'card' } } as const
    const device = { engine: 'tfjs', device: 'cpu', name: 'JavaScript' } as const
    current.run = { ...snapshot('run-1', 2), device, notice }
    emitCoreEvent('device', { runId: 'run-1', device, notice })
    expect(useRunStore.getState().run).toMatchObject({ device, notice })
    await settle()
    expect(calls.filter(({ name }) => name === 'currentRun')).toHaveLength(2)
    expect(runSeries.lastStep).toBe(2)
    expect(useShellStore.getState().notices[0]).toMatchObject({ tone: 'info', content: { message: notice } })
  })

  it('asks for the classes when a run is prepared', async () => {
    const current = { run: { ...snapshot('run-1', 0), state: { phase: 'preparing' }, classes: [] } as RunSnapshot }
    attachFake(current)
    await useRunStore.getState().refresh()
    const { device, classes } = snapshot('run-1', 0)
    current.run = snapshot('run-1', 0)
    if (device) emitCoreEvent('device', { runId: 'run-1', device, notice: null })
    emitCoreEvent('run', { runId: 'run-1', phase: 'training' })
    await settle()
    expect(useRunStore.getState().run).toMatchObject({ device, classes })
  })

  it('says why a run has failed', async () => {
    attachFake({ run: snapshot('run-1', 1) })
    await useRunStore.getState().refresh()
    const error = { code: 'common.unexpected', values: { reason: 'no memory' } } as const
    emitCoreEvent('run', { runId: 'run-1', phase: 'failed', error })
    expect(useRunStore.getState().run?.state.phase).toBe('failed')
    expect(useShellStore.getState().notices[0]).toMatchObject({ tone: 'error', content: { message: error } })
  })

  it('keeps the curves of a run that the core did not survive, and continues its own drawing', async () => {
    const current: { run: RunSnapshot | null } = { run: snapshot('run-1', 5) }
    const calls = attachFake(current)
    await useRunStore.getState().refresh()
    useRunStore.getState().handleCoreExit()
    const { run, isCutOff } = useRunStore.getState()
    expect(isCutOff).toBe(true)
    expect(run && isActive(run.state)).toBe(false)
    expect(runSeries.lastStep).toBe(5)

    current.run = null
    await useRunStore.getState().refresh()
    expect(useRunStore.getState().run?.runId).toBe('run-1')
    await useRunStore.getState().resumeFrom('run-1')
    expect(useRunStore.getState()).toMatchObject({ isCutOff: false, run: { state: { phase: 'training' } } })
    expect(calls.find(({ name }) => name === 'startRun')?.input).toMatchObject({
      resumeFrom: 'run-1',
      document: { name: 'run-1' },
    })
  })

  it('does not call a finished run cut off', async () => {
    attachFake({ run: { ...snapshot('run-1', 5), state: { phase: 'finished', wasStopped: false, bestEpoch: 2 } } })
    await useRunStore.getState().refresh()
    useRunStore.getState().handleCoreExit()
    expect(useRunStore.getState()).toMatchObject({ isCutOff: false, run: { state: { phase: 'finished' } } })
  })
})
