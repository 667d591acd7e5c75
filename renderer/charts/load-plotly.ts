import i18next from 'i18next'
import { locales } from '#shared/messages/message-table.ts'

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
  for (const locale of locales) {
    const texts = { moduleType: 'locale', name: locale, dictionary: dictionary(locale), format: numberFormat }
    plotly.register(texts as never)
  }
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

/** Both languages write numbers alike. The charts have no dates, but Plotly asks how they would be written. */
const numberFormat = {
  decimal: '.',
  thousands: ',',
  grouping: [3],
  currency: ['', ''],
  days: [],
  shortDays: [],
  months: [],
  shortMonths: [],
  periods: ['AM', 'PM'],
  dateTime: '%x, %X',
  date: '%Y-%m-%d',
  time: '%H:%M:%S',
}

/** Keys are Plotly's own English texts. */
function dictionary(locale: string): Record<string, string> {
  return { 'Reset axes': i18next.getFixedT(locale, 'views')('plotly.resetAxes') }
}
