import type { PlotlyHTMLElement } from 'plotly.js'
import { offerDownload } from '../ui/offer-download.ts'
import type { Plotly } from './load-plotly.ts'

/** Offers the chart as a PNG of twice its size on the screen; the shell asks where to put it. */
export async function savePicture(plotly: Plotly, chart: PlotlyHTMLElement, fileName: string): Promise<void> {
  const { clientWidth: width, clientHeight: height } = chart
  const dataUrl = await plotly.toImage(chart, { format: 'png', width, height, scale: 2 } as never)
  offerDownload(new Blob([bytesOf(dataUrl)], { type: 'image/png' }), `${fileName}.png`)
}

function bytesOf(dataUrl: string): Uint8Array<ArrayBuffer> {
  const text = atob(dataUrl.slice(dataUrl.indexOf(',') + 1))
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0))
}
