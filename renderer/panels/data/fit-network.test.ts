import { describe, expect, it } from 'vitest'
import { emptyDocument } from '#shared/document/schema.ts'
import { checkGraph } from '#shared/graph/check-graph.ts'
import { findZooNetwork } from '#shared/zoo/zoo.ts'
import { fitNetwork } from './fit-network.ts'

function network(id: string) {
  const found = findZooNetwork(id)
  if (!found) throw new Error(`the zoo has no ${id}`)
  return found.build()
}

const data = (inputShape: number[], classCount: number) => ({
  inputShape,
  classes: Array.from({ length: classCount }, (_, index) => ({ en: String(index), 'zh-CN': String(index) })),
})

describe('fitting a network to data', () => {
  it.each(['study-mnist-cnn', 'study-mnist-fcn', 'study-cifar-cnn', 'study-cifar-fcn'])(
    'makes %s trainable on every built-in set',
    (id) => {
      for (const [shape, classCount] of [
        [[28, 28, 1], 10],
        [[28, 28, 3], 9],
        [[32, 32, 3], 5],
      ] as const) {
        const fitted = fitNetwork(network(id), data([...shape], classCount))
        const graph = checkGraph(fitted, { data: { inputShape: shape, classCount } })
        expect(graph.diagnostics).toEqual([])
      }
    },
  )

  it('leaves a network that fits as it is', () => {
    const document = network('study-mnist-cnn')
    expect(fitNetwork(document, data([28, 28, 1], 10))).toBe(document)
  })

  it('keeps the kernel before global average pooling', () => {
    const document = network('study-mnist-fcn')
    const pooled = {
      ...document,
      nodes: document.nodes.map((node) =>
        node.kind === 'Flatten' ? { ...node, kind: 'GlobalAveragePooling2D' } : node,
      ),
    }
    const head = (of: typeof document) => of.nodes.filter(({ kind }) => kind === 'Conv2D').at(-1)?.parameters
    expect(head(fitNetwork(pooled, data([64, 64, 3], 9)))).toEqual({ ...head(pooled), filters: 9 })
  })

  it('does what it can with a drawing that is not whole, and does not hang on a cycle', () => {
    expect(fitNetwork(emptyDocument(), data([28, 28, 1], 10)).nodes).toEqual([])
    const document = network('study-mnist-cnn')
    const withoutEdges = fitNetwork({ ...document, edges: [] }, data([28, 28, 3], 9))
    expect(withoutEdges.nodes[0]?.parameters.shape).toEqual([28, 28, 3])
    const output = document.nodes.find(({ kind }) => kind === 'Output')?.id ?? ''
    const [dropout] = document.nodes.filter(({ kind }) => kind === 'Dropout')
    const loop = [
      { id: 'a', source: dropout?.id ?? '', target: output },
      { id: 'b', source: dropout?.id ?? '', target: dropout?.id ?? '' },
    ]
    expect(() => fitNetwork({ ...document, edges: loop }, data([28, 28, 3], 9))).not.toThrow()
  })
})
