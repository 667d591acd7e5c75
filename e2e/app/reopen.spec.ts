import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Page } from '@playwright/test'
import type { LoomDocument } from '#shared/document/schema.ts'
import { answerNotToSave, answerOpenDialog } from '../dialogs.ts'
import { expect, root, test } from '../fixtures.ts'
import { drawOne } from '../page-models/draw-one.ts'
import { Training } from '../page-models/training.ts'

const example = (name: string) => path.join(root, 'assets', 'examples', `${name}.loom`)

/** One epoch. */
async function train(page: Page): Promise<void> {
  const training = new Training(page)
  await page.getByTestId('tab-training').click()
  await page.getByTestId('training-epochs').fill('1')
  await page.getByTestId('training-epochs').press('Enter')
  await training.start()
  await training.waitForPhase('finished', 240_000)
}

/** The figures of the test, digit for digit, and the confusion matrix. */
async function readTest(page: Page, classCount: number) {
  const training = new Training(page)
  await training.show('confusion')
  return { accuracy: await training.testAccuracy(), confusion: await training.confusion(classCount) }
}

/** Probabilities of the line that is drawn, as they are shown once it is whole. */
async function answerToOne(page: Page): Promise<string | null> {
  await new Training(page).show('try')
  await drawOne(page)
  const answer = page.getByTestId('try-answer')
  await expect(answer.locator('li')).toHaveCount(10)
  await page.waitForTimeout(1500)
  return answer.textContent()
}

async function openNewest(page: Page): Promise<void> {
  await page.getByTestId('run-row').first().click()
  await page.getByTestId('run-open-trained').click()
  await new Training(page).waitForPhase('finished', 120_000)
}

for (const { lang, size } of [
  { lang: 'en', size: { width: 1440, height: 900 } },
  { lang: 'zh-CN', size: { width: 1024, height: 700 } },
] as const) {
  test(`a kept run is opened again after a restart, as it was, ${lang}`, async ({ launch, folder }) => {
    test.setTimeout(420_000)
    const userData = path.join(folder, 'kept')
    const first = await launch({ lang, size, userData, args: [example('study-mnist-cnn')] })
    await train(first.page)
    const before = await readTest(first.page, 10)
    const answer = await answerToOne(first.page)
    await first.close()

    const { page, shoot } = await launch({ lang, size, userData })
    const training = new Training(page)
    for (const tab of ['maps', 'gallery', 'try'] as const) {
      await training.show(tab)
      await expect(page.getByTestId('to-runs')).toBeVisible()
    }
    await shoot('reopen-try-empty')
    await page.getByTestId('to-runs').click()
    await page.getByTestId('run-row').first().click()
    await expect(page.getByTestId('run-open-trained')).toBeEnabled()
    await page.waitForTimeout(800)
    await shoot('reopen-details')
    await openNewest(page)

    // Where the person came from, with the drawing of the run.
    await expect(page.getByTestId('project-name')).toHaveText('MNIST CNN')
    expect(await answerToOne(page)).toBe(answer)
    await shoot('reopen-try')
    expect(await readTest(page, 10)).toEqual(before)
    await page.waitForTimeout(1500)
    await shoot('reopen-confusion')
    await training.show('maps')
    await expect.poll(() => training.colours(page.getByTestId('maps-canvas'))).toBeGreaterThan(8)
    await shoot('reopen-maps')
    await training.show('kernels')
    await expect.poll(() => training.colours(page.getByTestId('kernels-canvas'))).toBeGreaterThan(4)
    await training.show('gallery')
    await expect(page.getByTestId('gallery').locator('button').first()).toBeVisible()
    await training.show('curves')
    await expect(page.getByTestId('curves').locator('.main-svg').first()).toBeVisible()
    await expect(page.getByTestId('run-epoch')).toContainText('1')
    await page.waitForTimeout(800)
    await shoot('reopen-curves')

    await page.getByTestId('train-more-epochs').fill('1')
    await page.getByTestId('train-more').click()
    await training.waitForPhase('training', 60_000)
    await page.keyboard.press('Control+3')
    await expect(page.getByTestId('run-open-trained')).toBeDisabled()
    await shoot('reopen-busy')
    await training.waitForPhase('finished', 240_000)
    await page.keyboard.press('Control+1')
    await expect(page.getByTestId('epoch-figures')).toContainText(lang === 'en' ? 'Epoch 2' : '第 2 轮')
  })

  test(`a run is opened without its pictures, and says so, ${lang}`, async ({ launch, folder }) => {
    test.setTimeout(300_000)
    const data = path.join(folder, 'stripes')
    await writeStripes(data)
    const userData = path.join(folder, 'kept')
    const first = await launch({ lang, size, userData, args: [await writeProject(folder, data)] })
    await train(first.page)
    await train(first.page)
    const before = await readTest(first.page, 3)
    await first.close()
    await rename(data, `${data}-elsewhere`)

    const { app, page, shoot } = await launch({ lang, size, userData })
    const training = new Training(page)
    await page.keyboard.press('Control+3')
    await openNewest(page)
    await expect(page.getByTestId('notice')).toContainText(lang === 'en' ? 'can be tried' : '可以试用')
    await shoot('reopen-without-notice')
    await page.getByTestId('notice').getByRole('button').first().click()
    expect(await readTest(page, 3)).toEqual(before)
    await training.show('try')
    await drawOne(page)
    await expect(page.getByTestId('try-answer').locator('li')).toHaveCount(3)
    await training.show('maps')
    await expect(page.getByTestId('look-again')).toBeVisible()
    await expect(page.getByTestId('dock')).toContainText(data)
    await shoot('reopen-without-maps')
    await training.show('kernels')
    await expect.poll(() => training.colours(page.getByTestId('kernels-canvas'))).toBeGreaterThan(4)
    await training.show('curves')
    await expect(page.getByTestId('train-more')).toBeDisabled()
    await shoot('reopen-without-curves')
    await training.show('gallery')
    await expect(page.getByTestId('look-again')).toBeVisible()

    // The folder is found again where it is now, and is the same.
    await page.getByTestId('tab-data').click()
    await answerOpenDialog(app, `${data}-elsewhere`)
    await page.getByTestId('data-choose-folder').click()
    await expect(page.getByText(/stripes-elsewhere/).first()).toBeVisible()
    await page.getByTestId('look-again').click()
    await expect(page.getByTestId('gallery').locator('button').first()).toBeVisible()
    await expect(page.getByTestId('look-again')).toHaveCount(0)
    await shoot('reopen-found')

    // What was drawn is shown to another network as soon as that is open.
    await training.show('try')
    await expect(page.getByTestId('try-answer').locator('li')).toHaveCount(3)
    await page.keyboard.press('Control+3')
    await page.getByTestId('run-row').last().click()
    await answerNotToSave(app)
    await page.getByTestId('run-open-trained').click()
    await training.waitForPhase('finished', 60_000)
    await expect(page.getByTestId('try-answer').locator('li')).toHaveCount(3)

    // Weights that are gone are told before they are asked for.
    await rm(path.join(userData, 'runs'), { recursive: true })
    await page.keyboard.press('Control+2')
    await page.keyboard.press('Control+3')
    await expect(page.getByTestId('run-weights-gone')).toBeVisible()
    await expect(page.getByTestId('run-open-trained')).toBeDisabled()
    await shoot('reopen-weights-gone')
  })
}

const side = 28
const parts = [
  ['train', 300],
  ['t10k', 90],
] as const

/** A folder as MNIST's: one stripe on each picture, whose place is its class. */
async function writeStripes(directory: string): Promise<void> {
  await mkdir(directory)
  for (const [name, count] of parts) {
    const labels = Uint8Array.from({ length: count }, (_, index) => index % 3)
    const pixels = Uint8Array.from({ length: count * side * side }, (_, at) => {
      const picture = Math.floor(at / side ** 2)
      const isBright = Math.floor((at % side) / 10) === labels[picture]
      return (isBright ? 120 : 0) + ((picture * 37 + at * 11) % 120)
    })
    await writeFile(path.join(directory, `${name}-images-idx3-ubyte`), idx([count, side, side], pixels))
    await writeFile(path.join(directory, `${name}-labels-idx1-ubyte`), idx([count], labels))
  }
}

/** http://yann.lecun.com/exdb/mnist: two zeros, 8 for bytes, the dimensions, each in four bytes, the numbers. */
function idx(shape: readonly number[], values: Uint8Array): Buffer {
  const header = Buffer.alloc(4 + 4 * shape.length)
  header.set([0, 0, 8, shape.length])
  for (const [place, length] of shape.entries()) header.writeUInt32BE(length, 4 + 4 * place)
  return Buffer.concat([header, values])
}

/** The course's network with three classes, on the folder. */
async function writeProject(folder: string, directory: string): Promise<string> {
  const document = JSON.parse(await readFile(example('study-mnist-cnn'), 'utf8')) as LoomDocument
  const last = document.nodes.filter(({ kind }) => kind === 'Dense').at(-1)
  const nodes = document.nodes.map((node) =>
    node === last ? { ...node, parameters: { ...node.parameters, units: 3 } } : node,
  )
  const training = { ...document.training, engine: 'onnx', batchSize: 16 }
  const file = path.join(folder, 'stripes.loom')
  await writeFile(
    file,
    JSON.stringify({ ...document, name: 'Stripes', nodes, training, data: { source: 'idx', directory } }),
  )
  return file
}
