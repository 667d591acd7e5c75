import { getSmoothStepPath, Position } from '@xyflow/react'
import { nodeSize } from '#shared/document/extent.ts'
import { type Box, boxAround } from '#shared/document/place-blocks.ts'
import { cutText, wrapText } from '../../charts/text-width.ts'
import { chosenColor, layerColor } from '../../ui/layer-look.ts'
import type { BlockNodeData } from '../block-flow.ts'
import { pathThrough } from '../edge-routes.ts'
import type { CanvasNode, LayerFlowEdge, LayerNodeData } from '../flow-types.ts'

export interface DrawingLook {
  /** A colour of the theme as others can read it: `var(--loom-text)` → `#1d2430`. */
  color: (css: string) => string
  fontFamily: string
  summarize: (data: LayerNodeData) => string
  /** `1,290 params`; empty for none. */
  count: (parameters: number) => string
  layers: (count: number) => string
  unnamed: string
}

const margin = 24
const titleHeight = 36

/** The whole drawing as an SVG picture of shapes and text, whatever part of it is on screen. */
export function drawSvg(nodes: readonly CanvasNode[], edges: readonly LayerFlowEdge[], look: DrawingLook): string {
  const boxes = new Map(nodes.map((node) => [node.id, boxOf(node)]))
  const around = boxAround([...boxes.values()]) ?? { left: 0, top: 0, right: 0, bottom: 0 }
  const routes = edges
    .flatMap(({ data }) => data?.route ?? [])
    .map(({ x, y }) => ({ left: x, top: y, right: x, bottom: y }))
  const all = boxAround([around, ...routes]) ?? around
  const [left, top] = [Math.floor(all.left) - margin, Math.floor(all.top) - margin]
  const width = Math.ceil(all.right) + margin - left
  const height = Math.ceil(all.bottom) + margin - top
  const of = (type: CanvasNode['type']) => nodes.filter((node) => node.type === type)
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${left} ${top} ${width} ${height}" width="${width}" height="${height}" font-family="${escapeXml(look.fontFamily)}">`,
    `<rect x="${left}" y="${top}" width="${width}" height="${height}" fill="${look.color('var(--loom-bg)')}"/>`,
    ...of('frame').map((node) => drawFrame(node, boxes, look)),
    ...of('note').map((node) => drawNote(node, boxes, look)),
    ...edges.map((edge) => drawEdge(edge, boxes, look)),
    ...nodes.filter(({ type }) => type === 'layer' || type === 'block').map((node) => drawNode(node, boxes, look)),
    '</svg>',
  ]
  return parts.join('\n')
}

/** Room that a layer or collapsed block takes with so many lines of text below its name. */
export function cardSize(lines: number): { width: number; height: number } {
  return { width: nodeSize.width, height: 40 + 18 * lines }
}

function boxOf({ position: { x, y }, measured, width, height }: CanvasNode): Box {
  const size = {
    width: measured?.width ?? width ?? nodeSize.width,
    height: measured?.height ?? height ?? nodeSize.height,
  }
  return { left: x, top: y, right: x + size.width, bottom: y + size.height }
}

const nowhere: Box = { left: 0, top: 0, right: 0, bottom: 0 }
type Boxes = ReadonlyMap<string, Box>

function rectangle(box: Box, radius: number, paint: string): string {
  const { left, top, right, bottom } = box
  return `<rect x="${left}" y="${top}" width="${right - left}" height="${bottom - top}" rx="${radius}" ${paint}/>`
}

interface TextStyle {
  size: number
  fill: string
  weight?: number
  anchor?: 'start' | 'end'
}

function words(text: string, x: number, y: number, { size, fill, weight = 400, anchor = 'start' }: TextStyle): string {
  return `<text x="${x}" y="${y}" font-size="${size}" font-weight="${weight}" fill="${fill}" text-anchor="${anchor}">${escapeXml(text)}</text>`
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

function drawFrame(node: CanvasNode, boxes: Boxes, look: DrawingLook): string {
  if (node.type !== 'frame') return ''
  const box = boxes.get(node.id) ?? nowhere
  const { block, layers } = node.data
  const color = look.color(chosenColor(block.colour, 'var(--loom-block)'))
  const baseline = box.top + titleHeight / 2 + 5
  const dim = look.color('var(--loom-dim)')
  return [
    rectangle(box, 12, `fill="${color}" fill-opacity="0.07" stroke="${color}" stroke-opacity="0.55"`),
    words(cutText(block.name || look.unnamed, 26), box.left + 14, baseline, {
      size: 13,
      weight: 600,
      fill: look.color('var(--loom-text)'),
    }),
    words(look.layers(layers), box.right - 14, baseline, { size: 11.5, fill: dim, anchor: 'end' }),
  ].join('')
}

function drawNote(node: CanvasNode, boxes: Boxes, look: DrawingLook): string {
  if (node.type !== 'note') return ''
  const box = boxes.get(node.id) ?? nowhere
  const { text, colour } = node.data.note
  const color = look.color(chosenColor(colour, 'var(--loom-colour-yellow)'))
  const letters = Math.max(4, Math.floor((box.right - box.left - 20) / 7))
  const room = Math.max(1, Math.floor((box.bottom - box.top - 12) / 19))
  const lines = text.split('\n').flatMap((line) => (line.trim() === '' ? [''] : wrapText(line, letters)))
  return [
    rectangle(box, 6, `fill="${look.color('var(--loom-panel)')}"`),
    rectangle(box, 6, `fill="${color}" fill-opacity="0.14" stroke="${color}" stroke-opacity="0.45"`),
    ...lines
      .slice(0, room)
      .map((line, index) =>
        words(line, box.left + 10, box.top + 22 + index * 19, { size: 13, fill: look.color('var(--loom-text)') }),
      ),
  ].join('')
}

function drawEdge({ source, target, data }: LayerFlowEdge, boxes: Boxes, look: DrawingLook): string {
  const from = boxes.get(source)
  const to = boxes.get(target)
  if (!from || !to) return ''
  const route = data?.route
  const path = route
    ? pathThrough(route, 12).path
    : getSmoothStepPath({
        sourceX: (from.left + from.right) / 2,
        sourceY: from.bottom,
        sourcePosition: Position.Bottom,
        targetX: (to.left + to.right) / 2,
        targetY: to.top,
        targetPosition: Position.Top,
        borderRadius: 12,
        offset: 18,
      })[0]
  return `<path d="${path}" fill="none" stroke="${look.color('var(--loom-faint)')}" stroke-width="2"/>`
}

function drawNode(node: CanvasNode, boxes: Boxes, look: DrawingLook): string {
  const box = boxes.get(node.id) ?? nowhere
  if (node.type === 'layer') return drawLayer(node.data, box, look)
  return node.type === 'block' ? drawBlock(node.data, box, look) : ''
}

function drawLayer(data: LayerNodeData, box: Box, look: DrawingLook): string {
  const { node, shape, parameters } = data
  const color = look.color(chosenColor(node.colour, layerColor(node.kind)))
  const lines = [look.summarize(data)].filter(Boolean)
  const card = drawCard(
    box,
    { color, isColoured: node.colour !== undefined, name: node.name ?? node.kind, lines },
    look,
  )
  return card + drawNumbers(box, shape ?? '?', look.count(parameters), look, lines.length)
}

function drawBlock(data: BlockNodeData, box: Box, look: DrawingLook): string {
  const { block, layers, shapeIn, shapeOut, parameters } = data
  const color = look.color(chosenColor(block.colour, 'var(--loom-block)'))
  const stroke = look.color('var(--loom-border-strong)')
  const behind = [6, 3].map((by) => ({
    left: box.left + by,
    top: box.top + by,
    right: box.right + by,
    bottom: box.bottom + by,
  }))
  const pile = behind.map((each) => rectangle(each, 8, `fill="${look.color('var(--loom-raised)')}" stroke="${stroke}"`))
  const lines = [[look.layers(layers), look.count(parameters)].filter(Boolean).join(' · ')]
  const name = block.name || look.unnamed
  const card = drawCard(box, { color, isColoured: block.colour !== undefined, name, lines }, look)
  return pile.join('') + card + drawNumbers(box, `${shapeIn ?? '?'} → ${shapeOut ?? '?'}`, '', look, lines.length)
}

function drawCard(
  box: Box,
  { color, isColoured, name, lines }: { color: string; isColoured: boolean; name: string; lines: string[] },
  look: DrawingLook,
): string {
  const stroke = isColoured ? color : look.color('var(--loom-border-strong)')
  const icon = { left: box.left + 10, top: box.top + 11, right: box.left + 22, bottom: box.top + 23 }
  return [
    rectangle(box, 8, `fill="${look.color('var(--loom-raised)')}" stroke="${stroke}"`),
    ...(isColoured ? [rectangle(box, 8, `fill="${color}" fill-opacity="0.14"`)] : []),
    rectangle(icon, 3, `fill="${color}"`),
    words(cutText(name, 19), box.left + 30, box.top + 22, {
      size: 13,
      weight: 600,
      fill: look.color('var(--loom-text)'),
    }),
    ...lines.map((line, index) =>
      words(cutText(line, 30), box.left + 10, box.top + 46 + index * 18, {
        size: 12,
        fill: look.color('var(--loom-dim)'),
      }),
    ),
  ].join('')
}

function drawNumbers(box: Box, shape: string, count: string, look: DrawingLook, linesAbove: number): string {
  const y = box.top + 46 + linesAbove * 18
  return (
    words(cutText(shape, 26), box.left + 10, y, { size: 12, weight: 600, fill: look.color('var(--loom-text)') }) +
    (count ? words(count, box.right - 10, y, { size: 11.5, fill: look.color('var(--loom-dim)'), anchor: 'end' }) : '')
  )
}
