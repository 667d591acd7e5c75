import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { defaultOptimizer } from '#shared/document/optimizers.ts'
import type { LoomDocument, TrainingSettings } from '#shared/document/schema.ts'
import { expect, root, test } from '../fixtures.ts'
import { Training } from '../page-models/training.ts'

/** Colours and shapes with few pictures and one epoch. */
async function writeProject(folder: string, change: Partial<TrainingSettings>): Promise<string> {
  const example = JSON.parse(await readFile(path.join(root, 'assets', 'examples', 'colours-and-shapes.loom'), 'utf8'))
  const { data, training } = example as LoomDocument
  const file = path.join(folder, 'findings.loom')
  const few = { ...data, train: 300, test: 90 }
  await writeFile(
    file,
    JSON.stringify({ ...example, data: few, training: { ...training, engine: 'onnx', epochs: 1, ...change } }),
  )
  return file
}

for (const { lang, size } of [
  { lang: 'en', size: { width: 1440, height: 900 } },
  { lang: 'zh-CN', size: { width: 1024, height: 700 } },
] as const) {
  test(`a run that went wrong says why, and a click mends it, ${lang}`, async ({ launch, folder }) => {
    test.setTimeout(180_000)
    const optimizer = defaultOptimizer('sgd', 1000)
    const { page, shoot } = await launch({ lang, size, args: [await writeProject(folder, { optimizer })] })
    const training = new Training(page)
    const finding = (code: string) => page.locator(`[data-testid="finding"][data-code="finding.${code}"]`)

    await page.getByTestId('tab-training').click()
    await page.getByTestId('train').click()
    await training.waitForPhase('finished', 60_000)
    await expect(finding('astray')).toBeVisible()
    await expect(page.getByTestId('findings-dot')).toBeVisible()
    await shoot('findings-astray')
    await training.show('problems')
    await expect(finding('astray')).toBeVisible()
    await shoot('findings-problems')
    await finding('astray').getByTestId('finding-setRate').click()
    await expect(finding('astray').getByTestId('finding-setRate')).toBeDisabled()
    await expect(page.getByTestId('training-learningRate')).toHaveValue('0.1')
    await finding('astray').getByTestId('finding-clipNorm').click()
    await shoot('findings-mended')
    // A remedy is an edit as any other.
    await page.keyboard.press('Control+z')
    await expect(finding('astray').getByTestId('finding-clipNorm')).toBeEnabled()

    await page.getByTestId('training-learningRate').fill('10')
    await page.getByTestId('train').click()
    await training.waitForPhase('finished', 60_000)
    await training.show('curves')
    await expect(finding('deadUnits')).toBeVisible()
    await expect(finding('astray')).toHaveCount(0)
    await shoot('findings-dead')
    await finding('deadUnits').getByTestId('finding-useElu').click()
    await expect(finding('deadUnits').getByTestId('finding-useElu')).toBeDisabled()
    await shoot('findings-dead-mended')
  })
}
