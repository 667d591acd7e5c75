import { create } from 'zustand'
import type { PicturePrediction } from '#shared/contract/predict.ts'
import type { DataChoice } from '#shared/document/schema.ts'
import { core } from '../../client/core-client.ts'
import { reportFailure } from '../../stores/report-failure.ts'
import { useRunStore } from '../../stores/run-store.ts'

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
  /** What was drawn on the pad, and the picture that was chosen: both outlive the panel. */
  drawing: ImageData | null
  picture: File | null
  /** What the network made of the last picture. */
  prediction: PicturePrediction | null
  /** Shows a picture, a file's bytes, to the network; null is none. */
  show: (file: Uint8Array | null) => void
  /** Shows the last one again: an option, or the network, has changed. */
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
  drawing: null,
  picture: null,
  prediction: null,
  show(file) {
    shown = file
    if (file) void askNetwork()
    else set({ prediction: null })
  },
  showAgain: () => void askNetwork(),
}))

let shown: Uint8Array | null = null
let isAsking = false
let isStale = false

/** One question at a time; of those that come meanwhile the last is asked. */
async function askNetwork(): Promise<void> {
  isStale = true
  if (isAsking) return
  isAsking = true
  while (isStale) {
    isStale = false
    await ask().catch(reportFailure)
  }
  isAsking = false
}

async function ask(): Promise<void> {
  const { run } = useRunStore.getState()
  const file = shown
  if (!run || !file) return
  const { way, isInverted, isCentred } = useTryStore.getState()
  const prediction = await core.predictPicture({
    runId: run.runId,
    file,
    isInverted: isInverted && way !== 'draw',
    isCentred: centres(way, isCentred, run.document.data),
  })
  if (shown) useTryStore.setState({ prediction })
}

/** Digits that are drawn lie where those of the data set lie, unless the person wants it otherwise. */
export function centres(way: Way, isCentred: boolean | null, data: DataChoice): boolean {
  return isCentred ?? (way === 'draw' && (data.source === 'digits' || data.source === 'idx'))
}
