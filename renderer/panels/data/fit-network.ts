import type { DataSummary } from '#shared/contract/data.ts'
import { setParameters } from '#shared/document/edit.ts'
import type { LoomDocument, LoomNode } from '#shared/document/schema.ts'
import { checkGraph } from '#shared/graph/check-graph.ts'

/** The parameter that says how many values a layer of this kind makes. */
const widthOf: Record<string, string> = { Dense: 'units', Conv2D: 'filters', Conv2DTranspose: 'filters' }

/**
 * The drawing with the data set's picture size in its Input and one output per class in the last layer with weights before
 * each Output. A last convolution that covers its whole input, as an FCN's head does, covers it again. The same document where
 * nothing has to change.
 */
export function fitNetwork(
  document: LoomDocument,
  { inputShape, classes }: Pick<DataSummary, 'inputShape' | 'classes'>,
): LoomDocument {
  const input = document.nodes.find(({ kind }) => kind === 'Input')
  let fitted = input ? change(document, input, { shape: [...inputShape] }) : document
  for (const output of document.nodes.filter(({ kind }) => kind === 'Output')) {
    const last = findLast(document, output)
    if (!last) continue
    fitted = change(fitted, last, { [widthOf[last.kind] ?? '']: classes.length })
    if (last.kind === 'Conv2D') fitted = coverInput(fitted, last)
  }
  return fitted
}

/** The last layer with weights before `output`. */
function findLast(document: LoomDocument, output: LoomNode): LoomNode | undefined {
  let node: LoomNode | undefined = output
  for (let hops = 0; node && hops <= document.nodes.length; hops += 1) {
    const into = document.edges.find(({ target }) => target === node?.id)
    node = document.nodes.find(({ id }) => id === into?.source)
    if (node && node.kind in widthOf) return node
  }
  return undefined
}

/** Where the maps are flattened, only a convolution of their size leaves one value per class. */
function coverInput(document: LoomDocument, last: LoomNode): LoomDocument {
  const before = document.edges.find(({ target }) => target === last.id)?.source
  const [height, width] = checkGraph(document).nodes.find(({ node }) => node.id === before)?.output ?? []
  if (height === undefined || width === undefined || !isFlattened(document, last.id)) return document
  return change(document, last, { kernelSize: [height, width], padding: 'valid' })
}

function isFlattened(document: LoomDocument, nodeId: string): boolean {
  let id: string | undefined = nodeId
  for (let hops = 0; id !== undefined && hops <= document.nodes.length; hops += 1) {
    const next: string | undefined = document.edges.find(({ source }) => source === id)?.target
    const kind = document.nodes.find((node) => node.id === next)?.kind
    if (kind === 'Flatten') return true
    if (kind === 'GlobalAveragePooling2D') return false
    id = next
  }
  return false
}

function change(document: LoomDocument, node: LoomNode, parameters: LoomNode['parameters']): LoomDocument {
  const now = document.nodes.find(({ id }) => id === node.id)?.parameters ?? {}
  const isSame = Object.entries(parameters).every(
    ([name, value]) => JSON.stringify(now[name]) === JSON.stringify(value),
  )
  return isSame ? document : setParameters(document, node.id, parameters)
}
