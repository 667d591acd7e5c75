import type { Layout } from 'plotly.js'
import type { ChartTheme } from './chart-theme.ts'

/** The colours and the writing of every plot. */
export function baseLayout(theme: ChartTheme, fontSize = 12) {
  return {
    paper_bgcolor: theme.panel,
    plot_bgcolor: 'rgba(0,0,0,0)',
    font: { family: theme.font, size: fontSize, color: theme.text },
    hoverlabel: {
      bgcolor: theme.panel,
      bordercolor: theme.line,
      font: { family: theme.font, size: 12, color: theme.text },
    },
    modebar: { orientation: 'v' as const, color: theme.dim, activecolor: theme.text, bgcolor: 'rgba(0,0,0,0)' },
  }
}

/** What two small plots beside each other have in common. */
export function pairLayout(theme: ChartTheme): Partial<Layout> {
  return { ...baseLayout(theme, 11), showlegend: false, margin: { l: 8, r: 12, t: 24, b: 8 } } as Partial<Layout>
}

/** The lines and numbers of every axis. */
export function gridAxis(theme: ChartTheme) {
  return {
    gridcolor: theme.line,
    linecolor: theme.line,
    zeroline: false,
    ticks: '' as const,
    automargin: true,
    tickfont: { size: 11, color: theme.dim },
  }
}

export function plainAxis(theme: ChartTheme, title: string) {
  return {
    ...gridAxis(theme),
    title: { text: title, font: { size: 11, color: theme.dim }, standoff: 4 },
    fixedrange: true,
  }
}

/** From 0 to 1, with a little room so that lines on the edge are seen whole. */
export function shareAxis(theme: ChartTheme, title: string) {
  return { ...plainAxis(theme, title), range: [-0.01, 1.02], tickformat: '.0~%', tickvals: [0, 0.25, 0.5, 0.75, 1] }
}

/** Written above a plot, at its left. */
export function plotHeading(text: string, theme: ChartTheme, axis: '' | '2', fontSize = 12) {
  return {
    text: `<b>${text}</b>`,
    xref: `x${axis} domain`,
    yref: `y${axis} domain`,
    x: 0,
    y: 1,
    xanchor: 'left',
    yanchor: 'bottom',
    showarrow: false,
    font: { size: fontSize, color: theme.text },
  }
}
