import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { answerNotToSave } from '../dialogs.ts'
import { expect, test } from '../fixtures.ts'
import { Editor } from '../page-models/editor.ts'

/** Small enough to be trained in a moment. */
async function writeDrawing(folder: string): Promise<string> {
  const layers = [
    ['input-1', 'Input', { shape: [28, 28, 3] }],
    ['conv2d-1', 'Conv2D', { filters: 4, strides: [4, 4], activation: 'relu' }],
    ['flatten-1', 'Flatten', {}],
    ['dense-1', 'Dense', { units: 6, activation: 'softmax' }],
    ['output-1', 'Output', {}],
  ] as const
  const document = {
    format: 'layerloom',
    version: 1,
    name: 'Colours',
    nodes: layers.map(([id, kind, parameters], at) => ({ id, kind, parameters, position: { x: 0, y: 110 * at } })),
    edges: layers.slice(1).map(([target], at) => ({ id: `edge-${at}`, source: layers[at]?.[0], target })),
    data: { source: 'shapes', variant: 'colours', train: 300, test: 90, seed: 1 },
    training: { epochs: 2, engine: 'tfjs', optimizer: { kind: 'adam', learningRate: 0.01 } },
  }
  const file = path.join(folder, 'colours.loom')
  await writeFile(file, JSON.stringify(document))
  return file
}

/** The middle of a mark of the chart. */
async function pressPoint(page: Page, at: number): Promise<void> {
  const mark = page.getByTestId('trade-chart').locator('.scatterlayer .trace .points path').nth(at)
  const box = await mark.boundingBox()
  if (!box) throw new Error('no point')
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  await page.waitForTimeout(200)
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2)
}

for (const lang of ['en', 'zh-CN'] as const) {
  for (const size of [
    { width: 1440, height: 900 },
    { width: 1024, height: 700 },
  ]) {
    test(`two by two networks are trained, and a point opens its drawing, ${lang}, ${size.width}×${size.height}`, async ({
      launch,
      folder,
    }) => {
      test.setTimeout(240_000)
      const file = await writeDrawing(folder)
      const { app, page, shoot } = await launch({ lang, size, args: [file] })
      const editor = new Editor(page)
      await expect(editor.nodes()).not.toHaveCount(0)

      await page.keyboard.press('Control+3')
      await page.getByTestId('runs-tabs').locator('label').nth(1).click()
      await expect(page.getByTestId('page-runs')).toContainText(lang === 'en' ? 'Nothing is queued' : '队列为空')
      await shoot('queue-empty')
      await page.keyboard.press('Control+1')

      // From a layer's parameter, with the value that it has.
      await editor.select('conv2d-1')
      await page.getByTestId('vary-filters').click()
      const filters = page.getByTestId('sweep-axis-conv2d-1.filters')
      await expect(filters).toHaveValue('4')
      await filters.fill('2, x')
      await expect(page.getByTestId('sweep-dialog')).toContainText('8, 16, 32')
      await filters.fill('2, 8')
      await page.getByTestId('sweep-add').click()
      await page.getByRole('option', { name: lang === 'en' ? 'Learning rate' : '学习率', exact: true }).click()
      await page.getByTestId('sweep-axis-training.learningRate').fill('0.0001, 0.01')
      await expect(page.getByTestId('sweep-facts')).toHaveAttribute('data-trainings', '4')
      await page.waitForTimeout(400)
      await shoot('sweep-dialog')
      await page.getByTestId('sweep-start').click()

      await expect(page.getByTestId('queue-view')).toBeVisible()
      await expect(page.getByTestId('trial')).toHaveCount(4)
      await expect(page.getByTestId('status-queue')).toContainText('/4')
      await expect(page.getByTestId('trade-points')).toHaveAttribute('data-count', '2', { timeout: 90_000 })
      await shoot('queue-working')
      await expect(page.getByTestId('job-state')).toHaveAttribute('data-state', 'done', { timeout: 120_000 })
      await expect(page.getByTestId('trade-points')).toHaveAttribute('data-count', '4')
      await expect(page.getByTestId('status-queue')).toHaveCount(0)
      await page.waitForTimeout(1500)

      await pressPoint(page, 3)
      await expect(page.getByTestId('trial-chosen')).toContainText('filters 8')
      await expect(page.locator('[data-testid=trial][aria-selected=true]')).toContainText('0.01')
      await page.waitForTimeout(600)
      await shoot('queue-done')
      await page.getByTestId('trials-sort-valAccuracy').click()
      await expect(page.getByTestId('trial').first()).toContainText('0.01')
      await page.getByTestId('trade-log').check({ force: true })
      await page.getByTestId('trade-cost').locator('label').nth(1).click()
      await page.waitForTimeout(1000)
      await shoot('queue-log')

      await answerNotToSave(app)
      await page.getByTestId('trial-open').click()
      await expect(page.getByTestId('project-name')).toHaveText('Colours · filters 8, learningRate 0.01')
      await editor.select('conv2d-1')
      await expect(page.getByTestId('param-filters')).toHaveValue('8')

      // The record has them all, with the name of the sweep.
      await page.keyboard.press('Control+3')
      await page.getByTestId('runs-tabs').locator('label').nth(0).click()
      await expect(page.getByTestId('run-row')).toHaveCount(4)
      await expect(page.getByTestId('run-row').first()).toContainText('Colours')
    })
  }
}
