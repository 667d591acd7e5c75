import { isKnownSet } from '#shared/contract/known-data.ts'
import { taskOf } from '#shared/document/data-task.ts'
import type { DataChoice, LoomDocument } from '#shared/document/schema.ts'
import { checkGraph } from '#shared/graph/check-graph.ts'
import { arrange } from '#shared/zoo/arrange.ts'
import { dataChoices, type ZooNetwork } from '#shared/zoo/network.ts'
import { canvas } from '../editor/canvas-control.ts'
import { useDataStore } from '../stores/data-store.ts'
import { useDocumentStore } from '../stores/document-store.ts'
import { useKnownDataStore } from '../stores/known-data-store.ts'
import { reportFailure } from '../stores/report-failure.ts'
import { useSelectionStore } from '../stores/selection-store.ts'
import { useShellStore } from '../stores/shell-store.ts'
import { maySetAside } from './projects.ts'

/**
 * Draws a ready-made network. In an empty drawing it is an edit; any other drawing is set aside first, saved if the person
 * wishes. The data set stays where it fits the network, or where there is none that fits better; digits that only stand in
 * for what the network is made for give way to it, where it is on this computer.
 */
export async function startFromTemplate(network: ZooNetwork): Promise<void> {
  try {
    const isEmpty = useDocumentStore.getState().document.nodes.length === 0
    if (!isEmpty && !(await maySetAside())) return
    const { find, want } = useKnownDataStore.getState()
    const wanted = isKnownSet(network.data) ? network.data : null
    const found = wanted && (await find(wanted))
    const { edit, endGesture, replace, document } = useDocumentStore.getState()
    const built = arrange(network.build(), canvas().room() ?? undefined)
    const present = { choice: document.data, isOwn: !isEmpty }
    const drawn = { ...built, data: { ...chooseData(network, built, { present, found }) } }
    endGesture()
    if (isEmpty)
      edit((before) => ({ ...drawn, name: before.name || drawn.name, seed: before.seed }), 'app:edits.template')
    else replace(drawn, null, { isUnsaved: true })
    want(wanted && !found && isBuiltIn(drawn.data) ? { set: wanted, instead: drawn.data } : null)
    useSelectionStore.getState().select([])
    useShellStore.getState().setTemplatesOpen(false)
    canvas().showBeginning()
  } catch (thrown) {
    reportFailure(thrown)
  }
}

function isBuiltIn({ source }: DataChoice): boolean {
  return source === 'digits' || source === 'shapes'
}

interface AtHand {
  /** Own where people chose it, or went along with it, for a drawing of theirs. */
  present: { choice: DataChoice; isOwn: boolean }
  /** What the network is made for, where it is on this computer. */
  found: DataChoice | null
}

function chooseData(network: ZooNetwork, drawn: LoomDocument, { present, found }: AtHand): DataChoice {
  const { choice, isOwn } = present
  const { summary } = useDataStore.getState()
  const data = summary ? { inputShape: summary.inputShape, classCount: summary.classes.length } : null
  const fits = data !== null && checkGraph(drawn, { data }).isTrainable
  // The digits are a part of MNIST: whoever trains on them goes on with them from one network to the next.
  const isStandIn = choice.source === 'digits' && !(isOwn && network.data === 'mnist')
  if (fits && !(isStandIn && found)) return choice
  return found ?? dataChoices[network.data] ?? (taskOf(choice) === taskOf(drawn.data) ? choice : drawn.data)
}
