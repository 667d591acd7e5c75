import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { countClasses } from '../stratify.ts'
import { tarGzOf, tarOf, zipOf } from '../testing/archives.ts'
import { type Content, classFolders, flat, openPictureData, writeTree } from '../testing/picture-files.ts'
import { pixelsOf } from '../testing/pixels-of.ts'

const namesOf = ({ classes }: { classes: { en: string }[] }) => classes.map(({ en }) => en)

async function writeSource(name: string, content: Content): Promise<string> {
  return path.join(await writeTree({ [name]: content }), name)
}

describe('pictures in an archive', () => {
  it.each<[string, (files: Record<string, Content>) => Buffer | Promise<Buffer>]>([
    ['set.zip', zipOf],
    ['set.tar.gz', tarGzOf],
    ['set.tar', (files) => tarOf(Object.entries(files).map(([name, content]) => [{ name }, content]))],
    ['misnamed.png', zipOf],
  ])('%s are those of the same folder, to the pixel', async (name, archive) => {
    const files = await classFolders({ 'set/猫': 6, 'set/dog': 6 })
    const folder = await openPictureData(await writeTree(files))
    const packed = await openPictureData(await writeSource(name, await archive({ ...files, '__MACOSX/._x': '' })))
    expect(namesOf(packed)).toEqual(['dog', '猫'])
    expect([...pixelsOf(packed.train)]).toEqual([...pixelsOf(folder.train)])
    expect([...packed.test.labels]).toEqual([...folder.test.labels])
  })

  it('whose names are GBK have the classes that were meant', async () => {
    const zip = zipOf(await classFolders({ aa: 3, bb: 3 }))
    // 猫 in GBK in place of aa, 狗 in place of bb; the mark for UTF-8 was never set.
    const gbk = zip.toString('latin1').replaceAll('aa/', '\xc3\xa8/').replaceAll('bb/', '\xb9\xb7/')
    const dataset = await openPictureData(await writeSource('set.zip', Buffer.from(gbk, 'latin1')))
    expect(namesOf(dataset).sort()).toEqual(['狗', '猫'].sort())
  })
})

describe('pictures named in a table', () => {
  const files = async () => ({
    ...(await classFolders({ p: 12 })),
    'table.csv': `path,label,split\n${Array.from({ length: 10 }, (_, index) => `p/${index}.png,${index % 2 ? 'odd' : 'even'},${index < 6 ? 'train' : 'test'}`).join('\n')}\n`,
  })

  it('have the classes and the parts of their lines', async () => {
    const dataset = await openPictureData(path.join(await writeTree(await files()), 'table.csv'))
    expect(namesOf(dataset)).toEqual(['even', 'odd'])
    expect([dataset.train.count, dataset.test.count]).toEqual([6, 4])
    expect([...dataset.test.labels]).toEqual([0, 1, 0, 1])
    const greens = [...pixelsOf(dataset.test)].filter((_, at) => at % 48 === 1)
    expect(greens).toEqual([6, 7, 8, 9])
  })

  it.each([
    ['no heading', 'p/0.png,a\np/1.png,b\np/2.png,a\np/3.png,b'],
    [
      'semicolons, a mark of byte order and other names',
      '\uFEFFID;Category;Filename\n1;a;p/0.png\n2;b;p/1.png\n3;a;p/2.png\n4;b;p/3.png',
    ],
    ['tabs and quotes', 'image\tclass\n"p/0.png"\ta\np/1.png\t"b"\np/2.png\ta\np/3.png\tb'],
    ['backslashes', 'file,label\np\\0.png,a\np\\1.png,b\n.\\p\\2.png,a\np\\3.png,b'],
  ])('may have %s', async (_name, table) => {
    const source = await writeTree({ ...(await classFolders({ p: 4 })), 'table.csv': table })
    const dataset = await openPictureData(path.join(source, 'table.csv'), { testShare: 0.5 })
    expect(namesOf(dataset)).toEqual(['a', 'b'])
    expect(countClasses(dataset.test.labels, 2)).toEqual([1, 1])
  })

  it('leave out lines that name nothing that can be used', async () => {
    const lines = ['path,label', 'p/0.png,a', 'p/1.png,b', 'p/2.png,a', 'p/3.png,b']
    const bad = ['p/0.png,b', 'p/9.png,a', '../secret.png,a', '/etc/hostname.png,a', 'p/2.png', 'notes.txt,a']
    const source = await writeTree({ ...(await classFolders({ p: 4 })), 'table.csv': [...lines, ...bad].join('\n') })
    const { skipped, train, test } = await openPictureData(path.join(source, 'table.csv'), { testShare: 0.5 })
    expect(train.count + test.count).toBe(4)
    expect(skipped?.files.map(({ reason }) => reason.code.slice('data.skip.'.length))).toEqual([
      'duplicate',
      'missing',
      'outside',
      'outside',
      'noClass',
      'format',
    ])
  })
})

/** A mask of two colours, the left half and the right; and its picture. */
async function halves(left: string, right: string, size: [number, number] = [8, 8]) {
  const { loadSharp } = await import('./load-sharp.ts')
  const [width, height] = size
  const half = await flat(right, [width / 2, height])
  const mask = loadSharp()({ create: { width, height, channels: 3, background: left } })
  return mask
    .composite([{ input: half, left: width / 2, top: 0 }])
    .png()
    .toBuffer()
}

const pairs = async (count: number, left = '#000000', right = '#0a0a0a') =>
  Object.fromEntries(
    (
      await Promise.all(
        Array.from({ length: count }, async (_, index) => [
          [`images/${index}.jpg`, await flat('#336699', [8, 8], 'jpeg')],
          [`masks/${index}.png`, await halves(left, right)],
        ]),
      )
    ).flat(),
  ) as Record<string, Content>

const masks = { task: 'segmentation' }

describe('pictures with masks', () => {
  it('have a class for each colour, dark ones first, by the values of grey ones', async () => {
    const dataset = await openPictureData(await writeTree(await pairs(5)), masks)
    expect([dataset.task, dataset.ignoreLabel, namesOf(dataset)]).toEqual(['segmentation', 255, ['0', '10']])
    expect([dataset.train.count, dataset.test.count]).toEqual([4, 1])
    expect([...dataset.test.labels]).toEqual(Array.from({ length: 4 }, () => [0, 0, 1, 1]).flat())
  })

  it('ignore the colour that they are told to, and what is beside padded pictures', async () => {
    const files = {
      ...(await pairs(4, '#ff0000', '#00ff00')),
      'images/wide.png': await flat('#ffffff', [16, 8]),
      'masks/wide.png': await halves('#ff0000', '#0000ff', [16, 8]),
    }
    const source = await writeTree(files)
    const dataset = await openPictureData(source, {
      ...masks,
      ignoreColour: '#00ff00',
      fit: 'pad',
      testShare: 0.8,
      seed: 3,
    })
    expect(namesOf(dataset)).toEqual(['#0000ff', '#ff0000'])
    const all = [...dataset.train.labels, ...dataset.test.labels]
    const padded = Array.from({ length: 5 }, (_, index) => all.slice(16 * index, 16 * index + 16)).filter(
      (each) => each[0] === 255,
    )
    expect(padded).toEqual([[255, 255, 255, 255, 1, 1, 0, 0, 1, 1, 0, 0, 255, 255, 255, 255]])
    expect(all.filter((label) => label === 255)).toHaveLength(8 + 4 * 8)
  })

  it('are found by name in images/train and masks/train as well, and in a table', async () => {
    const flatPairs = await pairs(6)
    const moved = Object.fromEntries(
      Object.entries(flatPairs).map(([name, content], place) => {
        const split = place < 8 ? 'train' : 'val'
        return [name.replace('/', `/${split}/`).replace(/(masks.*)\.png/, '$1_mask.png'), content]
      }),
    )
    const dataset = await openPictureData(await writeTree(moved), masks)
    expect([dataset.train.count, dataset.test.count]).toEqual([4, 2])

    const table = `image,mask\n${[0, 1, 2, 3].map((index) => `images/${index}.jpg,masks/${index}.png`).join('\n')}`
    const source = await writeTree({ ...flatPairs, 'table.csv': table })
    const listed = await openPictureData(path.join(source, 'table.csv'), masks)
    expect(listed.train.count + listed.test.count).toBe(4)
  })

  it('have the names of a classes.txt, and with colours only those', async () => {
    const plain = await openPictureData(
      await writeTree({ ...(await pairs(4)), 'classes.txt': 'ground\nthing\n' }),
      masks,
    )
    expect(namesOf(plain)).toEqual(['ground', 'thing'])
    const named = { ...(await pairs(4)), 'classes.txt': 'thing #0a0a0a\nground #000000\nnever #ffffff' }
    const dataset = await openPictureData(
      await writeTree({
        ...named,
        'images/x.jpg': await flat('#111111'),
        'masks/x.png': await halves('#000000', '#123456'),
      }),
      masks,
    )
    expect(namesOf(dataset)).toEqual(['thing', 'ground', 'never'])
    expect([...dataset.test.labels.subarray(0, 4)]).toEqual([1, 1, 0, 0])
    expect(dataset.skipped?.files).toEqual([
      { path: 'images/x.jpg', reason: { code: 'data.skip.maskColour', values: { colour: '#123456' } } },
    ])
  })

  it('leave out those whose masks are missing, damaged or of another size', async () => {
    const source = await writeTree({
      ...(await pairs(4)),
      'images/alone.jpg': await flat('#111111'),
      'images/torn.jpg': await flat('#111111'),
      'masks/torn.png': 'no mask',
      'images/other.jpg': await flat('#111111'),
      'masks/other.png': await halves('#000000', '#0a0a0a', [6, 8]),
    })
    const { skipped, train, test } = await openPictureData(source, masks)
    expect(train.count + test.count).toBe(4)
    expect(skipped?.files.map(({ path: name, reason }) => [name, reason.code])).toEqual([
      ['images/alone.jpg', 'data.skip.noMask'],
      ['images/other.jpg', 'data.skip.maskSize'],
      ['images/torn.jpg', 'data.skip.maskDamaged'],
    ])
  })
})
