import type { z } from 'zod'
import { LoomError } from '../messages/loom-error.ts'
import type { MessageValues } from '../messages/message-table.ts'
import { explainIssue, issueContext, wordReason } from './explain-issue.ts'
import { migrate } from './migrate.ts'
import { currentVersion, documentSchema, type LoomBlock, type LoomDocument } from './schema.ts'

/**
 * The text of a `.loom` file as a document. `file` names it in errors.
 * @throws LoomError document.notJson, notLoom, newer, invalid, duplicateId, unknownNode,
 * unknownBlock or nestedCircle, each naming the place.
 */
export function parseDocument(text: string, file: string): LoomDocument {
  return readDocument(parseJson(text, file), file)
}

/** The same for JSON that was parsed already. */
export function readDocument(value: unknown, file: string): LoomDocument {
  const result = documentSchema.safeParse(migrate(checkHeader(value, file)), issueContext)
  if (!result.success) {
    const [issue] = result.error.issues
    throw new LoomError('document.invalid', {
      file,
      place: placeOf(issue),
      ...explainIssue(issue),
    })
  }
  checkReferences(result.data, file)
  return result.data
}

/** The text of the file: stable key order, two spaces, so that versions can be compared line by line. */
export function printDocument(document: LoomDocument): string {
  return `${JSON.stringify(documentSchema.parse(document), null, 2)}\n`
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    throw new LoomError('document.notJson', {
      file,
      ...explainJsonError(error, text),
    })
  }
}

/** V8 names the place of most errors, in words of several versions; it is told in the person's language. */
function explainJsonError(error: unknown, text: string): MessageValues {
  const told = error instanceof Error ? error.message : ''
  if (text.trim() === '' || /end of JSON|Unterminated/.test(told)) return wordReason({ code: 'document.issue.jsonEnd' })
  const [, position] = /position (\d+)/.exec(told) ?? []
  if (position === undefined) return wordReason({ code: 'document.issue.json' })
  const before = text.slice(0, Number(position)).split('\n')
  const values = { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
  const found = text.slice(Number(position), Number(position) + 20).split('\n')[0] ?? ''
  return wordReason({ code: 'document.issue.jsonAt', values: { ...values, found } })
}

function checkHeader(value: unknown, file: string): Record<string, unknown> & { version: number } {
  if (typeof value !== 'object' || value === null || !('format' in value) || value.format !== 'layerloom') {
    throw new LoomError('document.notLoom', { file })
  }
  const version = 'version' in value ? value.version : undefined
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) {
    throw new LoomError('document.invalid', {
      file,
      place: 'version',
      ...wordReason({ code: 'document.issue.version' }),
    })
  }
  if (version > currentVersion)
    throw new LoomError('document.newer', {
      file,
      version,
      supported: currentVersion,
    })
  return { ...value, version }
}

function checkReferences(document: LoomDocument, file: string): void {
  const nodeIds = collectIds('nodes', document.nodes, file)
  collectIds('edges', document.edges, file)
  // Layers, blocks and notes are selected by id, all alike.
  const blockIds = collectIds('blocks', document.blocks, file, nodeIds)
  collectIds('notes', document.notes, file, new Set([...nodeIds, ...blockIds]))
  for (const [index, edge] of document.edges.entries()) {
    for (const end of ['source', 'target'] as const) {
      if (nodeIds.has(edge[end])) continue
      throw new LoomError('document.unknownNode', { file, place: `edges[${index}].${end}`, id: edge[end] })
    }
  }
  const refuseUnknown = (id: string | undefined, place: string) => {
    if (id !== undefined && !blockIds.has(id)) throw new LoomError('document.unknownBlock', { file, place, id })
  }
  for (const [index, { block }] of document.nodes.entries()) refuseUnknown(block, `nodes[${index}].block`)
  for (const [index, { parent }] of document.blocks.entries()) refuseUnknown(parent, `blocks[${index}].parent`)
  refuseNestedCircle(document.blocks, file)
}

function collectIds(
  list: string,
  entries: readonly { id: string }[],
  file: string,
  others: ReadonlySet<string> = new Set(),
): Set<string> {
  const ids = new Set<string>()
  for (const [index, { id }] of entries.entries()) {
    if (ids.has(id) || others.has(id))
      throw new LoomError('document.duplicateId', { file, place: `${list}[${index}].id`, id })
    ids.add(id)
  }
  return ids
}

function refuseNestedCircle(blocks: readonly LoomBlock[], file: string): void {
  const parents = new Map(blocks.map(({ id, parent }) => [id, parent]))
  for (const [index, { id }] of blocks.entries()) {
    let depth = 0
    for (let above = parents.get(id); above !== undefined && depth <= blocks.length; above = parents.get(above)) {
      depth += 1
      if (above === id) throw new LoomError('document.nestedCircle', { file, place: `blocks[${index}].parent`, id })
    }
  }
}

function placeOf(issue: z.core.$ZodIssue | undefined): string {
  const path = issue?.path ?? []
  return (
    path
      .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
      .join('')
      .replace(/^\./, '') || 'the top'
  )
}
