import type { Edge, Node } from '@xyflow/react'
import type { LoomNode, LoomNote } from '#shared/document/schema.ts'
import type { Diagnostic } from '#shared/graph/check-graph.ts'
import type { BlockFlowNode, BlockNodeData } from './block-flow.ts'

/** What a layer shows on the canvas. */
export interface LayerNodeData extends Record<string, unknown> {
  node: LoomNode
  /** Parameters with defaults filled in; empty while they do not fit. */
  values: Record<string, unknown>
  /** `28×28×16`; null while it is not known. */
  shape: string | null
  parameters: number
  problems: Diagnostic[]
  hasInput: boolean
  hasOutput: boolean
}

export type LayerFlowNode = Node<LayerNodeData, 'layer'>
export type NoteFlowNode = Node<{ note: LoomNote }, 'note'>
export type CanvasNode = LayerFlowNode | BlockFlowNode | NoteFlowNode
/** `ids`: of all lines that it stands for, where collapsed blocks hide their ends. `route`: its corners, where it has any. */
export type LayerFlowEdge = Edge<{ ids: string[]; route: LoomNode['position'][] | null }, 'layer'>

/** What the canvas knows of a node that the document does not. */
export interface LocalNode {
  measured?: { width: number; height: number } | undefined
  /** Where it is while it is dragged. */
  position?: LoomNode['position'] | undefined
  /** Of a note while it is drawn larger or smaller. */
  size?: LoomNote['size'] | undefined
}

/** Words for those who cannot see the canvas. */
export interface FlowWords {
  block(data: BlockNodeData): string
  note(text: string): string
}
