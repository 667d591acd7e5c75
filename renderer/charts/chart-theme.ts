import { useComputedColorScheme } from '@mantine/core'
import { useMemo } from 'react'

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

export function useChartTheme(): ChartTheme {
  const scheme = useComputedColorScheme('light')
  return useMemo(() => readTheme(scheme === 'dark'), [scheme])
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
