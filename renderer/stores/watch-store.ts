import { create } from 'zustand'
import type { CoreCalls } from '#shared/contract/core.ts'
import type { CallInput } from '#shared/contract/define.ts'
import type { LoomDocument } from '#shared/document/schema.ts'
import { core } from '../client/core-client.ts'
import { isSameChoice } from './data-store.ts'
import { useRunStore } from './run-store.ts'
import { useSelectionStore } from './selection-store.ts'

export type MapColours = 'viridis' | 'grey'

export interface WatchState {
  /** Index into the test pictures. */
  imageIndex: number
  /** The layer that stays chosen whatever is selected on the canvas. */
  pinnedNodeId: string | null
  /** The layer that was selected last, or chosen in the panel. */
  followedNodeId: string | null
  colours: MapColours
  /** Whether the feature maps of a whole layer can be seen now. */
  areMapsShown: boolean
  /** How many nodes show thumbnails. */
  thumbnailCount: number
  setImageIndex: (imageIndex: number) => void
  chooseNode: (nodeId: string) => void
  pin: (nodeId: string | null) => void
  setColours: (colours: MapColours) => void
  setMapsShown: (areMapsShown: boolean) => void
  /** Counts a node's thumbnails in; the answer counts them out. */
  showThumbnails: () => () => void
}

export const useWatchStore = create<WatchState>()((set) => ({
  imageIndex: 0,
  pinnedNodeId: null,
  followedNodeId: null,
  colours: 'viridis',
  areMapsShown: false,
  thumbnailCount: 0,
  setImageIndex: (imageIndex) => set({ imageIndex }),
  chooseNode: (nodeId) =>
    set(({ pinnedNodeId }) => ({ followedNodeId: nodeId, pinnedNodeId: pinnedNodeId === null ? null : nodeId })),
  pin: (pinnedNodeId) => set({ pinnedNodeId }),
  setColours: (colours) => set({ colours }),
  setMapsShown: (areMapsShown) => set({ areMapsShown }),
  showThumbnails() {
    set(({ thumbnailCount }) => ({ thumbnailCount: thumbnailCount + 1 }))
    return () => set(({ thumbnailCount }) => ({ thumbnailCount: thumbnailCount - 1 }))
  },
}))

/** The layer to look into: the pinned one, else the one followed, else the first convolution; null before any run. */
export function chosenNode(
  document: LoomDocument | undefined,
  { pinnedNodeId, followedNodeId }: Pick<WatchState, 'pinnedNodeId' | 'followedNodeId'>,
): string | null {
  const nodes = document?.nodes.filter(({ kind }) => kind !== 'Output') ?? []
  const find = (nodeId: string | null) => nodes.find(({ id }) => id === nodeId)
  const first = nodes.find(({ kind }) => kind === 'Conv2D') ?? nodes[0]
  return (find(pinnedNodeId) ?? find(followedNodeId) ?? first)?.id ?? null
}

type WatchInput = CallInput<CoreCalls['watch']>

/** What the core should be told now; null while there is no run to watch. */
function wantedWatch(): WatchInput | null {
  const { run, isCutOff } = useRunStore.getState()
  if (!run || isCutOff) return null
  const watch = useWatchStore.getState()
  return {
    runId: run.runId,
    imageIndex: watch.imageIndex,
    nodeId: watch.areMapsShown ? chosenNode(run.document, watch) : null,
    hasThumbnails: watch.thumbnailCount > 0,
  }
}

/** Long enough for an arrow key that is held down, short enough not to be felt. */
const settleMs = 80

let waiting: ReturnType<typeof setTimeout> | undefined
let lastSent = 'null'

function scheduleWatch(): void {
  const wanted = JSON.stringify(wantedWatch())
  if (wanted === lastSent) {
    clearTimeout(waiting)
    waiting = undefined
    return
  }
  waiting ??= setTimeout(sendWatch, settleMs)
}

function sendWatch(): void {
  waiting = undefined
  const wanted = wantedWatch()
  lastSent = JSON.stringify(wanted)
  // A core that refuses has no such run any more; the next run tells it anew.
  if (wanted) void core.watch(wanted).catch(() => undefined)
}

/** A picture's number means nothing in another data set, and may be beyond its end. */
useRunStore.subscribe(({ run }, before) => {
  if (!run || run.document.data === before.run?.document.data) return
  if (before.run && isSameChoice(run.document.data, before.run.document.data)) return
  useWatchStore.setState({ imageIndex: 0 })
})
useWatchStore.subscribe(scheduleWatch)
useRunStore.subscribe(scheduleWatch)
useSelectionStore.subscribe(({ selectedNodeIds }, before) => {
  const newest = selectedNodeIds.at(-1)
  if (newest === undefined || selectedNodeIds === before.selectedNodeIds) return
  useWatchStore.setState({ followedNodeId: newest })
})
