import { describe, expect, it } from 'vitest'
import { printDocument } from '#shared/document/parse.ts'
import type { CoreParts } from '../core-service.ts'
import { type Content, classFolders, flat, writeTree } from '../datasets/testing/picture-files.ts'
import { createLinearEngine, linearDevice } from '../runs/testing/linear-engine.ts'
import { smallDocument } from '../runs/testing/run-fixture.ts'
import { runCli } from './run-cli.ts'
import { createFakeTerminal } from './testing/fake-terminal.ts'

const engine = createLinearEngine()
const parts: CoreParts = {
  engines: [engine],
  chooseDevice: async () => ({ engine, device: linearDevice }),
  saveModel: async () => ({ files: [], check: null }),
}

async function run(...args: string[]) {
  const terminal = createFakeTerminal('en')
  return { code: await runCli(args, parts, terminal, '1.2.3'), output: terminal.output(), errors: terminal.errors() }
}

async function pictures(): Promise<Record<string, Content>> {
  return { ...(await classFolders({ cat: 10, dog: 20 })), 'cat/torn.png': (await flat('#fff')).subarray(0, 40) }
}

describe('layerloom data', () => {
  it('says what is in a folder of pictures', async () => {
    const source = await writeTree(await pictures())
    const { code, output } = await run('data', `pictures:${source}`, '--size', '32x24', '--grey', '--test-share', '0.1')
    expect(code).toBe(0)
    expect(output).toMatch(/^cat +9 +1$/m)
    expect(output).toMatch(/^dog +18 +2$/m)
    expect(output).toContain('27 pictures to train and 3 to test, 32×24×1, 2 classes.')
    expect(output).toMatch(/Files that cannot be used: 1\.\n {2}cat\/torn\.png: it is damaged: /)
  })

  it('--json prints one object', async () => {
    const source = await writeTree(await pictures())
    const { output } = await run('data', `pictures:${source}`, '--fit', 'pad', '--json')
    expect(JSON.parse(output)).toMatchObject({
      data: { source: 'pictures', fit: 'pad', height: 64 },
      task: 'classification',
      train: 24,
      test: 6,
      classes: [
        { name: 'cat', train: 8, test: 2 },
        { name: 'dog', train: 16, test: 4 },
      ],
      skipped: { count: 1, files: [{ path: 'cat/torn.png' }] },
    })
  })

  it('--analyse looks at every picture', async () => {
    const files = await pictures()
    const source = await writeTree({ ...files, 'dog/again.png': files['dog/3.png'] ?? '' })
    const { code, output } = await run('data', `pictures:${source}`, '--analyse')
    expect(code).toBe(0)
    expect(output).toMatch(/^channel +mean +deviation +least +most$/m)
    expect(output).toMatch(/among the training pictures: 1|repeat another one: 1/)
    const { output: json } = await run('data', `pictures:${source}`, '--analyse', '--json')
    const { channels, copies, sizes } = JSON.parse(json)
    expect(channels).toHaveLength(3)
    expect(channels[2]).toMatchObject({ min: 100, max: 100, standardDeviation: 0 })
    expect(copies.train.count + copies.test.count + copies.across.count).toBe(1)
    expect(sizes).toEqual({ distinct: 1, most: [{ height: 8, width: 8, channels: 3, count: 31 }] })
  })

  it('describes the other sources as well', async () => {
    const { output } = await run('data', 'shapes:segmentation')
    expect(output).toMatch(/^class +training \(pixels\) +test \(pixels\)$/m)
  })

  it.each([
    [['--size', '32'], /--size needs a height and a width/],
    [['--size', '32x2000'], /--size needs/],
    [['--fit', 'squeeze'], /--fit/],
    [['--test-share', '1'], /--test-share needs a number from 0\.01 to 0\.9/],
    [['--ignore-colour', 'red'], /--ignore-colour needs a colour/],
  ])('refuses %j', async (options, words) => {
    const { code, errors } = await run('data', 'pictures:/nowhere', ...options)
    expect(code).not.toBe(0)
    expect(errors).toMatch(words)
  })

  it('refuses options of pictures for other data', async () => {
    expect((await run('data', 'shapes:both', '--size', '32x32')).errors).toMatch(
      /--size cannot be used with --data shapes/,
    )
    expect((await run('data', 'shapes:both', '--grey')).errors).toMatch(/--grey cannot be used/)
  })
})

describe('layerloom train', () => {
  it('trains with pictures of a folder', async () => {
    const counts = Object.fromEntries(['a', 'b', 'c', 'd', 'e', 'f'].map((name) => [name, 10]))
    const source = await writeTree({ ...(await classFolders(counts)) })
    const file = `${await writeTree({ 'small.loom': printDocument(smallDocument()) })}/small.loom`
    const { code, output } = await run(
      'train',
      file,
      '--data',
      `pictures:${source}`,
      '--size',
      '28x28',
      '--epochs',
      '2',
      '--json',
    )
    expect(code).toBe(0)
    const result = JSON.parse(output)
    expect(result.classes).toEqual(['a', 'b', 'c', 'd', 'e', 'f'])
    expect(result.confusion.flat().reduce((sum: number, cell: number) => sum + cell, 0)).toBe(12)
  })
})
