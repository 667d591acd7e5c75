import type { PlotlyHTMLElement } from 'plotly.js'
import { offerDownload } from '../ui/offer-download.ts'
import type { Plotly } from './load-plotly.ts'

/** Offers the chart as SVG, or as a PNG of twice its size on the screen; the shell asks where to put it. */
export async function savePicture(
  plotly: Plotly,
  chart: PlotlyHTMLElement,
  { fileName, format }: { fileName: string; format: 'png' | 'svg' },
): Promise<void> {
  const { clientWidth: width, clientHeight: height } = chart
  const scale = format === 'png' ? 2 : 1
  const dataUrl = await plotly.toImage(chart, { format, width, height, scale } as never)
  // An SVG comes as text with its odd signs escaped, a PNG in base 64.
  const svg = () => decodeURIComponent(dataUrl.slice(dataUrl.indexOf(',') + 1))
  const blob =
    format === 'png'
      ? new Blob([bytesOf(dataUrl)], { type: 'image/png' })
      : new Blob([svg()], { type: 'image/svg+xml' })
  offerDownload(blob, `${fileName}.${format}`)
}

function bytesOf(dataUrl: string): Uint8Array<ArrayBuffer> {
  const text = atob(dataUrl.slice(dataUrl.indexOf(',') + 1))
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0))
}
