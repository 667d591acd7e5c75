import { create } from 'zustand'
import type { CoreEvents } from '#shared/contract/core.ts'
import type { CallError, EventPayload } from '#shared/contract/define.ts'
import type { MetricsFrame, RunSnapshot, RunState } from '#shared/contract/runs.ts'
import type { DataChoice, LoomDocument } from '#shared/document/schema.ts'
import { core, onCoreEvent } from '../client/core-client.ts'
import { useDocumentStore } from './document-store.ts'
import { reportFailure } from './report-failure.ts'
import { appendMetrics, mergeEpochs, resetRunSeries } from './run-series.ts'
import { useShellStore } from './shell-store.ts'
import { type FinishedRun, rememberFinished } from './trained-weights.ts'

export interface RunStoreState {
  /** The current or last run. Its `batches` stay empty here: they grow in runSeries, outside React. */
  run: RunSnapshot | null
  /** Runs before it that left a model, newest first. */
  earlier: readonly FinishedRun[]
  /** From the press on Train until the core has begun. */
  isStarting: boolean
  /** The core ended while this run was going on; a checkpoint may continue it. */
  isCutOff: boolean
  /** Trains the drawing as it is now, or only tests it with the weights that it starts from. */
  start: (options?: { isTestOnly?: boolean }) => Promise<void>
  pause: () => Promise<void>
  resume: () => Promise<void>
  /** Ends after the current step and keeps the best weights so far. */
  stop: () => Promise<void>
  /** Continues a run that was cut off, from its last checkpoint and with the drawing that it was begun with. */
  resumeFrom: (runId: string) => Promise<void>
  /** Lets a run that has ended, the last one or one of before, go on for more epochs with the drawing that it was begun with. */
  trainMore: (runId: string, moreEpochs: number) => Promise<void>
  /**
   * Makes a recorded run the current one again, as it was left; its drawing is for who asks to put in place. False where it
   * cannot be opened, and the person was told why. `data` is where its pictures are now, if not where they were.
   */
  open: (runId: string, data?: DataChoice) => Promise<boolean>
  /** Takes over what the core knows of the current run, after a reload of the window or a gap in the stream. */
  refresh: () => Promise<void>
  handleCoreExit: () => void
}

export const useRunStore = create<RunStoreState>()((set, get) => ({
  run: null,
  earlier: [],
  isStarting: false,
  isCutOff: false,
  start: (options = {}) => begin(useDocumentStore.getState().document, null, options),
  resumeFrom: (runId) => begin(documentOf(runId), runId),
  trainMore: (runId, moreEpochs) => begin(documentOf(runId), runId, { moreEpochs }),
  open: (runId, data) => takeUp(() => core.openRun({ runId, ...(data ? { data } : {}) })),
  pause: () => command((runId) => core.pauseRun({ runId })),
  resume: () => command((runId) => core.resumeRun({ runId })),
  stop: () => command((runId) => core.stopRun({ runId })),
  refresh,
  handleCoreExit() {
    const { run } = get()
    if (run && isActive(run.state))
      set({ isCutOff: true, run: { ...run, state: { phase: 'failed', error: coreEnded } } })
    set({ isStarting: false })
  },
}))

const coreEnded: CallError = { code: 'common.unexpected', values: { reason: 'the training process has ended' } }

/** Whether a run in this state still computes, or would if it were not paused. */
export function isActive(state: RunState): boolean {
  return state.phase !== 'finished' && state.phase !== 'failed'
}

/** The core has the one that it goes on with; this is for the call alone. */
function documentOf(runId: string): LoomDocument {
  const { run } = useRunStore.getState()
  return run?.runId === runId ? run.document : useDocumentStore.getState().document
}

async function begin(
  document: LoomDocument,
  resumeFrom: string | null,
  options: { isTestOnly?: boolean; moreEpochs?: number } = {},
): Promise<void> {
  await takeUp(() => core.startRun({ document, resumeFrom, ...options }))
}

/** Asks for a run, and shows it; false where that failed, and was told. */
async function takeUp(ask: () => Promise<unknown>): Promise<boolean> {
  useRunStore.setState({ isStarting: true })
  try {
    await ask()
    await refresh()
    return true
  } catch (thrown) {
    reportFailure(thrown)
    return false
  } finally {
    useRunStore.setState({ isStarting: false })
  }
}

async function command(send: (runId: string) => Promise<void>): Promise<void> {
  const { run } = useRunStore.getState()
  if (!run) return
  try {
    await send(run.runId)
  } catch (thrown) {
    reportFailure(thrown)
  }
}

let lastSeq: number | null = null
let refreshing: Promise<void> | null = null

function refresh(): Promise<void> {
  refreshing ??= takeSnapshot().finally(() => {
    refreshing = null
  })
  return refreshing
}

async function takeSnapshot(): Promise<void> {
  const snapshot = await core.currentRun({}).catch(() => null)
  // A core that was started anew knows of no run; what the window has seen stays in view.
  if (!snapshot) return
  lastSeq = null
  resetRunSeries(snapshot)
  useRunStore.setState(({ run, earlier }) => ({
    run: { ...snapshot, batches: [] },
    earlier: run?.runId === snapshot.runId ? earlier : rememberFinished(earlier, run),
    isCutOff: false,
  }))
}

/** The run that an event belongs to, if the window knows it; else it is asked for. */
function knownRun(runId: string): RunSnapshot | null {
  const { run, isCutOff } = useRunStore.getState()
  if (run?.runId === runId && !isCutOff) return run
  void refresh()
  return null
}

function onRunState({ runId, ...state }: EventPayload<CoreEvents['run']>): void {
  const run = knownRun(runId)
  if (!run) return
  useRunStore.setState({ run: { ...run, state } })
  if (state.phase === 'failed') useShellStore.getState().notify({ tone: 'error', content: { message: state.error } })
  // The classes are known once the run is prepared, and no event tells them; one that is opened again is not trained.
  const isPrepared = state.phase === 'training' || state.phase === 'evaluating'
  if (run.classes.length === 0 && isPrepared) void refresh()
}

function onDevice({ runId, device, notice }: EventPayload<CoreEvents['device']>): void {
  const run = knownRun(runId)
  if (!run) return
  const hasChanged = run.device !== null
  useRunStore.setState({ run: { ...run, device, notice } })
  if (!hasChanged) return
  if (notice) useShellStore.getState().notify({ tone: 'info', content: { message: notice } })
  // Curves are cut and batches counted anew.
  void refresh()
}

function onMetrics(frame: MetricsFrame): void {
  const run = knownRun(frame.runId)
  if (!run) return
  const isGap = lastSeq !== null && frame.seq > lastSeq + 1
  lastSeq = frame.seq
  if (isGap) void refresh()
  appendMetrics(frame)
  useRunStore.setState({ run: { ...run, epochs: mergeEpochs(run.epochs, frame.epochs), progress: frame.progress } })
}

onCoreEvent('run', onRunState)
onCoreEvent('metrics', onMetrics)
onCoreEvent('device', onDevice)
onCoreEvent('warning', ({ message }) => {
  useShellStore.getState().notify({ tone: 'error', content: { message } })
})
onCoreEvent('evaluation', (evaluation) => {
  const run = knownRun(evaluation.runId)
  if (run) useRunStore.setState({ run: { ...run, evaluation } })
})
