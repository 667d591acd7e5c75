import type { CanvasNode, LayerNodeData } from './flow-types.ts'

/** The node as it was, where it looks as before. */
export function reuseNode(next: CanvasNode, old: CanvasNode | undefined): CanvasNode {
  if (old?.type !== next.type) return next
  const isSameData = sameData(old, next)
  const isSame =
    isSameData &&
    old.selected === next.selected &&
    old.position.x === next.position.x &&
    old.position.y === next.position.y &&
    old.width === next.width &&
    old.height === next.height &&
    old.zIndex === next.zIndex &&
    old.ariaLabel === next.ariaLabel &&
    (old.measured === next.measured || old.type !== 'layer')
  if (isSame) return old
  return isSameData ? ({ ...next, data: old.data } as CanvasNode) : next
}

function sameData(old: CanvasNode, next: CanvasNode): boolean {
  if (old.type === 'layer' && next.type === 'layer') return isSameLayer(old.data, next.data)
  if (old.type === 'note' && next.type === 'note') return old.data.note === next.data.note
  return JSON.stringify(old.data) === JSON.stringify(next.data)
}

function isSameLayer(a: LayerNodeData, b: LayerNodeData): boolean {
  return (
    a.node.kind === b.node.kind &&
    a.node.name === b.node.name &&
    a.node.colour === b.node.colour &&
    a.node.parameters === b.node.parameters &&
    a.shape === b.shape &&
    a.parameters === b.parameters &&
    Object.keys(a.values).length === Object.keys(b.values).length &&
    JSON.stringify(a.problems) === JSON.stringify(b.problems)
  )
}
