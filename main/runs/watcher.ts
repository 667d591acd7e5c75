import type { CoreEvents } from '#shared/contract/core.ts'
import type { Emit } from '#shared/contract/define.ts'
import type { Dataset } from '../datasets/dataset.ts'
import { type Look, readFeatureMaps } from '../inspect/feature-frame.ts'
import { drawKernels, findFirstConvolution } from '../inspect/kernel-frame.ts'
import { createPace } from '../stream/pace.ts'
import type { PreparedRun } from './prepare-run.ts'

export interface WatcherOptions {
  runId: string
  run: Pick<PreparedRun, 'session' | 'graph' | 'dataset'>
  emit: Emit<CoreEvents>
  /** Steps taken so far. */
  step(): number
}

/** Looks into the network for the person's eyes. Nothing is looked at before the first request. */
export interface Watcher {
  /** What the eyes are on from now on. */
  request(look: Look): void
  /** Between two steps: sends what is due. */
  look(): Promise<void>
  /** For when no steps are taken: sends all at once; of requests that come meanwhile the last counts. */
  lookNow(): Promise<void>
}

/** Whether there is something for it to be looked at; without any pictures there are the kernels still. */
export function canLook({ test, absence }: Dataset, { imageIndex }: Look): boolean {
  return absence !== undefined || imageIndex < test.count
}

export function createWatcher({ runId, run, emit, step }: WatcherOptions): Watcher {
  const convolution = findFirstConvolution(run.graph)
  const hasPictures = !run.dataset.absence
  const mapsPace = createPace({ leastIntervalMs: 100, share: 0.1, goodIntervalMs: 250, utmostShare: 0.3 })
  const kernelsPace = createPace({ leastIntervalMs: 500, share: 0.05 })
  let wanted: Look | null = null
  let mapsSeq = 0
  let kernelsSeq = 0
  let looking: Promise<void> | null = null

  async function sendMaps(look: Look): Promise<void> {
    const startedAt = performance.now()
    const frame = await readFeatureMaps(run.session, run.graph, run.dataset, look)
    mapsSeq += 1
    emit('featureMaps', { runId, seq: mapsSeq, step: step(), ...frame })
    mapsPace.took(startedAt, performance.now() - startedAt)
  }

  async function sendKernels(nodeId: string): Promise<void> {
    const startedAt = performance.now()
    const frame = drawKernels(nodeId, await run.session.readWeights())
    kernelsSeq += 1
    if (frame) emit('kernels', { runId, seq: kernelsSeq, step: step(), ...frame })
    kernelsPace.took(startedAt, performance.now() - startedAt)
  }

  async function look(): Promise<void> {
    if (!wanted) return
    try {
      if (hasPictures && mapsPace.isDue(performance.now())) await sendMaps(wanted)
      if (convolution !== null && kernelsPace.isDue(performance.now())) await sendKernels(convolution)
    } catch (error) {
      // A look that fails, for want of memory perhaps, must not end the training. The next request tries again.
      wanted = null
      console.error('Looking into the network failed:', error)
    }
  }

  async function lookUntilSettled(): Promise<void> {
    for (let seen: Look | null = null; seen !== wanted; ) {
      seen = wanted
      mapsPace.hurry()
      kernelsPace.hurry()
      await look()
    }
  }

  return {
    request(next) {
      wanted = next
      mapsPace.hurry()
    },
    look,
    lookNow() {
      looking ??= lookUntilSettled().finally(() => {
        looking = null
      })
      return looking
    },
  }
}
