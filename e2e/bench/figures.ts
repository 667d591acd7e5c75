import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { root } from '../fixtures.ts'

/** Of many readings of one measure. The least is what the program needs; what is above it, the machine may have added. */
export interface Reading {
  least: number
  median: number
  most: number
}

export interface Figure extends Reading {
  layers: number
  measure: string
  /** What the median should stay within, where something was promised. */
  limit?: number
}

export function summarizeReadings(values: readonly number[]): Reading {
  const sorted = [...values].sort((a, b) => a - b)
  if (sorted.length === 0) throw new Error('nothing was measured')
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))] ?? Number.NaN
  return { least: at(0), median: at(0.5), most: at(1) }
}

const columns = { measure: 44, number: 9 }

export function printFigures(title: string, figures: readonly Figure[]): void {
  const cell = (value: string | number) =>
    (typeof value === 'number' ? value.toFixed(1) : value).padStart(columns.number)
  console.log(`${title.padEnd(columns.measure)}${['least', 'median', 'most', 'limit'].map(cell).join('')}`)
  for (const { measure, least, median, most, limit } of figures) {
    const verdict = limit === undefined ? '' : cell(limit) + (median > limit ? '  OVER' : '')
    console.log(`${measure.padEnd(columns.measure)}${[least, median, most].map(cell).join('')}${verdict}`)
  }
}

/** Beside the screens of the tests, for those who keep figures. */
export async function keepFigures(name: string, figures: readonly Figure[]): Promise<void> {
  const folder = path.join(root, 'test-results', 'bench-figures')
  await mkdir(folder, { recursive: true })
  await writeFile(path.join(folder, `${name}.json`), `${JSON.stringify(figures, null, 2)}\n`)
}
