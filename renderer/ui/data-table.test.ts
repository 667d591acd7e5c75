import { describe, expect, it } from 'vitest'
import { type DataTable, printCsvTable, printJsonTable } from './data-table.ts'

const table: DataTable = {
  name: 'table',
  columns: ['name', 'share', 'count', 'isBest'],
  rows: [
    ['a, "b"\nc', 0.1 + 0.2, 1_234_567, true],
    ['数字', Number.NaN, null, false],
  ],
}

describe('printCsvTable', () => {
  it('is RFC 4180 with the mark of UTF-8, numbers as they are', () => {
    expect(printCsvTable(table)).toBe(
      '\uFEFFname,share,count,isBest\r\n"a, ""b""\nc",0.30000000000000004,1234567,true\r\n数字,,,false\r\n',
    )
  })

  it('has its heading where there are no rows', () => {
    expect(printCsvTable({ ...table, rows: [] })).toBe('\uFEFFname,share,count,isBest\r\n')
  })
})

describe('printJsonTable', () => {
  it('has an object for each row', () => {
    expect(JSON.parse(printJsonTable(table))).toEqual([
      { name: 'a, "b"\nc', share: 0.1 + 0.2, count: 1_234_567, isBest: true },
      { name: '数字', share: null, count: null, isBest: false },
    ])
  })
})
