import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { findZooNetwork } from '#shared/zoo/zoo.ts'
import { expect, test } from '../fixtures.ts'
import { Editor } from '../page-models/editor.ts'
import { Training } from '../page-models/training.ts'

/** A network of the zoo, to be trained for one epoch only: the study's CNN unless another one is named. */
async function writeProject(folder: string, id = 'study-mnist-cnn'): Promise<string> {
  const document = findZooNetwork(id)?.build()
  if (!document) throw new Error(`the zoo has no ${id}`)
  const file = path.join(folder, 'cnn.loom')
  const training = { ...document.training, engine: 'onnx', epochs: 1 }
  await writeFile(file, JSON.stringify({ ...document, training }))
  return file
}

test('a trained CNN becomes an FCN with its weights, is tested, tried on a larger picture and taken back', async ({
  launch,
  folder,
}) => {
  test.setTimeout(240_000)
  const { page, shoot } = await launch({ args: [await writeProject(folder)] })
  const [editor, training] = [new Editor(page), new Training(page)]
  await expect(editor.nodes()).toHaveCount(13)
  await training.start()
  await training.waitForPhase('finished', 120_000)
  await training.show('confusion')
  const trained = await training.testAccuracy()
  expect(trained).toBeGreaterThan(0.8)

  await page.getByTestId('canvas').click({ button: 'right', position: { x: 30, y: 30 } })
  await page.getByTestId('menu-rewrite').hover()
  await page.getByTestId('menu-denseToConvolution').click()
  await expect(page.getByTestId('convert-before')).toHaveAttribute('data-value', '98442')
  await expect(page.getByTestId('convert-after')).toHaveAttribute('data-value', '98442')
  await expect(page.getByTestId('convert-weights')).toHaveAttribute('data-carried', '5')
  await shoot('convert-dense')
  await page.getByTestId('convert-apply').click()
  await expect(page.getByTestId('convert')).toHaveCount(0)
  await expect(editor.node('dense-1')).toHaveCount(0)
  await expect(editor.node('conv2d-4')).toBeVisible()
  await expect(page.getByTestId('initial-weights')).toBeVisible()
  await shoot('converted')

  await page.getByTestId('testWeights').click()
  await training.waitForPhase('finished', 60_000)
  await training.show('confusion')
  await expect.poll(() => training.testAccuracy()).toBeCloseTo(trained, 6)
  await shoot('converted-tested')

  await page.getByTestId('convert-menu').click()
  await page.getByTestId('convert-menu-tryLarger').click()
  await expect(page.getByTestId('scores')).not.toHaveAttribute('data-busy')
  await expect(page.getByTestId('scores-error')).toHaveCount(0)
  await expect.poll(() => training.colours(page.getByTestId('scores-canvas'))).toBeGreaterThan(30)
  await shoot('scores-best')
  await page.getByTestId('scores-3').click()
  await shoot('scores-class')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.getByTestId('language').getByText('中文').click()
  await page.getByTestId('convert-menu').click()
  await page.getByTestId('convert-menu-tryLarger').click()
  await expect(page.getByTestId('scores')).toContainText('每隔 8 像素')
  await shoot('scores-chinese')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)

  // Taken back, the CNN still has what it learned, though another network ran since.
  await page.keyboard.press('Control+z')
  await expect(editor.node('dense-1')).toBeVisible()
  await expect(page.getByTestId('initial-weights')).toHaveCount(0)
  await page.getByTestId('tab-training').click()
  await expect(page.getByTestId('trained-weights')).toBeVisible()
  await shoot('converted-back-chinese')
  await page.getByTestId('trainOn').click()
  await expect(page.getByTestId('initial-weights')).toBeVisible()
  await page.getByTestId('testWeights').click()
  await expect.poll(() => page.getByTestId('run-status').getAttribute('data-phase')).toBe('finished')
  await expect.poll(() => training.testAccuracy()).toBe(trained)

  // Trained further from there, it can go on from what it knows then: a test told nothing new.
  await expect(page.getByTestId('trainOn')).toHaveCount(0)
  await page.getByTestId('train').click()
  await expect(training.phase).toHaveAttribute('data-phase', 'training')
  await training.waitForPhase('finished', 120_000)
  await page.getByTestId('trainOn').click()
  await shoot('trained-on-chinese')
  await page.getByTestId('testWeights').click()
  await expect(page.getByTestId('trainOn')).toHaveCount(0)
  await training.waitForPhase('finished', 60_000)
  await expect.poll(() => training.testAccuracy()).toBeGreaterThan(trained)
  await page.getByTestId('convert-menu').click()
  await page.getByTestId('convert-menu-denseToConvolution').click()
  await expect(page.getByTestId('convert-weights')).toHaveAttribute('data-trained', 'true')
  await page.keyboard.press('Escape')
})

for (const { lang, size } of [
  { lang: 'zh-CN', size: { width: 1024, height: 700 } },
  { lang: 'en', size: { width: 1440, height: 900 } },
] as const) {
  test(`every rewrite is shown before it is applied, ${lang}`, async ({ launch, folder }) => {
    const { page, shoot } = await launch({ lang, size, args: [await writeProject(folder)] })
    const editor = new Editor(page)
    await expect(editor.nodes()).toHaveCount(13)
    await shoot('convert-closed')
    await page.getByTestId('convert-menu').click()
    await shoot('convert-menu')
    await page.getByTestId('convert-menu-poolingToConvolution3').click()
    await expect(page.getByTestId('convert-after')).toHaveAttribute('data-value', String(98_442 + 2320 + 9248 + 36_928))
    await page.waitForTimeout(400)
    await shoot('convert-pooling')
    const totals: Record<string, number> = {
      poolingToConvolution: 98_442 + 1040 + 4128 + 16_448,
      strideIntoConvolution: 98_442,
      denseToConvolution: 98_442,
      denseToGlobalPooling: 23_946,
    }
    for (const [id, total] of Object.entries(totals)) {
      await page.getByTestId(`convert-${id}`).click()
      await expect(page.getByTestId('convert-after')).toHaveAttribute('data-value', String(total))
    }
    for (const id of ['convolutionToDense', 'strideOutOfConvolution']) {
      await page.getByTestId(`convert-${id}`).click()
      await expect(page.getByTestId('convert-reason')).toBeVisible()
      await expect(page.getByTestId('convert-apply')).toBeDisabled()
    }
    await page.getByTestId('convert-segmentation2').click()
    await shoot('convert-segmentation')
    await page.getByTestId('convert-apply').click()
    await expect(page.getByTestId('convert')).toHaveCount(0)
    await expect(editor.node('conv2dtranspose-1')).toBeVisible()
    await shoot('segmentation')
    await page.keyboard.press('Control+z')
    await expect(editor.nodes()).toHaveCount(13)
  })
}

/** Opens the menu of what lies there by a right click, and takes a rewrite from it. */
async function rewriteAt(page: Page, place: Locator, id: string): Promise<void> {
  await place.click({ button: 'right', position: { x: 20, y: 14 } })
  await page.getByTestId('menu-rewrite').hover()
  await page.getByTestId(`menu-${id}`).click()
  await expect(page.getByTestId('convert')).toBeVisible()
}

test('each rewrite is reached by the menu of a layer, of a selection and of the network, by mouse alone', async ({
  launch,
  folder,
}) => {
  test.setTimeout(120_000)
  const { page, shoot } = await launch({ args: [await writeProject(folder)] })
  const editor = new Editor(page)
  const canvas = page.getByTestId('canvas')
  const after = page.getByTestId('convert-after')
  const apply = async () => {
    await page.getByTestId('convert-apply').click()
    await expect(page.getByTestId('convert')).toHaveCount(0)
  }
  const undo = () => page.getByTestId('undo').click()
  const selectTwo = async (first: string, second: string) => {
    await editor.node(first).click({ position: { x: 20, y: 14 } })
    await editor.node(second).click({ position: { x: 20, y: 14 }, modifiers: ['Shift'] })
  }
  await expect(editor.nodes()).toHaveCount(13)

  // 1. Pooling, as a convolution and as a stride: one, two, and all three by the switch in the panel.
  await rewriteAt(page, editor.node('maxpooling2d-1'), 'poolingToConvolution')
  await expect(after).toHaveAttribute('data-value', String(98_442 + 1040))
  await apply()
  await expect(editor.nodes()).toHaveCount(13)
  await expect(editor.node('maxpooling2d-1')).toHaveCount(0)
  await undo()
  await selectTwo('maxpooling2d-1', 'maxpooling2d-2')
  await rewriteAt(page, editor.node('maxpooling2d-2'), 'poolingToConvolution')
  await expect(after).toHaveAttribute('data-value', String(98_442 + 1040 + 4128))
  await page.waitForTimeout(400)
  await shoot('convert-scope')
  await page.getByTestId('convert-scope').getByText('The whole network').click()
  await expect(after).toHaveAttribute('data-value', String(98_442 + 1040 + 4128 + 16_448))
  await page.getByTestId('convert-cancel').click()
  await rewriteAt(page, editor.node('maxpooling2d-3'), 'strideIntoConvolution')
  await apply()
  await expect(editor.nodes()).toHaveCount(12)

  // 5. And back: the convolution gives its stride away again.
  await rewriteAt(page, editor.node('conv2d-3'), 'strideOutOfConvolution')
  await apply()
  await expect(editor.nodes()).toHaveCount(13)
  await undo()
  await undo()
  await expect(editor.node('maxpooling2d-3')).toBeVisible()

  // 2. Dense: from one of the layers, and from all of the ending.
  await rewriteAt(page, editor.node('dense-1'), 'denseToConvolution')
  await apply()
  await expect(editor.node('dense-1')).toHaveCount(0)
  await rewriteAt(page, editor.node('conv2d-4'), 'convolutionToDense')
  await expect(after).toHaveAttribute('data-value', '98442')
  await apply()
  await expect(editor.node('conv2d-4')).toHaveCount(0)
  await undo()
  await undo()

  // 3. The head as a global average.
  await selectTwo('flatten-1', 'dense-2')
  await rewriteAt(page, editor.node('flatten-1'), 'denseToGlobalPooling')
  await expect(after).toHaveAttribute('data-value', '23946')
  await apply()
  await expect(editor.node('globalaveragepooling2d-1')).toBeVisible()
  await undo()

  // 4. Segmentation concerns the whole network, from a layer as from the canvas.
  await rewriteAt(page, editor.node('conv2d-1'), 'segmentation1')
  await expect(page.getByTestId('convert')).toContainText('The whole network')
  await expect(page.getByTestId('convert-scope')).toHaveCount(0)
  await page.getByTestId('convert-cancel').click()
  await rewriteAt(page, canvas, 'segmentation0')
  await apply()
  await expect(editor.node('conv2dtranspose-1')).toBeVisible()
  await undo()
  await expect(editor.nodes()).toHaveCount(13)
})

// VGG-16 as the zoo's FCN-8s. GoogLeNet's 6,998,552 without 1025·1000, with (1025 + 481 + 193)·21 scores and enlarging
// kernels of (4·4 + 4·4 + 16·16)·21·21.
for (const { lang, size, id, parameters } of [
  { lang: 'en', size: { width: 1440, height: 900 }, id: 'vgg-d', parameters: '134,489,759' },
  { lang: 'zh-CN', size: { width: 1024, height: 700 }, id: 'googlenet', parameters: '6,136,239' },
] as const) {
  test(`${id} of the zoo becomes an FCN-8s, ${lang}`, async ({ launch, folder }) => {
    const { page, shoot } = await launch({ lang, size, args: [await writeProject(folder, id)] })
    await page.getByTestId('convert-menu').click()
    await page.getByTestId('convert-menu-segmentation2').click()
    await expect(page.getByTestId('convert-after')).toHaveText(parameters)
    await page.waitForTimeout(400)
    await shoot(`convert-${id}`)
    await page.getByTestId('convert-apply').click()
    await expect(page.getByTestId('status-parameters')).toHaveText(parameters)
    await page.waitForTimeout(800)
    await shoot(`segmentation-${id}`)
    await page.getByTestId('tab-problems').click()
    await shoot(`segmentation-problems-${id}`)
  })
}
