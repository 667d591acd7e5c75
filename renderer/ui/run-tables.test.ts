import { describe, expect, it } from 'vitest'
import type { RunRow } from '#shared/contract/records.ts'
import { printCsvTable, printJsonTable } from './data-table.ts'
import { tableOfClasses, tableOfConfusion, tableOfEpochs, tableOfPredictions, tableOfRuns } from './run-tables.ts'

const named = (...names: string[]) => names.map((name) => ({ en: name, 'zh-CN': `${name}号` }))
const confusion = [
  [9, 1],
  [2, 8],
]

describe('tables of runs', () => {
  it('have the confusion matrix with a column for each class', () => {
    const csv = printCsvTable(tableOfConfusion({ classes: named('cat', 'dog, small'), confusion }))
    expect(csv).toBe('\uFEFFtrue,cat,"dog, small"\r\ncat,9,1\r\n"dog, small",2,8\r\n')
  })

  it('tell classes apart that are called alike', () => {
    const json = JSON.parse(printJsonTable(tableOfConfusion({ classes: named('true', 'same'), confusion })))
    expect(json[1]).toEqual({ true: '1: same', '0: true': 2, '1: same': 8 })
  })

  it('have the scores of each class as they are', () => {
    const [first] = JSON.parse(printJsonTable(tableOfClasses({ classes: named('cat', 'dog'), confusion })))
    expect(first).toMatchObject({ class: 'cat', support: 10, recall: 0.9, precision: 9 / 11 })
  })

  it('have a row for each epoch and each test picture', () => {
    const epoch = {
      epoch: 1,
      loss: 0.5,
      accuracy: 0.8,
      valLoss: 0.6,
      valAccuracy: 0.75,
      learningRate: 0.01,
      seconds: 2,
    }
    expect(JSON.parse(printJsonTable(tableOfEpochs([epoch])))).toEqual([epoch])
    const predictions = { labels: [0, 1], predicted: [0, 0], probabilities: [0.9, 0.6] }
    expect(tableOfPredictions(predictions, named('cat', 'dog')).rows).toEqual([
      [0, 'cat', 'cat', true, 0.9],
      [1, 'dog', 'cat', false, 0.6],
    ])
  })

  it('have runs with times that every program reads', () => {
    const row = { runId: 'a', name: '', startedAt: 0, endedAt: null, data: { source: 'digits' }, tags: ['x', 'y'] }
    const table = tableOfRuns([{ ...row, device: { name: 'A processor' }, testAccuracy: 0.5 } as unknown as RunRow])
    const [first] = JSON.parse(printJsonTable(table))
    expect(first).toMatchObject({
      startedAt: '1970-01-01T00:00:00.000Z',
      endedAt: null,
      tags: 'x y',
      testAccuracy: 0.5,
    })
  })
})
