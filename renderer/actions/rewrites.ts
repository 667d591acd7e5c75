import type { DataSummary } from '#shared/contract/data.ts'
import { rewrites } from '#shared/graph/rewrites/registry.ts'
import type { Rewrite, RewritePlan, RewriteResult } from '#shared/graph/rewrites/rewrite.ts'
import { core } from '../client/core-client.ts'
import { canvas } from '../editor/canvas-control.ts'
import { rememberWeightSet } from '../stores/carried-layers.ts'
import { useConvertStore } from '../stores/convert-store.ts'
import { useDataStore } from '../stores/data-store.ts'
import { checkedGraph, useDocumentStore } from '../stores/document-store.ts'
import { reportFailure } from '../stores/report-failure.ts'
import { useRunStore } from '../stores/run-store.ts'
import { useSelectionStore } from '../stores/selection-store.ts'
import { useShellStore } from '../stores/shell-store.ts'
import { findTrainedWeights } from '../stores/trained-weights.ts'
import { keepVersion } from '../stores/versions.ts'
import type { Action } from './action.ts'

/** Each rewrite as a command: it shows what would become of the network, and changes nothing yet. */
export const rewriteActions: readonly Action[] = rewrites.map((rewrite) => ({
  id: rewrite.id,
  labelKey: `rewrites.${rewrite.id}.title`,
  shortcuts: [],
  undo: 'never',
  menu: { places: ['layers', 'canvas'], group: 'rewrite' },
  isEnabled: ({ selectedNodeIds }) => planRewrite(rewrite, selectedNodeIds).ok,
  perform: () => useConvertStore.getState().show(rewrite.id, useSelectionStore.getState().selectedNodeIds),
}))

/** What a rewrite would make of the drawing as it is now; the named layers, or all. */
export function planRewrite(rewrite: Rewrite, nodeIds: readonly string[]): RewriteResult {
  const { document } = useDocumentStore.getState()
  const pixelClasses = countPixelClasses(useDataStore.getState().summary)
  return rewrite.apply({ document, graph: checkedGraph(), nodeIds: new Set(nodeIds), pixelClasses })
}

/** How many classes the pixels of the chosen data set have, where they have classes. */
export function countPixelClasses(summary: DataSummary | null): number | undefined {
  return summary?.task === 'segmentation' ? summary.classes.length : undefined
}

/**
 * Rewrites the drawing, as one step that can be undone; trained weights go along where there are any. Where they cannot, the
 * person is told, and the network starts fresh.
 */
export async function applyRewrite(plan: RewritePlan): Promise<void> {
  const before = useDocumentStore.getState().document
  await keepVersion('rewrite')
  const carried = await carryAlong(plan)
  const { document, edit, endGesture } = useDocumentStore.getState()
  if (document !== before) return
  const { initialWeights: _old, ...rewritten } = plan.document
  endGesture()
  edit(() => (carried ? { ...rewritten, initialWeights: carried.id } : rewritten), 'app:edits.rewrite')
  useSelectionStore.getState().select([])
  useConvertStore.getState().close()
  canvas().showBeginning()
  if (!carried) return
  useShellStore.getState().showSidebar('training')
}

async function carryAlong({ document, moves }: RewritePlan): Promise<{ id: string } | null> {
  const source = findTrainedWeights(useDocumentStore.getState().document, useRunStore.getState())
  if (!source) return null
  try {
    const report = await core.carryWeights({ document, source, moves })
    rememberWeightSet(document, report)
    const { id } = report
    return id === null ? null : { id }
  } catch (thrown) {
    reportFailure(thrown)
    return null
  }
}
