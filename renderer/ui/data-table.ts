export type TableValue = string | number | boolean | null

/** A table as a file has it: numbers as they are, not as they are shown. */
export interface DataTable {
  /** Of the file, without ending. */
  name: string
  /** Keys are the same in every language, for programs that read the file. */
  columns: readonly string[]
  rows: readonly (readonly TableValue[])[]
}

/** RFC 4180, with the mark by which spreadsheets know UTF-8. What is no number is left empty. */
export function printCsvTable({ columns, rows }: DataTable): string {
  return `\uFEFF${[columns, ...rows].map((row) => `${row.map(csvField).join(',')}\r\n`).join('')}`
}

export function csvField(value: TableValue): string {
  if (value === null || Number.isNaN(value)) return ''
  const text = String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** A list with an object for each row. JSON has no numbers that are not finite: they are null. */
export function printJsonTable({ columns, rows }: DataTable): string {
  const objects = rows.map((row) => Object.fromEntries(columns.map((column, place) => [column, row[place] ?? null])))
  return `${JSON.stringify(objects, null, 2)}\n`
}
