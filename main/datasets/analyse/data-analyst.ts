import type { DataAnalysis } from '#shared/contract/analysis.ts'
import type { CoreCalls, CoreEvents } from '#shared/contract/core.ts'
import type { Emit, Handlers } from '#shared/contract/define.ts'
import type { Dataset } from '../dataset.ts'
import type { OpenDataset } from '../open-dataset.ts'
import { analyseDataset } from './analyse-dataset.ts'

export interface AnalystOptions {
  openDataset: OpenDataset
  emit: Emit<Pick<CoreEvents, 'analysisProgress'>>
}

/** At most so often is told how far it is. */
const progressMs = 100

/** Looks through one data set at a time: another one breaks it off. What was found is kept as long as the set stays open. */
export function createDataAnalyst({
  openDataset,
  emit,
}: AnalystOptions): Pick<Handlers<CoreCalls>, 'analyseData' | 'cancelAnalysis'> {
  const known = new WeakMap<Dataset, Promise<DataAnalysis>>()
  let current: AbortController | null = null
  return {
    async analyseData({ data }) {
      const dataset = await openDataset(data, { trustsLast: true })
      const found = known.get(dataset)
      if (found) return found
      current?.abort()
      const controller = new AbortController()
      current = controller
      let toldAtMs = 0
      const analysis = analyseDataset(dataset, {
        signal: controller.signal,
        onProgress(done, total) {
          const nowMs = performance.now()
          if (done < total && nowMs - toldAtMs < progressMs) return
          toldAtMs = nowMs
          emit('analysisProgress', { choice: data, done, total })
        },
      })
      known.set(dataset, analysis)
      analysis
        .catch(() => known.delete(dataset))
        .finally(() => {
          if (current === controller) current = null
        })
      return analysis
    },
    cancelAnalysis: () => current?.abort(),
  }
}
