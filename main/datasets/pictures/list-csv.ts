import path from 'node:path'
import { parse } from 'csv-parse/sync'
import type { SkippedFile } from '#shared/contract/data.ts'
import { LoomError } from '#shared/messages/loom-error.ts'
import { safePath } from '../archive/entry-name.ts'
import type { SourceFile } from '../archive/source-tree.ts'
import { filesAtOnce, workAtOnce } from '../at-once.ts'
import { reasonOf } from '../reason-of.ts'
import { assignSplits, isPicture, type ListedPicture, type Listing } from './listing.ts'

/** The usual names of the columns. */
const columns = {
  picture: /^(path|file|filename|file_name|file_path|filepath|image|image_path|picture|img)$/i,
  label: /^(label|class|class_name|category|target|y)$/i,
  mask: /^(mask|mask_path|segmentation)$/i,
  split: /^(split|set|subset|partition|fold)$/i,
}
type Column = keyof typeof columns

export interface CsvSource {
  /** The file, for the errors. */
  file: string
  text: string
  /** The folder that the paths of the lines start from. */
  directory: string
  task: 'classification' | 'segmentation'
  /** The file at a path below that folder, or why there is none. */
  find(path: string): Promise<SourceFile | 'link' | 'missing'>
}

/**
 * Pictures by a table: a path and a class, or a path and the path of a mask, and where there is a third column the part of the
 * data. Columns go by their names where there is a heading, else by their order.
 * @throws LoomError data.listBroken, data.listColumns, data.listEmpty
 */
export async function listCsv(source: CsvSource): Promise<Listing> {
  const { file, task } = source
  const rows = parseTable(file, source.text)
  if (rows.length === 0) throw new LoomError('data.listEmpty', { file })
  const second = task === 'segmentation' ? 'mask' : 'label'
  const { places, hasHeading } = findColumns(file, rows[0] ?? [], second)
  const body = hasHeading ? rows.slice(1) : rows
  if (body.length === 0) throw new LoomError('data.listEmpty', { file })
  const cell = (row: string[], column: Column) => row[places[column] ?? -1]?.trim() ?? ''
  const splits = assignSplits(new Set(body.map((row) => cell(row, 'split'))))
  const pictures: ListedPicture[] = []
  const skipped: SkippedFile[] = []
  const seen = new Set<string>()
  const outcomes: Awaited<ReturnType<typeof listRow>>[] = []
  await workAtOnce(body, filesAtOnce, async (row, place) => {
    outcomes[place] = await listRow(source, { picture: cell(row, 'picture'), other: cell(row, second), seen })
  })
  for (const [place, outcome] of outcomes.entries()) {
    if ('reason' in outcome) skipped.push(outcome)
    else pictures.push({ ...outcome, split: splits.get(cell(body[place] ?? [], 'split')) ?? null })
  }
  return { pictures, skipped }
}

function parseTable(file: string, text: string): string[][] {
  try {
    return parse(text, {
      bom: true,
      delimiter: guessDelimiter(text),
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: 100_000,
    }) as string[][]
  } catch (error) {
    const line = (error as { lines?: number }).lines ?? 1
    throw new LoomError('data.listBroken', { file, line, reason: reasonOf(error) }, { cause: error })
  }
}

/** The one that the first line has most of. */
function guessDelimiter(text: string): string {
  const [first = ''] = text.split('\n', 1)
  const countOf = (mark: string) => first.split(mark).length
  return [',', ';', '\t'].sort((a, b) => countOf(b) - countOf(a))[0] ?? ','
}

function findColumns(file: string, heading: string[], second: 'label' | 'mask') {
  const placeOf = (column: Column) => {
    const place = heading.findIndex((name) => columns[column].test(name.trim()))
    return place < 0 ? undefined : place
  }
  const picture = placeOf('picture')
  const other = placeOf(second)
  if (picture !== undefined && other !== undefined) {
    return {
      places: { picture, [second]: other, split: placeOf('split') } as Partial<Record<Column, number>>,
      hasHeading: true,
    }
  }
  const isPlain = heading.length >= 2 && isPicture({ path: (heading[0] ?? '').trim() })
  if (!isPlain) throw new LoomError('data.listColumns', { file, found: heading.slice(0, 8).join(', '), second })
  return { places: { picture: 0, [second]: 1, split: 2 } as Partial<Record<Column, number>>, hasHeading: false }
}

type SkipCode = 'noClass' | 'noMask' | 'outside' | 'missing' | 'link' | 'duplicate' | 'format'

async function listRow(
  source: CsvSource,
  { picture, other, seen }: { picture: string; other: string; seen: Set<string> },
): Promise<SkippedFile | Omit<ListedPicture, 'split'>> {
  const skip = (name: string, code: SkipCode): SkippedFile => ({ path: name, reason: { code: `data.skip.${code}` } })
  if (other === '') return skip(picture, source.task === 'segmentation' ? 'noMask' : 'noClass')
  const below = pathBelow(source.directory, picture)
  if (below === null) return skip(picture, 'outside')
  if (seen.has(below)) return skip(picture, 'duplicate')
  seen.add(below)
  if (!isPicture({ path: below })) return skip(picture, 'format')
  const file = await source.find(below)
  if (typeof file === 'string') return skip(picture, file)
  if (source.task === 'classification') return { file, className: other, mask: null }
  const maskBelow = pathBelow(source.directory, other)
  const mask = maskBelow === null ? 'outside' : await source.find(maskBelow)
  return typeof mask === 'string' ? skip(other, mask) : { file, className: null, mask }
}

/** Whole paths count as well, as long as they lie in the folder. */
function pathBelow(directory: string, name: string): string | null {
  const relative = path.isAbsolute(name) ? path.relative(directory, name) : name
  return safePath(relative)
}
