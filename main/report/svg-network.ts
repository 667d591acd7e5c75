import { nodeSize } from '#shared/document/extent.ts'
import type { LoomDocument } from '#shared/document/schema.ts'
import type { CheckedGraph } from '#shared/graph/check-graph.ts'
import { drawPicture, type PictureBox } from '#shared/graph/graph-picture.ts'
import { formatShape } from '#shared/layers/shape.ts'
import { blockColour, ink, kindColour } from './colours.ts'
import { integer } from './formats.ts'
import { escapeHtml } from './html.ts'

const margin = 12
/** Between a block and the sheet behind it. */
const pileStep = 8
/** Pixels of the page for one of the drawing's, and the most that a drawing takes. */
const largestScale = 0.62
const most = { width: 1040, height: 940 }

export interface NetworkDrawing {
  svg: string
  /** Whether it wants a line of its own on the page. */
  isWide: boolean
}

/** The drawing with names, shapes and parameters; collapsed blocks as a pile. */
export function drawNetwork(document: LoomDocument, graph: CheckedGraph, unnamed: string): NetworkDrawing {
  const { boxes, lines, left, top, width, height } = drawPicture(document)
  const checked = new Map(graph.nodes.map((each) => [each.node.id, each]))
  const size = [width + 2 * margin + pileStep, height + 2 * margin + pileStep] as const
  const scale = Math.min(largestScale, most.width / size[0], most.height / size[1])
  const drawnLines = lines.map(({ path }) => `<path d="${path}" fill="none" stroke="${ink.line}" stroke-width="3"/>`)
  const drawnBoxes = boxes.map((box) => {
    const layer = checked.get(box.id)
    const facts = layer ? [formatShape(layer.output), layer.parameters > 0 ? integer(layer.parameters) : ''] : []
    return drawBox(box, box.name || unnamed, facts)
  })
  const viewBox = [left - margin, top - margin, ...size].join(' ')
  const shown = size.map((side) => Math.round(side * scale))
  return {
    svg: `<svg class="drawing" viewBox="${viewBox}" width="${shown[0]}" height="${shown[1]}" role="img">${drawnLines.join('')}${drawnBoxes.join('')}</svg>`,
    isWide: (shown[0] ?? 0) > 540,
  }
}

function drawBox({ x, y, kind, isBlock }: PictureBox, name: string, [shape = '', count = '']: string[]): string {
  const { width, height } = nodeSize
  const colour = isBlock ? blockColour : kindColour(kind)
  const box = (by: number, paint: string) =>
    `<rect x="${x + by}" y="${y + by}" width="${width}" height="${height}" rx="12" ${paint} stroke="${colour}" stroke-width="2"/>`
  // Names longer than the box are pressed together rather than cut.
  const press = (text: string, letters: number) =>
    text.length > letters ? ` textLength="${width - 28}" lengthAdjust="spacingAndGlyphs"` : ''
  const line = (text: string, dy: number, look: string, letters: number) =>
    text === '' ? '' : `<text x="${x + 18}" y="${y + dy}" ${look}${press(text, letters)}>${escapeHtml(text)}</text>`
  return [
    isBlock ? box(pileStep, 'fill="#fff"') : '',
    box(0, 'fill="#fff"'),
    `<rect x="${x + 1}" y="${y + 14}" width="6" height="${height - 28}" fill="${colour}"/>`,
    line(name, 34, `font-size="20" font-weight="600" fill="${ink.text}"`, 17),
    line(shape, 58, `font-size="17" fill="${ink.text}"`, 20),
    line(count, 80, `font-size="15" fill="${ink.dim}"`, 24),
  ].join('')
}
