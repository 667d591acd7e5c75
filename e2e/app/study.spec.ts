import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Page } from '@playwright/test'
import { figureNames } from '#shared/contract/records.ts'
import { answerNotToSave } from '../dialogs.ts'
import { expect, root, test } from '../fixtures.ts'
import { Editor } from '../page-models/editor.ts'
import { Training } from '../page-models/training.ts'

async function openTemplate(page: Page, id: string): Promise<void> {
  await page.getByTestId('templates').click()
  await page.getByTestId('template-search').fill(id)
  await page.getByTestId(`template-${id}`).click()
  await expect(page.getByTestId('template-search')).toBeHidden()
}

async function train(page: Page, epochs: number): Promise<void> {
  const training = new Training(page)
  await page.getByTestId('tab-training').click()
  await page.getByTestId('training-epochs').fill(String(epochs))
  // Trainings as short as these are over before a look every now and then would have seen them begin.
  const begun = page.evaluate(() => {
    const hasBegun = () =>
      document.querySelector('[data-testid="run-status"]')?.getAttribute('data-phase') === 'training'
    return new Promise<void>((resolve) => {
      const look = () => (hasBegun() ? resolve() : requestAnimationFrame(look))
      look()
    })
  })
  await page.getByTestId('train').click()
  await begun
  await training.waitForPhase('finished', 120_000)
}

async function compareAll(page: Page, count: number): Promise<void> {
  await page.getByTestId('pages').locator('label').nth(2).click()
  const rows = page.getByTestId('run-row')
  await expect(rows).toHaveCount(count)
  for (let index = 0; index < count; index += 1) await rows.nth(index).getByTestId('run-mark').check()
  await page.getByTestId('runs-compare').click()
  await expect(page.getByTestId('study-table')).toBeVisible()
}

test('the study: its CNN and its FCN are trained on the digits and compared, all by clicking', async ({ launch }) => {
  test.setTimeout(240_000)
  const { app, page, shoot } = await launch()
  await answerNotToSave(app)
  await openTemplate(page, 'study-mnist-cnn')
  await page.getByTestId('tab-data').click()
  await expect(page.getByTestId('data-wanted')).toHaveAttribute('data-set', 'mnist')
  await train(page, 1)
  await openTemplate(page, 'study-mnist-fcn')
  await train(page, 1)
  await compareAll(page, 2)

  for (const figure of figureNames) {
    const cells = page.getByTestId(`study-${figure}`)
    await expect(cells).toHaveCount(2)
    for (const cell of await cells.all()) await expect(cell, figure).toHaveText(/\d/)
  }
  // The FCN came last and is the newest: A.
  await expect(page.getByTestId('study-parameters')).toHaveText(['74,362', '98,442'])
  await expect(page.getByTestId('verdict')).toContainText('McNemar')
  for (const name of ['confusion-first', 'confusion-second', 'confusion-difference']) {
    await page.getByTestId(name).scrollIntoViewIfNeeded()
    await expect(page.getByTestId(name).locator('svg').first()).toBeVisible()
  }
  await page.getByTestId('study-table').scrollIntoViewIfNeeded()
  await page.getByRole('button', { name: 'Dark colours' }).click()
  await page.waitForTimeout(800)
  await shoot('study-dark')
  await page.getByTestId('confusion-first').scrollIntoViewIfNeeded()
  await page.waitForTimeout(800)
  await shoot('study-dark-confusion')
})

for (const { lang, size } of [
  { lang: 'en', size: { width: 1440, height: 900 } },
  { lang: 'zh-CN', size: { width: 1024, height: 700 } },
] as const) {
  test(`two networks with two seeds each are compared by their means, ${lang}`, async ({ launch, folder }) => {
    test.setTimeout(240_000)
    const example = JSON.parse(await readFile(path.join(root, 'assets', 'examples', 'colours-and-shapes.loom'), 'utf8'))
    const file = path.join(folder, 'seeds.loom')
    const data = { ...example.data, train: 300, test: 90 }
    await writeFile(file, JSON.stringify({ ...example, data, training: { ...example.training, engine: 'onnx' } }))
    const { page, shoot } = await launch({ lang, size, args: [file] })
    const seed = page.getByTestId('training-seed')
    await train(page, 1)
    await seed.fill('2')
    await train(page, 1)
    // Another network: fewer filters.
    const editor = new Editor(page)
    await editor.select('conv2d-1')
    await editor.type('filters', 3)
    await train(page, 1)
    await seed.fill('1')
    await train(page, 1)
    await compareAll(page, 4)
    await expect(page.getByTestId('study-testAccuracy')).toHaveText([/± /, /± /])
    await expect(page.getByTestId('study-parameters')).toHaveCount(2)
    await expect(page.getByTestId('verdict')).toHaveCount(1)
    await expect(page.getByTestId('verdict')).toContainText('Welch')
    await page.waitForTimeout(800)
    await shoot('study-seeds')
    await page.getByTestId('pair-0').scrollIntoViewIfNeeded()
    await page.waitForTimeout(800)
    await shoot('study-seeds-pair')
  })
}

test('a network that grows goes on with what it has learned, the old layers frozen', async ({ launch, folder }) => {
  test.setTimeout(180_000)
  const example = JSON.parse(await readFile(path.join(root, 'assets', 'examples', 'colours-and-shapes.loom'), 'utf8'))
  const file = path.join(folder, 'grow.loom')
  const data = { ...example.data, train: 300, test: 90 }
  await writeFile(file, JSON.stringify({ ...example, data, training: { ...example.training, engine: 'onnx' } }))
  const { page, shoot } = await launch({ args: [file] })
  await train(page, 1)
  // A layer in the line between two others.
  await page.getByTestId('tab-training').click()
  const editor = new Editor(page)
  const { x, y } = await editor.middleOfLine('conv2d-2', 'maxpooling2d-2')
  await editor.dragLayer('Conv2D', { x, y })
  await expect(editor.node('conv2d-3')).toBeVisible()
  await editor.select('conv2d-3')
  await editor.choose('padding', 'same')
  await editor.type('filters', 16)
  await page.getByTestId('tab-training').click()
  await expect(page.getByTestId('fresh-layers')).toContainText('conv2d-3')
  await page.getByTestId('trainOn').click()
  await expect(page.getByTestId('initial-weights')).toBeVisible()
  await page.getByTestId('freezeCarried').click()
  await expect(page.getByTestId('unfreeze')).toBeVisible()
  await shoot('grown')
  await train(page, 1)
})

/** The binary version with a few pictures of each class. */
async function writeCifar(directory: string): Promise<void> {
  const records = (count: number) =>
    Buffer.concat(
      Array.from({ length: count }, (_, index) => Buffer.alloc(3073, 20 * (index % 10)).fill(index % 10, 0, 1)),
    )
  await mkdir(directory, { recursive: true })
  for (const [name, count] of [
    ['data_batch_1.bin', 40],
    ['test_batch.bin', 20],
  ] as const) {
    await writeFile(path.join(directory, name), records(count))
  }
}

/** The four files of an MNIST with a few pictures; its first test labels are the published ones. */
async function writeMnist(directory: string): Promise<void> {
  const labels = [7, 2, 1, 0, 4, 1, 4, 9, 5, 9, 0, 6, 9, 0, 1, 5, 9, 7, 3, 8]
  const header = (...numbers: number[]) =>
    Buffer.concat(
      numbers.map((number) => {
        const bytes = Buffer.alloc(4)
        bytes.writeUInt32BE(number)
        return bytes
      }),
    )
  await mkdir(directory, { recursive: true })
  for (const part of ['train', 't10k']) {
    const pictures = Buffer.concat([header(2051, labels.length, 28, 28), Buffer.alloc(784 * labels.length, 90)])
    const named = Buffer.concat([header(2049, labels.length), Buffer.from(labels)])
    await writeFile(path.join(directory, `${part}-images-idx3-ubyte.gz`), gzipSync(pictures))
    await writeFile(path.join(directory, `${part}-labels-idx1-ubyte.gz`), gzipSync(named))
  }
}

for (const { lang, size } of [
  { lang: 'en', size: { width: 1440, height: 900 } },
  { lang: 'zh-CN', size: { width: 1024, height: 700 } },
] as const) {
  test(`templates choose their data where it is, and say what they want where it is not, ${lang}`, async ({
    launch,
    folder,
  }) => {
    const data = path.join(folder, 'sets')
    await writeMnist(path.join(data, 'mnist'))
    const { app, page, shoot } = await launch({ lang, size, env: { LAYERLOOM_DATA: data } })
    await answerNotToSave(app)
    await openTemplate(page, 'study-mnist-cnn')
    await page.getByTestId('tab-data').click()
    await expect(page.getByTestId('data-mnist')).toBeChecked()
    await expect(page.getByTestId('data-wanted')).toHaveCount(0)

    await openTemplate(page, 'study-cifar-cnn')
    await expect(page.getByTestId('data-wanted')).toContainText('CIFAR-10')
    await expect(page.getByTestId('data-folder-cifar-10')).toBeVisible()
    await expect(page.getByTestId('data-download-cifar-10')).toBeVisible()
    await shoot('study-wanted')

    await writeCifar(path.join(data, 'cifar'))
    await openTemplate(page, 'study-cifar-fcn')
    await expect(page.getByTestId('data-cifar-10')).toBeChecked()
    await expect(page.getByTestId('data-summary')).toContainText('32×32×3')
    await expect(page.getByTestId('data-wanted')).toHaveCount(0)
  })
}
