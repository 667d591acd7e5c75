import { create } from 'zustand'
import type { QueueJob, QueueState } from '#shared/contract/sweeps.ts'
import type { LoomDocument } from '#shared/document/schema.ts'
import { findTarget, printTarget } from '#shared/sweep/axis-target.ts'
import type { AxisTarget, Objective, Strategy } from '#shared/sweep/sweep.ts'
import { core, onCoreEvent } from '../client/core-client.ts'
import { useDocumentStore } from './document-store.ts'
import { beginAxis, type DraftAxis } from './draft-axis.ts'
import { reportFailure } from './report-failure.ts'
import { useShellStore } from './shell-store.ts'

/** A sweep that is being put together; whatever is typed stays. */
export interface SweepDraft {
  axes: DraftAxis[]
  strategy: Strategy['kind']
  trials: number
  eta: number
  minEpochs: number
  repeats: number
  budgetMinutes: number | null
  objective: Objective
  name: string
}

const freshDraft: SweepDraft = {
  axes: [],
  strategy: 'grid',
  trials: 20,
  eta: 3,
  minEpochs: 1,
  repeats: 1,
  budgetMinutes: null,
  objective: 'valAccuracy',
  name: '',
}

export interface SweepStoreState {
  /** Null before the first answer. */
  queue: QueueState | null
  /** Whether the page of runs shows the queue in place of the record. */
  isQueueShown: boolean
  shownJob: string | null
  draft: SweepDraft
  isDraftOpen: boolean
  /** Opens the draft, with one more thing to vary. */
  vary: (target?: AxisTarget) => void
  closeDraft: () => void
  setDraft: (change: Partial<SweepDraft>) => void
  showQueue: (isShown: boolean) => void
  showJob: (jobId: string) => void
  load: () => Promise<void>
}

export const useSweepStore = create<SweepStoreState>()((set, get) => ({
  queue: null,
  isQueueShown: false,
  shownJob: null,
  draft: freshDraft,
  isDraftOpen: false,
  vary(target) {
    const { document } = useDocumentStore.getState()
    const axes = get().draft.axes.filter((axis) => isKnown(document, axis.target))
    const isThere = target && axes.some((axis) => printTarget(axis.target) === printTarget(target))
    const isNew = target && !isThere && isKnown(document, target)
    const added = isNew ? [...axes, beginAxis(document, target)] : axes
    set({ draft: { ...get().draft, axes: added }, isDraftOpen: true })
  },
  closeDraft: () => set({ isDraftOpen: false }),
  setDraft: (change) => set({ draft: { ...get().draft, ...change } }),
  showQueue(isQueueShown) {
    set({ isQueueShown })
    useShellStore.getState().showPage('runs')
  },
  showJob: (shownJob) => set({ shownJob }),
  async load() {
    const queue = await core.queueState({}).catch((thrown) => {
      reportFailure(thrown)
      return null
    })
    if (queue) set({ queue })
  },
}))

/** Layers of another drawing, or ones that are gone, leave the draft. */
function isKnown(document: LoomDocument, target: AxisTarget): boolean {
  try {
    findTarget(document, target)
    return true
  } catch {
    return false
  }
}

const restingStates = ['done', 'dropped', 'stopped', 'failed', 'skipped', 'impossible']

/** How many trainings of a job are behind it. */
export function doneCount({ trials }: QueueJob): number {
  return trials.filter(({ state }) => restingStates.includes(state)).length
}

/** The job that is trained now, or comes next. */
export function currentJob(queue: QueueState | null): QueueJob | null {
  return queue?.jobs.find(({ state }) => state === 'working' || state === 'waiting') ?? null
}

onCoreEvent('queue', (queue) => useSweepStore.setState({ queue }))
onCoreEvent('queueNotice', (message) => {
  useShellStore.getState().notify({ tone: 'error', content: { message } })
})
