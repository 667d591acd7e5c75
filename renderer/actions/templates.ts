import { taskOf } from '#shared/document/data-task.ts'
import type { DataChoice, LoomDocument } from '#shared/document/schema.ts'
import { checkGraph } from '#shared/graph/check-graph.ts'
import { arrange } from '#shared/zoo/arrange.ts'
import { dataChoices, type ZooNetwork } from '#shared/zoo/network.ts'
import { canvas } from '../editor/canvas-control.ts'
import { useDataStore } from '../stores/data-store.ts'
import { useDocumentStore } from '../stores/document-store.ts'
import { reportFailure } from '../stores/report-failure.ts'
import { useSelectionStore } from '../stores/selection-store.ts'
import { useShellStore } from '../stores/shell-store.ts'
import { maySetAside } from './projects.ts'

/**
 * Draws a ready-made network. In an empty drawing it is an edit; any other drawing is set aside first, saved if the person
 * wishes. The data set stays where it fits the network, or where there is none that fits better.
 */
export async function startFromTemplate(network: ZooNetwork): Promise<void> {
  try {
    const isEmpty = useDocumentStore.getState().document.nodes.length === 0
    if (!isEmpty && !(await maySetAside())) return
    const { edit, endGesture, replace, document } = useDocumentStore.getState()
    const built = arrange(network.build(), canvas().room() ?? undefined)
    const drawn = { ...built, data: chooseData(network, built, document.data) }
    endGesture()
    if (isEmpty)
      edit((before) => ({ ...drawn, name: before.name || drawn.name, seed: before.seed }), 'app:edits.template')
    else replace(drawn, null, { isUnsaved: true })
    useSelectionStore.getState().select([])
    useShellStore.getState().setTemplatesOpen(false)
    canvas().showBeginning()
  } catch (thrown) {
    reportFailure(thrown)
  }
}

function chooseData(network: ZooNetwork, drawn: LoomDocument, present: DataChoice): DataChoice {
  const { summary } = useDataStore.getState()
  const data = summary ? { inputShape: summary.inputShape, classCount: summary.classes.length } : null
  const fits = data !== null && checkGraph(drawn, { data }).isTrainable
  if (fits) return present
  return dataChoices[network.data] ?? (taskOf(present) === taskOf(drawn.data) ? present : drawn.data)
}
