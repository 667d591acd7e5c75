import {
  emptyDocument,
  type LoomBlock,
  type LoomDocument,
  type LoomEdge,
  type LoomNode,
  type NodeColour,
  type TrainingSettings,
} from '../document/schema.ts'
import { arrange } from './arrange.ts'

/** Where a layer's input comes from: a layer's id, several for a layer that merges, or null for nothing yet. */
export type Source = string | null | readonly (string | null)[]

export interface AddOptions {
  /** The innermost block that the layer stands in. */
  block?: string | undefined
  /** Shown instead of the kind. */
  name?: string | undefined
}

export interface BlockOptions {
  /** The block that it stands in. */
  parent?: string | undefined
  /** True unless said otherwise: large networks are read block by block. */
  isCollapsed?: boolean
  colour?: NodeColour
}

/** A network under construction. Layers get ids as on the canvas: `conv2d-1`. */
export interface Drawing {
  /** Adds a layer behind `from` and answers its id. */
  add(kind: string, parameters: LoomNode['parameters'], from: Source, options?: AddOptions): string
  /** Adds an empty block, to be named in `add`, and answers its id. */
  block(name: string, options?: BlockOptions): string
  /** The network so far, with every layer and block at a tidy place. */
  finish(training?: Partial<TrainingSettings>): LoomDocument
}

export function startDrawing(name: string): Drawing {
  const nodes: LoomNode[] = []
  const edges: LoomEdge[] = []
  const blocks: LoomBlock[] = []
  const nextId = countIds()
  const position = { x: 0, y: 0 }
  return {
    add(kind, parameters, from, options = {}) {
      const id = nextId(kind)
      const { block, name: shown } = options
      nodes.push({
        id,
        kind,
        position,
        parameters,
        ...(shown === undefined ? {} : { name: shown }),
        ...(block === undefined ? {} : { block }),
      })
      for (const source of [from].flat()) {
        if (source !== null) edges.push({ id: nextId('edge'), source, target: id })
      }
      return id
    },
    block(shown, { parent, isCollapsed = true, colour } = {}) {
      const id = nextId('block')
      blocks.push({
        id,
        name: shown,
        isCollapsed,
        position,
        ...(parent === undefined ? {} : { parent }),
        ...(colour === undefined ? {} : { colour }),
      })
      return id
    },
    finish(training = {}) {
      const base = emptyDocument(name)
      return arrange({ ...base, nodes, edges, blocks, training: { ...base.training, ...training } })
    },
  }
}

/** Ids `conv2d-1`, `conv2d-2` and so on, as `freshId` gives them in a document of its own. */
function countIds(): (kind: string) => string {
  const counts = new Map<string, number>()
  return (kind) => {
    const stem = kind.toLowerCase()
    const count = (counts.get(stem) ?? 0) + 1
    counts.set(stem, count)
    return `${stem}-${count}`
  }
}
