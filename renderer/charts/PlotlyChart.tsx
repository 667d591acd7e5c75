import type { Config, Data, Layout, PlotlyHTMLElement, PlotMouseEvent } from 'plotly.js'
import { type RefObject, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Locale } from '#shared/messages/message-table.ts'
import { useLocale } from '../i18n/use-locale.ts'
import { reportFailure } from '../stores/report-failure.ts'
import { showTip } from './chart-tip.ts'
import { loadPlotly, type Plotly } from './load-plotly.ts'
import classes from './PlotlyChart.module.css'
import { createPacer } from './pacer.ts'
import { savePicture } from './save-picture.ts'

export interface Figure {
  data: Data[]
  layout: Partial<Layout>
}

type ChartPoint = PlotMouseEvent['points'][number]

export interface PlotlyChartProps {
  /** Makes the figure for a size in CSS pixels. The chart is drawn anew when this is another function. */
  build: (width: number, height: number) => Figure
  /** Tells of data that changed outside React; the answer stops telling. */
  subscribe?: (listener: () => void) => () => void
  /** Whether there is anything to zoom into, and so to reset. */
  isZoomable?: boolean
  onClick?: ((point: ChartPoint) => void) | undefined
  /** Tells of what is below the pointer, where Plotly is not to tell it. */
  tip?: (point: ChartPoint) => string
  /** Name of the picture that people save. */
  fileName: string
  label: string
  testId: string
}

/** A Plotly chart that fills its parent and is drawn at the pace that it can be drawn at. */
export function PlotlyChart(props: PlotlyChartProps) {
  const { build, subscribe, fileName, isZoomable = false, label, testId } = props
  const root = useRef<HTMLDivElement>(null)
  const tip = useRef<HTMLDivElement>(null)
  const newest = useRef(props)
  const redraw = useRef(() => {})
  const locale = useLocale()
  const { t } = useTranslation('views')
  const [savePng, saveSvg] = [t('plotly.savePng'), t('plotly.saveSvg')]
  newest.current = props

  useEffect(() => {
    const element = root.current
    if (!element) return
    const config = (plotly: Plotly) => chartConfig(plotly, { fileName, locale, isZoomable, savePng, saveSvg })
    return keepDrawn({ element, tip, configFor: config, newest, redraw })
  }, [fileName, locale, isZoomable, savePng, saveSvg])

  // biome-ignore lint/correctness/useExhaustiveDependencies: another figure is the reason to draw
  useEffect(() => redraw.current(), [build])
  useEffect(() => subscribe?.(() => redraw.current()), [subscribe])

  return (
    <>
      <div ref={root} className={classes.root} role="img" aria-label={label} data-testid={testId} />
      {props.tip ? <div ref={tip} className={classes.tip} hidden data-testid={`${testId}-tip`} /> : null}
    </>
  )
}

interface Drawing {
  element: HTMLDivElement
  tip: RefObject<HTMLDivElement | null>
  configFor: (plotly: Plotly) => Partial<Config>
  newest: { current: PlotlyChartProps }
  redraw: { current: () => void }
}

function keepDrawn({ element, tip, configFor, newest, redraw }: Drawing): () => void {
  let plotly: Plotly | null = null
  let isListening = false
  const draw = async () => {
    const { clientWidth, clientHeight } = element
    if (!plotly || clientWidth < 40 || clientHeight < 40) return
    const { data, layout } = newest.current.build(clientWidth, clientHeight)
    await plotly.react(element, data, { ...layout, width: clientWidth, height: clientHeight }, configFor(plotly))
    if (isListening) return
    isListening = true
    const chart = element as unknown as PlotlyHTMLElement
    chart.on('plotly_click', ({ points: [point] }) => point && newest.current.onClick?.(point))
    chart.on('plotly_hover', ({ points: [point], event }) => {
      const text = point && newest.current.tip?.(point)
      if (text && tip.current) showTip(tip.current, element, text, event)
    })
    chart.on('plotly_unhover', () => {
      if (tip.current) tip.current.hidden = true
    })
  }
  const pacer = createPacer({ draw: () => void draw().catch(reportFailure) })
  const observer = new ResizeObserver(() => pacer.request())
  observer.observe(element)
  redraw.current = () => pacer.request()
  let isGone = false
  void loadPlotly().then((loaded) => {
    if (isGone) return
    plotly = loaded
    pacer.request()
  })
  return () => {
    isGone = true
    redraw.current = () => {}
    pacer.cancel()
    observer.disconnect()
    plotly?.purge(element)
  }
}

interface ChartOptions {
  fileName: string
  locale: Locale
  isZoomable: boolean
  savePng: string
  saveSvg: string
}

function chartConfig(plotly: Plotly, options: ChartOptions): Partial<Config> {
  const { fileName, locale, isZoomable } = options
  const button = (name: 'savePng' | 'saveSvg', format: 'png' | 'svg') => ({
    name,
    title: options[name],
    icon: format === 'png' ? plotly.Icons.camera : plotly.Icons.disk,
    click: (chart: PlotlyHTMLElement) => void savePicture(plotly, chart, { fileName, format }).catch(reportFailure),
  })
  const save = [button('savePng', 'png'), button('saveSvg', 'svg')]
  return {
    locale,
    displaylogo: false,
    displayModeBar: 'hover',
    modeBarButtons: [isZoomable ? [...save, 'resetScale2d'] : save],
    doubleClick: 'reset+autosize',
    showTips: false,
  } as unknown as Partial<Config>
}
