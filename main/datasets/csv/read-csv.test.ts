import path from 'node:path'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { LoomError } from '#shared/messages/loom-error.ts'
import type { Dataset } from '../dataset.ts'
import { countClasses } from '../stratify.ts'
import { type Content, failureOf, temporaryFolder, writeFiles } from '../testing/make-files.ts'
import { pixelsOf } from '../testing/pixels-of.ts'
import { type CsvChoice, readCsv } from './read-csv.ts'

let root: string
let count = 0
beforeAll(async () => {
  root = await temporaryFolder()
})

async function fileOf(content: Content, name = 'set.csv', more: Record<string, Content> = {}): Promise<string> {
  count += 1
  await writeFiles(path.join(root, String(count)), { [name]: content, ...more })
  return path.join(root, String(count), name)
}

type Changes = Partial<Omit<CsvChoice, 'source' | 'path'>> & { limitBytes?: number }

function open(file: string, { limitBytes, ...changes }: Changes = {}): Promise<Dataset> {
  const choice: CsvChoice = { source: 'csv', path: file, label: '', testShare: 0.5, seed: 1, ...changes }
  return readCsv(choice, limitBytes === undefined ? {} : { limitBytes })
}

const rows = '7,0,1,2,3\n8,4,5,6,255\n7,8,9,10,11\n8,12,13,14,15\n'

/** Label and pixels of all pictures, sorted by their first pixel. */
async function everything(dataset: Dataset): Promise<string[]> {
  const lines = [dataset.train, dataset.test].flatMap((samples) => {
    const pixels = pixelsOf(samples)
    return [...samples.labels].map((label, index) => {
      const own = [...pixels.subarray(index * 4, index * 4 + 4)]
      return `${dataset.classes[label]?.en}: ${own.join(' ')}`
    })
  })
  return lines.sort((a, b) => Number(a.split(' ')[1]) - Number(b.split(' ')[1]))
}

const wanted = ['7: 0 1 2 3', '8: 4 5 6 255', '7: 8 9 10 11', '8: 12 13 14 15']

describe('CSV of pixels', () => {
  it.each<[what: string, content: Content, changes?: Changes]>([
    ['rows alone', rows],
    ['a line of titles', `label,1x1,1x2,2x1,2x2\n${rows}`],
    ['titles that count', `label,0,1,2,3\n${rows}`],
    [
      'semicolons, a byte order mark and Windows’ ends of lines',
      `\uFEFF${rows.replaceAll(',', ';').replaceAll('\n', '\r\n')}`,
    ],
    ['tabs, quotes, spaces and empty lines', rows.replaceAll(',', '\t').replace('8', '"8"').replace('\n', '\n\n')],
    ['no end of the last line', rows.trimEnd()],
    ['numbers with points', rows.replaceAll(/(\d+)/g, '$1.0')],
    ['gzip', gzipSync(rows)],
    ['the label at the end', rows.replaceAll(/^(\d),(.*)$/gm, '$2,$1'), { label: '5' }],
    ['the label by its title', `a,b,kind,c,d\n${rows.replaceAll(/^(\d),(\d+,\d+),/gm, '$2,$1,')}`, { label: 'kind' }],
    ['a title that people use', `a,b,class,c,d\n${rows.replaceAll(/^(\d),(\d+,\d+),/gm, '$2,$1,')}`],
  ])('reads %s', async (_, content, changes) => {
    const dataset = await open(await fileOf(content), changes)
    expect(dataset.inputShape).toEqual([2, 2, 1])
    expect(await everything(dataset)).toEqual(wanted)
    expect(dataset.notes?.map(({ code }) => code)).toEqual(['data.noteByte', 'data.noteSplit'])
  })

  it('takes numbers up to 1 for shares of white', async () => {
    const dataset = await open(await fileOf('a,0,1,0.5,0.2\nb,0.1,0,0,1\n'))
    expect(await everything(dataset)).toEqual(['a: 0 255 128 51', 'b: 26 0 0 255'])
    expect(dataset.notes?.[0]?.code).toBe('data.noteUnit')
  })

  it('names classes by their labels, in any language', async () => {
    const dataset = await open(await fileOf('猫,0,1,2,3\n狗,4,5,6,9\n猫,8,9,10,11\n'))
    expect(dataset.classes.map(({ en }) => en).sort()).toEqual(['狗', '猫'].sort())
  })

  it('splits each class in proportion', async () => {
    const many = Array.from({ length: 60 }, (_, index) => `${index % 3},${index},1,2,3`).join('\n')
    const { train, test } = await open(await fileOf(many), { testShare: 0.2 })
    expect(countClasses(train.labels, 3)).toEqual([16, 16, 16])
    expect(countClasses(test.labels, 3)).toEqual([4, 4, 4])
  })

  it('takes the test pictures from their own file: the one named, or the one beside it', async () => {
    const beside = await fileOf(rows, 'mnist_train.csv', {
      'mnist_test.csv': '7,9,9,9,9\n',
      'other.csv': '8,1,1,1,1\n',
    })
    const found = await open(beside)
    expect([found.train.count, ...pixelsOf(found.test)]).toEqual([4, 9, 9, 9, 9])
    expect(found.notes?.[1]).toMatchObject({ code: 'data.noteTestFile' })
    const named = await open(beside, { testPath: path.join(path.dirname(beside), 'other.csv') })
    expect([...pixelsOf(named.test)]).toEqual([1, 1, 1, 1])
    // Such a file of a contest often has no labels.
    const contest = await open(await fileOf(rows, 'train.csv', { 'test.csv': '1,2,3,4\n' }))
    expect(contest.train.count + contest.test.count).toBe(4)
  })

  it('takes the size that is given', async () => {
    const dataset = await open(await fileOf('a,1,2,3,4,5,6\nb,1,2,3,4,5,6\n'), {
      size: { height: 1, width: 2, channels: 3 },
    })
    expect(dataset.inputShape).toEqual([1, 2, 3])
  })
})

describe('damaged CSV', () => {
  it.each<[what: string, content: Content, code: string, says: string, changes?: Changes]>([
    ['an empty file', '', 'data.fileEmpty', 'set.csv'],
    ['titles alone', 'label,a,b,c,d\n', 'data.csvEmpty', 'no rows'],
    ['empty lines alone', '\n\n\n', 'data.csvEmpty', 'no rows'],
    ['one column', '1\n2\n', 'data.csvColumns', '1 column'],
    ['a short row', `${rows}7,1,2,3\n`, 'data.csvRagged', 'line 5: there are 4 columns'],
    ['a long row', `${rows}7,1,2,3,4,5\n`, 'data.csvRagged', '6 columns'],
    ['a row ending in a comma', rows.replace('255\n', '255,\n'), 'data.csvRagged', 'line 2'],
    ['a word among the pixels', rows.replace('13', 'cat'), 'data.csvNumber', 'line 4, column 3: “cat”'],
    ['NaN', rows.replace('13', 'NaN'), 'data.csvNumber', 'NaN'],
    ['an empty cell', rows.replace('13', ''), 'data.csvEmptyCell', 'line 4, column 3'],
    ['an empty label', rows.replace('8,4', ',4'), 'data.csvEmptyCell', 'line 2, column 1'],
    ['a pixel of 256', rows.replace('255', '256'), 'data.csvRange', 'line 2, column 5: 256'],
    ['a negative pixel', rows.replace('13', '-1'), 'data.csvRange', '-1'],
    ['infinity', rows.replace('13', 'Infinity'), 'data.csvRange', 'Infinity'],
    ['a label with a fraction', rows.replace('8,4', '8.5,4'), 'data.csvLabel', 'line 2, column 1'],
    ['a label of NaN', rows.replace('8,4', 'nan,4'), 'data.csvLabel', 'nan'],
    ['one class', '1,0,1,2,3\n1,4,5,6,7\n', 'data.oneLabel', 'are 1'],
    ['rows that are no square', '1,0,1,2\n2,4,5,6\n1,1\n', 'data.csvRagged', 'line 3'],
    ['too few pictures to test with any', rows, 'data.fewPictures', '4 picture', { testShare: 0.05 }],
    ['five pixels', '1,0,1,2,3,9\n2,4,5,6,7,9\n', 'data.csvNoSquare', '5 numbers'],
    ['another size', rows, 'data.csvSize', '3×2×1', { size: { height: 3, width: 2, channels: 1 } }],
    ['no such column', rows, 'data.csvNoColumn', 'kind', { label: 'kind' }],
    ['a column number too far', rows, 'data.csvNoColumn', '6', { label: '6' }],
    ['a quote that is not closed', `"${rows}`, 'data.csvBroken', 'line'],
    ['UTF-16', Buffer.from(`\uFEFF${rows}`, 'utf16le'), 'data.csvEncoding', 'UTF-8'],
    ['Latin-1 in a label', Buffer.from('é,0,1,2,3\nb,4,5,6,9\n', 'latin1'), 'data.csvEncoding', 'line 1'],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'data.csvEncoding', 'UTF-8'],
    ['a gzip cut off', gzipSync(rows).subarray(0, -9), 'data.badGzip', 'set.csv'],
    ['more than the limit', rows.repeat(100), 'data.unpackedTooLarge', 'MiB', { limitBytes: 1000 }],
    ['a bomb', gzipSync(rows.repeat(100_000)), 'data.unpackedTooLarge', 'MiB', { limitBytes: 10_000 }],
  ])('refuses %s', async (_, content, code, says, changes) => {
    const file = await fileOf(content)
    const error = await failureOf(() => open(file, changes))
    expect(error.code).toBe(code)
    expect(error.message).toContain(says)
  })

  it('never fails but with a reason, whatever the bytes', async () => {
    const real = Buffer.from(`label,a,b,c,d\n${rows}`)
    await fc.assert(
      fc.asyncProperty(
        fc.nat(real.length - 1),
        fc.nat(255),
        fc.integer({ min: 1, max: real.length }),
        async (place, byte, end) => {
          const changed = Buffer.from(real)
          changed[place] = byte
          const file = await fileOf(changed.subarray(0, end))
          const outcome = await open(file).catch((error: unknown) => error)
          if (outcome instanceof Error) expect(outcome).toBeInstanceOf(LoomError)
        },
      ),
      { seed: 1, numRuns: 300 },
    )
  })

  it('refuses what cannot be opened, and test pictures of another size', async () => {
    expect((await failureOf(() => open(path.join(root, 'gone.csv')))).code).toBe('data.unreadable')
    expect((await failureOf(() => open(root))).code).toBe('data.unreadable')
    const train = await fileOf(rows, 'a_train.csv', { 'a_test.csv': '7,1\n' })
    expect((await failureOf(() => open(train))).code).toBe('data.csvWidths')
  })
})
