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
 * wishes. The data set stays where people chose it and it fits the network, or where there is none that fits better; one that
 * came with another template, or by itself, gives way to what the network is made for, where that is on this computer.
 */
export async function startFromTemplate(network: ZooNetwork): Promise<void> {
  try {
    const isEmpty = useDocumentStore.getState().document.nodes.length === 0
    if (!isEmpty && !(await maySetAside())) return
    const { find, keepTemplateData } = useKnownDataStore.getState()
    const wanted = isKnownSet(network.data) ? network.data : null
    const found = wanted && (await find(wanted))
    const { edit, endGesture, replace, document } = useDocumentStore.getState()
    const built = arrange(network.build(), canvas().room() ?? undefined)
    const present: PresentData = { choice: document.data, isOwn: !isEmpty, fits: fitsOpenData(built) }
    const isKept = present.fits && !(found && isStandIn(network, present))
    const data = isKept ? document.data : (found ?? findData(network, built, document.data))
    // A copy, by which the data that came with this template are known.
    const drawn = { ...built, data: { ...data } }
    endGesture()
    if (isEmpty)
      edit((before) => ({ ...drawn, name: before.name || drawn.name, seed: before.seed }), 'app:edits.template')
    else replace(drawn, null, { isUnsaved: true })
    const isOwn = isKept && !isBuiltIn(data)
    keepTemplateData(isOwn ? null : { data: drawn.data, missing: found ? null : wanted })
    useSelectionStore.getState().select([])
    useShellStore.getState().setTemplatesOpen(false)
    canvas().showBeginning()
  } catch (thrown) {
    reportFailure(thrown)
  }
}

function fitsOpenData(drawn: LoomDocument): boolean {
  const { summary } = useDataStore.getState()
  if (!summary) return false
  const data = { inputShape: summary.inputShape, classCount: summary.classes.length }
  return checkGraph(drawn, { data }).isTrainable
}

function isBuiltIn({ source }: DataChoice): boolean {
  return source === 'digits' || source === 'shapes'
}

interface PresentData {
  choice: DataChoice
  /** Of a drawing with layers. */
  isOwn: boolean
  fits: boolean
}

/** Whether nobody chose these data for their own sake: they came with a template, or are what every new drawing has. */
function isStandIn(network: ZooNetwork, { choice, isOwn }: PresentData): boolean {
  if (useKnownDataStore.getState().ofTemplate?.data === choice) return true
  // The digits are a part of MNIST: whoever chose them goes on with them from one network to the next.
  return choice.source === 'digits' && !(isOwn && network.data === 'mnist')
}

/** What the program has for the network; else what there is, unless it has other labels. */
function findData(network: ZooNetwork, drawn: LoomDocument, present: DataChoice): DataChoice {
  return dataChoices[network.data] ?? (taskOf(present) === taskOf(drawn.data) ? present : drawn.data)
}
