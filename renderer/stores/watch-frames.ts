import type { LayerMaps } from '#shared/contract/look.ts'
import type { PicturePrediction } from '#shared/contract/predict.ts'
import type { FeatureMapFrame, KernelFrame } from '#shared/contract/runs.ts'
import { onCoreEvent } from '../client/core-client.ts'
import { createLatest, type LatestSource, orElse } from './latest.ts'
import { useRunStore } from './run-store.ts'

/** The newest feature maps and kernels of the run in the window, outside React's state. */
export const latestMaps = createLatest<FeatureMapFrame>()
export const latestKernels = createLatest<KernelFrame>()

/** What the network makes of the person's own picture; null while none is shown to it. */
export const latestPrediction = createLatest<PicturePrediction>()

/** What the nodes show: the layers at the person's own picture while there is one, else at the test picture. */
export const nodeMaps: LatestSource<LayerMaps> = orElse<LayerMaps>(latestPrediction, latestMaps)

const rateWindowMs = 2000
let arrivals: number[] = []

/** Feature-map frames per second over the last two seconds before `nowMs`. */
export function mapsPerSecond(nowMs: number): number {
  arrivals = arrivals.filter((time) => nowMs - time < rateWindowMs)
  return arrivals.length / (rateWindowMs / 1000)
}

onCoreEvent('featureMaps', (frame) => {
  if (!isOfRun(frame.runId)) return
  arrivals.push(performance.now())
  latestMaps.set(frame)
})

onCoreEvent('kernels', (frame) => {
  if (isOfRun(frame.runId)) latestKernels.set(frame)
})

/** Frames may come before the snapshot of a new run does: those are its own and no other's. */
function isOfRun(runId: string): boolean {
  const { run, isStarting } = useRunStore.getState()
  return isStarting || run?.runId === runId
}

useRunStore.subscribe(({ run }, before) => {
  if (run?.runId === before.run?.runId) return
  if (latestMaps.get()?.runId !== run?.runId) latestMaps.set(null)
  if (latestKernels.get()?.runId !== run?.runId) latestKernels.set(null)
})
