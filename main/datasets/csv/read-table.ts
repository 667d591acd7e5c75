import { CsvError, parse } from 'csv-parse'
import { LoomError } from '#shared/messages/loom-error.ts'
import { pourFile, readFileStart } from '../archive/pour-file.ts'
import { reasonOf } from '../reason-of.ts'
import { findLabelColumn, isHeader, type LabelColumn } from './columns.ts'
import { NumberList } from './number-list.ts'

export interface CsvTable {
  file: string
  /** Numbers a row, without the label. */
  width: number
  /** Row after row. */
  numbers: Float32Array
  labels: string[]
  greatest: number
}

export interface ReadCsvOptions {
  /** The title of the column with the labels, or its number from 1; empty: found by its title, else the first. */
  label: string
  /** The most bytes that the file may have, unpacked. */
  limitBytes?: number
}

/** Each number of two characters or more takes four bytes while the table is read. */
const defaultLimitBytes = 1024 ** 3
/** No line of numbers is longer: it would be a picture of 2000×2000 in colour. */
const longestLine = 64 * 1024 ** 2

interface Record {
  record: string[]
  /** The line that the record ends in. */
  info: { lines: number }
}

/**
 * Reads a table of pixels and labels, separated by commas, semicolons or tabs, in UTF-8, plain or gzipped.
 * @throws LoomError data.csv…, data.unreadable, data.badGzip, with line and column
 */
export async function readTable(file: string, options: ReadCsvOptions): Promise<CsvTable> {
  const start = await readStart(file)
  const limitBytes = options.limitBytes ?? defaultLimitBytes
  const parser = parse({
    bom: true,
    delimiter: findSeparator(start.text),
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    trim: true,
    max_record_size: longestLine,
  })
  const pouring = pourFile(file, parser, { isGzip: start.isGzip, limitBytes })
  try {
    return await assemble(file, parser, options.label)
  } catch (error) {
    const cause = pouring.explain(error)
    if (!(cause instanceof CsvError)) throw cause
    throw new LoomError('data.csvBroken', { file, line: Number(cause.lines ?? 1), reason: reasonOf(cause) }, { cause })
  } finally {
    pouring.close()
  }
}

async function assemble(file: string, records: AsyncIterable<Record>, label: string): Promise<CsvTable> {
  const numbers = new NumberList()
  const labels: string[] = []
  let column: LabelColumn | null = null
  let greatest = 0
  for await (const { record, info } of records) {
    const line = info.lines
    if (!column) {
      column = findLabelColumn(file, record, label)
      if (isHeader(record, column)) continue
    }
    if (record.length !== column.count) {
      throw new LoomError('data.csvRagged', { file, line, found: record.length, expected: column.count })
    }
    for (let place = 0; place < record.length; place += 1) {
      const cell = record[place] ?? ''
      if (place === column.place) {
        labels.push(readLabel(file, cell, { line, column: place + 1 }))
      } else {
        const value = readPixel(file, cell, { line, column: place + 1 })
        numbers.push(value)
        if (value > greatest) greatest = value
      }
    }
  }
  if (!column || labels.length === 0) throw new LoomError('data.csvEmpty', { file })
  return { file, width: column.count - 1, numbers: numbers.view(), labels, greatest }
}

interface Place {
  line: number
  column: number
}

function readPixel(file: string, cell: string, place: Place): number {
  const value = cell === '' ? Number.NaN : Number(cell)
  if (value >= 0 && value <= 255) return value
  const shown = cell.slice(0, 40)
  if (cell === '') throw new LoomError('data.csvEmptyCell', { file, ...place })
  if (Number.isNaN(value)) throw new LoomError('data.csvNumber', { file, ...place, cell: shown })
  throw new LoomError('data.csvRange', { file, ...place, cell: shown })
}

/** Whole numbers in any spelling are one label: 3, 3.0, 3e0. */
function readLabel(file: string, cell: string, place: Place): string {
  if (cell === '') throw new LoomError('data.csvEmptyCell', { file, ...place })
  if (cell.includes('\uFFFD') || cell.includes('\0'))
    throw new LoomError('data.csvEncoding', { file, line: place.line })
  const value = Number(cell)
  if (/^nan$/i.test(cell) || (!Number.isNaN(value) && !Number.isInteger(value))) {
    throw new LoomError('data.csvLabel', { file, ...place, cell: cell.slice(0, 40) })
  }
  return Number.isNaN(value) ? cell : String(value)
}

/** What the file begins with. @throws LoomError data.unreadable, data.fileEmpty, data.csvEncoding */
async function readStart(file: string): Promise<{ isGzip: boolean; text: string }> {
  const { isGzip, bytes } = await readFileStart(file, 4096)
  if (bytes.length === 0) throw new LoomError('data.fileEmpty', { file })
  const isWide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
  if (isWide || (!isGzip && bytes.includes(0))) throw new LoomError('data.csvEncoding', { file, line: 1 })
  return { isGzip, text: isGzip ? '' : bytes.toString('utf8') }
}

/** The one that the first line has most of. Of a gzipped file it is taken to be the comma. */
function findSeparator(text: string): string {
  const [line = ''] = text.split('\n', 1)
  const counts = [',', ';', '\t'].map((separator) => ({ separator, count: line.split(separator).length }))
  return counts.reduce((best, each) => (each.count > best.count ? each : best)).separator
}
