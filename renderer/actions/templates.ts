import type { LoomDocument } from '#shared/document/schema.ts'
import type { ZooNetwork } from '#shared/zoo/network.ts'
import { canvas } from '../editor/canvas-control.ts'
import { useDocumentStore } from '../stores/document-store.ts'
import { reportFailure } from '../stores/report-failure.ts'
import { useSelectionStore } from '../stores/selection-store.ts'
import { useShellStore } from '../stores/shell-store.ts'
import { maySetAside } from './projects.ts'

/**
 * Draws a ready-made network. In an empty drawing it is an edit, and the chosen data set stays; any other drawing is set
 * aside first, saved if the person wishes.
 */
export async function startFromTemplate(network: ZooNetwork): Promise<void> {
  try {
    const isEmpty = useDocumentStore.getState().document.nodes.length === 0
    if (!isEmpty && !(await maySetAside())) return
    const { edit, endGesture, replace, document } = useDocumentStore.getState()
    const drawn = { ...network.build(), data: document.data }
    endGesture()
    if (isEmpty) edit((before) => intoEmpty(before, drawn), 'app:edits.template')
    else replace(drawn, null, { isUnsaved: true })
    useSelectionStore.getState().select([])
    useShellStore.getState().setTemplatesOpen(false)
    canvas().fitView()
  } catch (thrown) {
    reportFailure(thrown)
  }
}

function intoEmpty(before: LoomDocument, drawn: LoomDocument): LoomDocument {
  return {
    ...before,
    name: before.name || drawn.name,
    nodes: drawn.nodes,
    edges: drawn.edges,
    training: drawn.training,
  }
}
