import { create } from 'zustand'
import type { DataChoice } from '#shared/document/schema.ts'
import { core } from '../../client/core-client.ts'
import { reportFailure } from '../../stores/report-failure.ts'
import { useRunStore } from '../../stores/run-store.ts'
import { latestPrediction } from '../../stores/watch-frames.ts'
import { chosenNode, useWatchStore } from '../../stores/watch-store.ts'
import { type Brush, firstBrush } from '../../ui/drawing/drawing.ts'

/** Where pictures come from. */
export const ways = ['draw', 'picture', 'camera'] as const
export type Way = (typeof ways)[number]

export interface TryState {
  way: Way
  setWay: (way: Way) => void
  /** Dark on bright becomes bright on dark; the pad draws bright on dark by itself. */
  isInverted: boolean
  setInverted: (isInverted: boolean) => void
  /** Null leaves it to the data set. */
  isCentred: boolean | null
  setCentred: (isCentred: boolean) => void
  brush: Brush
  /** What was drawn on the pad, and the picture that was chosen: both outlive the panel. */
  drawing: ImageData | null
  picture: File | null
  /** Shows a picture, a file's bytes, to the network; null is none. The answer is `latestPrediction`. */
  show: (file: Uint8Array | null) => void
  /** Shows the last one again: an option, the layer that is looked into, or the network, has changed. */
  showAgain: () => void
}

export const useTryStore = create<TryState>()((set, get) => ({
  way: 'draw',
  setWay(way) {
    set({ way })
    get().show(null)
  },
  isInverted: false,
  setInverted(isInverted) {
    set({ isInverted })
    get().showAgain()
  },
  isCentred: null,
  setCentred(isCentred) {
    set({ isCentred })
    get().showAgain()
  },
  brush: firstBrush,
  drawing: null,
  picture: null,
  show(file) {
    shown = file
    if (file) void askNetwork()
    else latestPrediction.set(null)
  },
  showAgain: () => void askNetwork(),
}))

let shown: Uint8Array | null = null
/** The picture that could not be shown: nobody wants to be told so again and again. */
let refused: Uint8Array | null = null
let asking: Promise<void> | null = null
let isStale = false

/** One question at a time; of those that come meanwhile the last is asked. */
function askNetwork(): Promise<void> {
  isStale = true
  asking ??= askUntilSettled().finally(() => {
    asking = null
  })
  return asking
}

async function askUntilSettled(): Promise<void> {
  while (isStale) {
    isStale = false
    const file = shown
    await ask(file).catch((thrown: unknown) => {
      refused = file
      // What is still seen is of another picture.
      if (shown === file) latestPrediction.set(null)
      reportFailure(thrown)
    })
  }
}

async function ask(file: Uint8Array | null): Promise<void> {
  const { run } = useRunStore.getState()
  if (!run || !file) return
  const { way, isInverted, isCentred } = useTryStore.getState()
  const watch = useWatchStore.getState()
  const prediction = await core.predictPicture({
    runId: run.runId,
    file,
    isInverted: isInverted && way !== 'draw',
    isCentred: centres(way, isCentred, run.document.data),
    look: { nodeId: chosenNode(run.document, watch), hasThumbnails: watch.thumbnailCount > 0 },
  })
  if (shown && useRunStore.getState().run?.runId === run.runId) latestPrediction.set(prediction)
}

const leastPauseMs = 300

/**
 * For while the network learns, and what it makes of one and the same picture changes: shows the last one again and again, for a
 * quarter of the time at most, much of which is waiting for the training's steps. The answer stops it.
 */
export function keepShowing(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let isStopped = false
  const showAgain = async () => {
    const startedAt = performance.now()
    if (shown !== refused) await askNetwork()
    const pauseMs = Math.max(leastPauseMs, 3 * (performance.now() - startedAt))
    if (!isStopped) timer = setTimeout(() => void showAgain(), pauseMs)
  }
  void showAgain()
  return () => {
    isStopped = true
    clearTimeout(timer)
  }
}

/** Digits that are drawn lie where those of the data set lie, unless the person wants it otherwise. */
export function centres(way: Way, isCentred: boolean | null, data: DataChoice): boolean {
  return isCentred ?? (way === 'draw' && (data.source === 'digits' || data.source === 'idx'))
}
