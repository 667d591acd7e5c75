import { create } from 'zustand'
import type { AnalysisProgress, DataAnalysis } from '#shared/contract/analysis.ts'
import type { CallError } from '#shared/contract/define.ts'
import type { DataChoice } from '#shared/document/schema.ts'
import { toCallError } from '../client/call-failure.ts'
import { core, onCoreEvent } from '../client/core-client.ts'
import { isSameChoice } from './data-store.ts'

export interface AnalysisState {
  /** The data set that was looked through, or is being so. */
  choice: DataChoice | null
  analysis: DataAnalysis | null
  error: CallError | null
  progress: AnalysisProgress | null
  /** Looks through a data set that is open, by the choice of its summary; once for each time that it is opened. */
  analyse: (choice: DataChoice, options?: { isForced?: boolean }) => void
  cancel: () => void
}

export const useAnalysisStore = create<AnalysisState>()((set, get) => ({
  choice: null,
  analysis: null,
  error: null,
  progress: null,
  analyse(choice, { isForced = false } = {}) {
    // Each opening answers with a choice of its own: what was opened again may have changed.
    if (get().choice === choice && !isForced) return
    set({ choice, analysis: null, error: null, progress: null })
    const isCurrent = () => get().choice === choice
    core.analyseData({ data: choice }).then(
      (analysis) => isCurrent() && set({ analysis, progress: null }),
      (thrown: unknown) => isCurrent() && set({ error: toCallError(thrown), progress: null }),
    )
  },
  cancel: () => void core.cancelAnalysis({}),
}))

onCoreEvent('analysisProgress', (progress) => {
  const { choice, analysis } = useAnalysisStore.getState()
  if (choice && analysis === null && isSameChoice(choice, progress.choice)) useAnalysisStore.setState({ progress })
})
