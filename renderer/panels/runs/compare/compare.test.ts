import { describe, expect, it } from 'vitest'
import { nameRuns } from '#shared/comparison/name-runs.ts'
import { figureNames, type RunComparison, type RunDetails, type RunGroup } from '#shared/contract/records.ts'
import { meanInterval } from '#shared/statistics/mean-interval.ts'
import { printCsvTable } from '../../../ui/data-table.ts'
import { overlaidFigure } from './overlaid-figure.ts'
import { bestColumn, studyTable, tableOfStudy } from './study-table.ts'

const theme = {
  text: '#000',
  dim: '#666',
  line: '#eee',
  panel: '#fff',
  train: '#00f',
  validation: '#f80',
  error: '#f00',
  font: 'sans-serif',
  isDark: false,
}

function run(runId: string, seed: number, name = 'CNN'): RunDetails {
  const epochList = [1, 2].map((epoch) => ({ epoch, loss: 1, accuracy: 0.5, valLoss: 1, valAccuracy: 0.5 }))
  return { runId, seed, name, epochList } as unknown as RunDetails
}

function group(runIds: string[], values: Partial<Record<string, number[]>>): RunGroup {
  const figures = figureNames.map((name) => [name, meanInterval(values[name] ?? [])])
  return { key: runIds.join(), runIds, figures: Object.fromEntries(figures) }
}

const runs = [run('c1', 1), run('f', 1, 'FCN, "wide"'), run('c2', 2)]
const comparison: RunComparison = {
  groups: [
    group(['c1', 'c2'], { testAccuracy: [0.96, 0.98], parameters: [98_442, 98_442] }),
    group(['f'], { testAccuracy: [0.95], parameters: [93_130] }),
  ],
  verdicts: [],
}

describe('runs side by side', () => {
  it('are called by the letters of their groups, with numbers where a group has several', () => {
    expect(
      nameRuns(runs, comparison).map(({ letter, run: { runId }, group: place }) => [letter, runId, place]),
    ).toEqual([
      ['A1', 'c1', 0],
      ['A2', 'c2', 0],
      ['B', 'f', 1],
    ])
  })

  it('make the study’s table, and a CSV that a spreadsheet reads', () => {
    const table = studyTable(runs, comparison)
    expect(table.columns.map(({ seeds }) => seeds)).toEqual([[1, 2], [1]])
    const lines = printCsvTable(tableOfStudy(table)).slice(1).split('\r\n')
    expect(lines).toHaveLength(4)
    expect(lines[0]?.split(',').slice(0, 5)).toEqual(['letter', 'name', 'seeds', 'seconds', 'seconds ±'])
    expect(lines[2]).toContain('B,"FCN, ""wide""",1,')
    const columns = lines[0]?.split(',') ?? []
    const cells = lines[1]?.split(',') ?? []
    expect(Number(cells[columns.indexOf('testAccuracy')])).toBeCloseTo(0.97, 12)
    // 12.7062 · 0.0141421 / √2, from the table of Student's t.
    expect(Number(cells[columns.indexOf('testAccuracy ±')])).toBeCloseTo(0.127062, 6)
    expect(cells[columns.indexOf('valLoss')]).toBe('')
  })

  it('have their curves in one chart, each group in a colour of its own', () => {
    const texts = { loss: 'Loss', accuracy: 'Accuracy', epoch: 'Epoch', train: 'train', validation: 'val' }
    const { data } = overlaidFigure(nameRuns(runs, comparison), texts, theme, { width: 800 })
    expect(data).toHaveLength(3 * 2 * 2)
    const traces = data as { name: string; line: { color: string; dash: string }; xaxis: string }[]
    const colourOf = (name: string) => traces.find((trace) => trace.name === name)?.line.color
    expect(colourOf('A1 val')).toBe(colourOf('A2 train'))
    expect(colourOf('B val')).not.toBe(colourOf('A1 val'))
    expect(new Set(traces.map(({ xaxis }) => xaxis))).toEqual(new Set(['x', 'x2']))
  })
})

it('marks the best cell of a row only where it reads otherwise than all others', () => {
  const show = (value: number) => value.toFixed(2)
  expect(bestColumn('testAccuracy', [0.95, 0.97, null], show)).toBe(1)
  expect(bestColumn('testLoss', [0.95, 0.97, null], show)).toBe(0)
  expect(bestColumn('testAccuracy', [0.97, 0.97, 0.97], show)).toBeNull()
  expect(bestColumn('testAccuracy', [0.9712, 0.9713], show)).toBeNull()
  expect(bestColumn('testAccuracy', [0.95, 0.9712, 0.9713], show)).toBeNull()
  expect(bestColumn('parameters', [1, 2], show)).toBeNull()
  expect(bestColumn('testAccuracy', [0.97, null], show)).toBeNull()
})
