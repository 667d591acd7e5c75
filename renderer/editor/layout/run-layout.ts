import ELK from 'elkjs/lib/elk-api.js'
import workerAddress from 'elkjs/lib/elk-worker.min.js?url'
import { create } from 'zustand'
import type { Fragment } from '#shared/document/fragment.ts'
import { cornerOf, type Direction, fromElk, type Positions, toElk } from './elk-graph.ts'

/** Whether a layout is being worked out, and how it is given up. */
export const useLayoutStore = create<{ cancel: (() => void) | null }>()(() => ({ cancel: null }))

/**
 * Works out where the layers of a part go, in a worker, so that the window stays usable. Null when it was cancelled. One at
 * a time: the next one cancels the last.
 */
export async function layOut(part: Fragment, direction: Direction): Promise<Positions | null> {
  useLayoutStore.getState().cancel?.()
  const elk = new ELK({ workerFactory: () => new Worker(workerAddress) })
  const cancelled = new Promise<null>((resolve) => useLayoutStore.setState({ cancel: () => resolve(null) }))
  const { cancel } = useLayoutStore.getState()
  try {
    const laidOut = await Promise.race([elk.layout(toElk(part, direction)), cancelled])
    return laidOut && fromElk(laidOut, part, cornerOf(part))
  } finally {
    elk.terminateWorker()
    if (useLayoutStore.getState().cancel === cancel) useLayoutStore.setState({ cancel: null })
  }
}
