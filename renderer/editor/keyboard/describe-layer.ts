import type { TFunction } from 'i18next'
import type { LoomDocument } from '#shared/document/schema.ts'
import type { CheckedGraph } from '#shared/graph/check-graph.ts'
import { formatShape } from '#shared/layers/shape.ts'
import type { Message } from '#shared/messages/message.ts'
import { currentLocale } from '../../i18n/setup.ts'
import { formatCount } from '../../ui/format.ts'
import { listProblems } from '../../ui/severity.ts'

interface Words {
  t: TFunction
  wordMessage: (message: Message) => string
}

/** `conv2d-1, Conv2D, 28×28×16, 160 parameters, no problems, from input-1, to maxpooling2d-1`; empty for what is no layer. */
export function describeLayer(document: LoomDocument, graph: CheckedGraph, id: string | null, words: Words): string {
  const node = document.nodes.find((each) => each.id === id)
  if (!node) return ''
  const { t, wordMessage } = words
  const checked = graph.nodes.find((each) => each.node.id === id)
  const problems = listProblems(graph.diagnostics.filter(({ nodeId }) => nodeId === id))
  const nameOf = (otherId: string) => document.nodes.find((each) => each.id === otherId)?.name ?? otherId
  const join = (ids: string[]) => (ids.length > 0 ? ids.map(nameOf).join(t('speech.and')) : t('speech.nothing'))
  const count = checked?.parameters ?? 0
  return [
    node.name ?? node.id,
    node.kind,
    checked ? formatShape(checked.output) : t('speech.unknownShape'),
    t('node.parameters', { count, number: formatCount(count, currentLocale()) }),
    problems.length > 0 ? problems.map(wordMessage).join(' ') : t('speech.noProblems'),
    t('speech.from', {
      layers: join(document.edges.filter(({ target }) => target === id).map(({ source }) => source)),
    }),
    t('speech.to', { layers: join(document.edges.filter(({ source }) => source === id).map(({ target }) => target)) }),
  ].join(t('speech.comma'))
}
