import i18next from 'i18next'
import { checkedGraph, useDocumentStore } from '../../stores/document-store.ts'
import { formatCount } from '../../ui/format.ts'
import { fontFamily } from '../../ui/theme.ts'
import { drawBlocks } from '../block-flow.ts'
import { toFlowNodes } from '../flow-adapter.ts'
import { toFlowEdges } from '../flow-edges.ts'
import { summarize } from '../summarize.ts'
import { summaryWords } from '../summary-words.ts'
import { cardSize, type DrawingLook, drawSvg } from './drawing-svg.ts'

/** The drawing as it is now, as SVG in the colours and the language of the window. */
export function pictureOfDrawing(): string {
  const { document } = useDocumentStore.getState()
  const graph = checkedGraph()
  const blocks = drawBlocks(document, graph)
  const nothing = new Set<string>()
  const words = { block: () => '', note: () => '' }
  const look = currentLook()
  const state = { document, graph, blocks, selectedIds: nothing, words }
  const sizes = toFlowNodes({ ...state, local: new Map() }, []).map((node) => {
    const lines = node.type === 'layer' && !look.summarize(node.data) ? 1 : 2
    return [node.id, { measured: cardSize(lines) }] as const
  })
  const nodes = toFlowNodes({ ...state, local: new Map(sizes) }, [])
  const edges = toFlowEdges({ document, blocks, selectedIds: nothing, nodes }, [])
  return drawSvg(nodes, edges, look)
}

function currentLook(): DrawingLook {
  const { t } = i18next
  const style = getComputedStyle(window.document.documentElement)
  const locale = i18next.language === 'zh-CN' ? 'zh-CN' : 'en'
  const words = summaryWords(t)
  return {
    color: (css) => css.replace(/var\((--[\w-]+)\)/, (_whole, name: string) => style.getPropertyValue(name).trim()),
    fontFamily,
    summarize: (data) => summarize(data.values, words),
    count: (count) => (count > 0 ? t('app:node.count', { count, number: formatCount(count, locale) }) : ''),
    layers: (count) => t('app:block.layers', { count }),
    unnamed: t('app:block.unnamed'),
  }
}

/** Sides longer than this are more than canvases take. */
const longestSide = 16_384

/** The same as a PNG of twice its size, or as large as may be. */
export async function toPng(svg: string): Promise<Blob> {
  const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }))
  try {
    const picture = new Image()
    picture.src = address
    await picture.decode()
    const scale = Math.min(2, longestSide / picture.width, longestSide / picture.height)
    const canvas = window.document.createElement('canvas')
    canvas.width = Math.round(picture.width * scale)
    canvas.height = Math.round(picture.height * scale)
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
    return await new Promise((resolve, reject) => {
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The picture is too large.'))), 'image/png')
    })
  } finally {
    URL.revokeObjectURL(address)
  }
}
