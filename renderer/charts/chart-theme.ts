import { useMemo, useSyncExternalStore } from 'react'

/** Colours of the window's theme, for charts that are not drawn with CSS. */
export interface ChartTheme {
  text: string
  dim: string
  line: string
  panel: string
  train: string
  validation: string
  error: string
  font: string
  isDark: boolean
}

const schemeAttribute = 'data-mantine-color-scheme'

/** The theme as it is now. It follows the attribute, with which the CSS variables change, and not the intent to set it. */
export function useChartTheme(): ChartTheme {
  const scheme = useSyncExternalStore(onScheme, () => document.documentElement.getAttribute(schemeAttribute))
  return useMemo(() => readTheme(scheme === 'dark'), [scheme])
}

function onScheme(listener: () => void): () => void {
  const observer = new MutationObserver(listener)
  observer.observe(document.documentElement, { attributes: true, attributeFilter: [schemeAttribute] })
  return () => observer.disconnect()
}

function readTheme(isDark: boolean): ChartTheme {
  const style = getComputedStyle(document.documentElement)
  const read = (name: string, fallback: string) => style.getPropertyValue(name).trim() || fallback
  return {
    text: read('--loom-text', '#1d2430'),
    dim: read('--loom-dim', '#667085'),
    line: read('--loom-border', '#e1e5ec'),
    panel: read('--loom-panel', '#ffffff'),
    train: read('--loom-group-convolution', '#3569d4'),
    validation: isDark ? '#f5a05a' : '#e2690b',
    error: read('--loom-error', '#cf2e2e'),
    font: getComputedStyle(document.body).fontFamily || 'system-ui, sans-serif',
    isDark,
  }
}
