import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { findZooNetwork } from '#shared/zoo/zoo.ts'
import { expect, test } from '../fixtures.ts'
import { Editor } from '../page-models/editor.ts'
import { Training } from '../page-models/training.ts'

/** The study's CNN, to be trained for one epoch only. */
async function writeProject(folder: string): Promise<string> {
  const document = findZooNetwork('study-mnist-cnn')?.build()
  if (!document) throw new Error('the zoo has no study-mnist-cnn')
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
  await page.getByTestId('convert-menu').click()
  await page.getByTestId('convert-menu-denseToConvolution').click()
  await expect(page.getByTestId('convert-weights')).toHaveAttribute('data-trained', 'true')
  await page.keyboard.press('Escape')
})

for (const { lang, size } of [
  { lang: 'en', size: { width: 1024, height: 700 } },
  { lang: 'zh-CN', size: { width: 1440, height: 900 } },
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
