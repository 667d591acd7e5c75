import type { Locale } from '#shared/messages/message-table.ts'

export type Plotly = typeof import('plotly.js')

let loading: Promise<Plotly> | null = null

/** The chart library: 1.5 MB, so it comes when the first chart is shown. */
export function loadPlotly(): Promise<Plotly> {
  loading ??= importPlotly()
  return loading
}

async function importPlotly(): Promise<Plotly> {
  prepareStyles()
  // A UMD bundle: its exports are the default of the module that the bundler makes of it.
  const loaded = (await import('plotly.js-cartesian-dist-min')) as unknown as { default?: Plotly } & Plotly
  const plotly = loaded.default ?? loaded
  plotly.register({ moduleType: 'locale', name: 'zh-CN', dictionary: chinese, format: chineseFormat } as never)
  return plotly
}

/**
 * Plotly writes its rules into the style element of this id, making one when there is none. The page's CSP refuses
 * a style without its nonce, so the element is made here, with it.
 */
function prepareStyles(): void {
  const id = 'plotly.js-style-global'
  if (document.getElementById(id)) return
  const style = document.createElement('style')
  style.id = id
  const meta = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"], meta[name="csp-nonce"]')
  const nonce = meta?.nonce || meta?.content
  if (nonce) style.nonce = nonce
  style.appendChild(document.createTextNode(''))
  document.head.appendChild(style)
}

/** Keys are Plotly's own English texts. */
const chinese: Record<string, string> = {
  'Download plot as a PNG': '保存为 PNG 图片',
  'Reset axes': '重置坐标轴',
  Autoscale: '自动缩放',
  Zoom: '缩放',
  Pan: '平移',
  'Taking snapshot - this may take a few seconds': '正在生成图片，请稍候',
  'Snapshot succeeded': '图片已生成',
  'Sorry, there was a problem downloading your snapshot!': '抱歉，保存图片时出错。',
  'Double-click to zoom back out': '双击以还原缩放',
  'Double-click to autoscale': '双击以自动缩放',
}

const chineseFormat = { decimal: '.', thousands: ',', grouping: [3] }

/** The name by which Plotly knows a language of the interface. */
export function plotlyLocale(locale: Locale): string {
  return locale === 'zh-CN' ? 'zh-CN' : 'en-US'
}
