import type { LayerGroup } from '#shared/layers/layer.ts'
import { findLayer } from '#shared/layers/registry.ts'

/** The window's light colours: a report is on white paper whatever the theme. */
const runColours = ['#3569d4', '#d9560b', '#0d8f83', '#8446c6', '#c2356f', '#8a6a00', '#0b7fa3', '#5b6676']

export const ink = { text: '#1d2430', dim: '#5a6675', line: '#98a1b2', wrong: '214, 102, 20', right: '31, 95, 170' }

export function runColour(place: number): string {
  return runColours[place % runColours.length] ?? ink.text
}

const groupColours: Record<LayerGroup, string> = {
  ends: '#5b6676',
  convolution: '#3569d4',
  pooling: '#0d8f83',
  core: '#b9650a',
  merge: '#0b7fa3',
  regularization: '#8446c6',
  activation: '#c2356f',
}
export const blockColour = '#5a5fb0'

export function kindColour(kind: string): string {
  return groupColours[findLayer(kind)?.group ?? 'ends']
}
